"""The parts of the report that tell how far it may be trusted: joint voting, certainty, limits, all numbers, method."""

from pikir.opinion.maps import PARITY
from pikir.opinion.privacy import LEAST, MIN_SEEN

from .layout import bullets, section, table
from .markup import Html, tag
from .picture import letter
from .publication import Alternative, Cell, Publication
from .sections import level, quoted
from .words import Words


def together(published: Publication, words: Words) -> Html | None:
    """People who vote as one, and what the map would be with each such set as one voice."""
    _ = words.gettext
    if not published.joint_votes_searched:
        return None
    if published.alternative is None:
        said = _("Nobody was found to vote together with others more alike than their views explain.")
        return section(_("Voting as one"), tag("p", said))
    other = published.alternative
    found = words.ngettext(
        "%(count)s set of people voted in the same minutes, and more alike than their views explain.",
        "%(count)s sets of people voted in the same minutes, and more alike than their views explain.",
        len(other.sets),
    )
    caution = _(
        "This is a reason to look, not a verdict: they may be neighbours with one helper. Above, everybody counts. "
        "With each set counted as one voice, this would change:"
    )
    return section(_("Voting as one"), tag("p", found), tag("p", caution), bullets(*_changes(published, other, words)))


def _changes(published: Publication, other: Alternative, words: Words) -> list[str]:
    _ = words.gettext
    said = [
        _("people in the sets: %(sizes)s") % {"sizes": ", ".join(words.number(size) for size in other.sets)},
        _("the share of agreement changes by at most %(share)s") % {"share": words.percent(other.largest_change, 1)},
    ]
    if other.k != published.k:
        said.append(_("number of groups: %(other)s instead of %(plain)s") % {"other": other.k, "plain": published.k})
    elif other.k > 1:
        sizes = ", ".join(f"{letter(group)} {words.number(size)}" for group, size in enumerate(other.sizes) if size)
        said.append(_("sizes of the groups: %(sizes)s") % {"sizes": sizes})
    return said


def certainty(published: Publication, words: Words) -> Html:
    """How sure the numbers are, and on what they rest."""
    _ = words.gettext
    said = [
        _("Ranges in brackets hold the true share in 95 of 100 cases, for people like those who voted."),
        _("A share is told from %(votes)s votes on; groups and signs on the map are of %(people)s people or more.")
        % {"votes": MIN_SEEN, "people": LEAST},
        words.ngettext(
            "%(count)s person voted often enough to be placed in a group.",
            "%(count)s people voted often enough to be placed in a group.",
            published.grouped,
        ),
        _("The map holds %(share)s of all differences between people; the rest is not in the picture.")
        % {"share": words.percent(sum(published.explained))},
    ]
    if published.stability is not None:
        said.append(_stability(published.stability, words, reliable=published.reliable))
    return section(_("How sure this is"), bullets(*said), _scores(published, words))


def _stability(stability: float, words: Words, *, reliable: bool) -> str:
    _ = words.gettext
    said = _(
        "Among people drawn anew from those who voted, the groups come back with an agreement of %(index)s (1: the "
        "same; 0: as by chance)."
    )
    kept = _("That is enough to rely on.") if reliable else _("That is too little to rely on groups.")
    return f"{said % {'index': words.number(stability, 2)}} {kept}"


def _scores(published: Publication, words: Words) -> list[Html] | None:
    """What each number of groups was judged by."""
    if not published.scores:
        return None
    _ = words.gettext
    explained = (
        _("How well each number of groups holds together (silhouette, the higher the better):")
        if published.method == PARITY
        else _("How far votes that were kept back are missed with each number of groups (the lower the better):")
    )
    names = [words.number(k) for k in published.scores]
    scores = [words.number(score, 4) for score in published.scores.values()]
    return [tag("p", explained), table(names, [scores])]


def limits(published: Publication, words: Words) -> Html:
    """What nobody may read out of the map."""
    _ = words.gettext
    return section(
        _("What this cannot say"),
        bullets(
            words.ngettext(
                "What all residents think: %(count)s person came and voted, nobody was drawn by lot.",
                "What all residents think: %(count)s people came and voted, nobody was drawn by lot.",
                published.participants,
            ),
            _("Why people think so, and what they would say after talking with each other."),
            _("What was never asked: people answer the statements that others wrote."),
            _("That a group is a party or a community: it is people who answered these statements alike, here, now."),
            _("Whether an opinion is right, or how strongly it is held: every vote weighs the same."),
        ),
    )


def all_statements(published: Publication, words: Words) -> Html:
    """Every number of the report in one table."""
    _ = words.gettext
    groups = range(published.k if published.k > 1 else 0)
    bridging = published.bridging_people is not None
    heads = [_("Statement"), _("Votes"), _("Agree"), _("Range"), *(letter(group) for group in groups)]
    heads += [_("Support across sides")] if bridging else []
    rows = []
    for one in published.statements:
        cells = [one.cell, *(one.groups[group] for group in groups)]
        shares = [_agree(cell, words) for cell in cells]
        span = words.range(one.cell.agree_low, one.cell.agree_high) if one.cell else "–"
        votes = words.number(one.cell.seen) if one.cell else _("under %(people)s") % {"people": MIN_SEEN}
        row = [quoted(one), votes, shares[0], span, *shares[1:], *([level(words, one)] if bridging else [])]
        rows.append(row)
    summary = words.ngettext(
        "%(count)s statement with its numbers", "%(count)s statements with their numbers", len(rows)
    )
    return section(_("All statements"), tag("details", tag("summary", summary), table(heads, rows, wide=0)))


def _agree(cell: Cell | None, words: Words) -> str:
    return "–" if cell is None else words.percent(cell.agree)


def method(published: Publication, words: Words) -> Html:
    """How to check it."""
    _ = words.gettext
    return section(
        _("How it was made"),
        tag(
            "p",
            _("Method: %(method)s. Whoever has the votes can compute every number again and gets the same mark:")
            % {"method": published.method},
        ),
        tag("p", published.hash, class_="hash"),
        tag(
            "p",
            _("What each number means, where the methods come from, and how they differ from %(peer)s: %(document)s.")
            % {"peer": "Polis", "document": "docs/opinion.md"},
        ),
    )
