"""The parts of the report that tell the map: the plane, what unites, what divides, the groups, the bridges."""

from collections.abc import Sequence

from .layout import section
from .markup import Html, Part, join, tag
from .picture import colour, draw, form, landmarks, letter
from .publication import Cell, Publication, Statement, Telling
from .words import Words

LONGEST_LIST = 8  # statements a section shows; all of them stand in the table at the end
MAJORITY = 0.5


def plane(published: Publication, words: Words) -> Html:
    """The picture, its legend, and the statements it is read by."""
    _ = words.gettext
    if not published.dots:
        return section(_("The map"), tag("p", _("Too few people voted for a map that shows nobody in particular.")))
    smallest = min(dot.people for dot in published.dots)
    across, up = (words.percent(share) for share in published.explained)
    caption = [
        words.ngettext(
            "Every sign is at least %(count)s person, at the middle of where these people stand.",
            "Every sign is at least %(count)s people, at the middle of where these people stand.",
            smallest,
        ),
        _("Who stands close answered alike. What is left or right, above or below has no meaning of its own."),
        _("Across, the map holds %(across)s of all differences between people, upwards %(up)s.")
        % {"across": across, "up": up},
    ]
    marks = [published.statements[index] for index in landmarks(published)]
    return section(
        _("The map"),
        tag("figure", draw(published, words), tag("figcaption", " ".join(caption)), class_="plane"),
        _legend(published, words),
        tag("h3", _("Numbers on the map")),
        tag(
            "p",
            _("Towards a number stand those who agree with the statement; opposite, those who do not."),
            class_="help",
        ),
        tag("ol", [tag("li", quoted(one)) for one in marks], class_="marks"),
    )


def _legend(published: Publication, words: Words) -> Html:
    """The picture in words: how many, and beside whom."""
    rows = []
    if published.k > 1:
        for number, group in enumerate(published.groups):
            share = f", {words.percent(group.size / published.grouped)}" if group.size else ""
            rows.append([form(number), f"{group_name(words, number)}: {_people(group.size, words)}{share}"])
    else:
        rows.append([form(0), f"{words.pgettext('people', 'All')}: {_people(published.grouped, words)}"])
    if any(dot.group is None for dot in published.dots):
        few = words.gettext("in no group: too few votes to tell")
        rows.append([form(None), f"{_people(published.participants - published.grouped, words)} {few}"])
    return tag("ul", [tag("li", row) for row in rows], class_="legend")


def _people(count: int | None, words: Words) -> str:
    if count is None:
        return words.gettext("fewer than ten people: not shown")
    return words.ngettext("%(count)s person", "%(count)s people", count)


def common(published: Publication, words: Words) -> Html:
    """What the majority of every group says alike."""
    _ = words.gettext
    parts: list[Part] = []
    for agree, title in ((True, _("Most agree")), (False, _("Most disagree"))):
        if found := surely(published, agree=agree):
            parts += [tag("h3", title), _listed(published, words, found[:LONGEST_LIST])]
    if not parts:
        nothing = _("There is no statement on which the majority is surely the same everywhere.")
        return section(_("What all have in common"), tag("p", nothing))
    said = (
        _("More than half of every group say the same here, even allowing for chance.")
        if published.k > 1
        else _("More than half say the same here, even allowing for chance.")
    )
    return section(_("What all have in common"), tag("p", said), parts)


def surely(published: Publication, *, agree: bool) -> list[Statement]:
    """Return statements that surely more than half of every group agree (or disagree) with, the surest first."""

    def least(one: Statement) -> float:
        common = one.agree if agree else one.disagree
        return (common and common.least) or 0.0

    found = [one for one in published.statements if not one.excluded and least(one) > MAJORITY]
    return sorted(found, key=lambda one: (-least(one), one.id))


def divides(published: Publication, words: Words) -> Html | None:
    """What groups answer differently; without groups, what draws people apart."""
    _ = words.gettext
    if published.k < 2:
        far = {one.id: one.place.extremity for one in published.statements if one.place and not one.excluded}
        found = sorted((one for one in published.statements if one.id in far), key=lambda one: (-far[one.id], one.id))
        said = _("These statements draw people furthest apart.")
    else:
        apart = {one.id: _distance(one) for one in published.statements if not one.excluded}
        found = sorted(
            (one for one in published.statements if apart.get(one.id, 0) > 0), key=lambda one: -apart[one.id]
        )
        said = _("Here the groups differ most, by more than chance explains.")
    if not found:
        return None
    return section(_("What divides"), tag("p", said), _listed(published, words, found[:LONGEST_LIST]))


def _distance(one: Statement) -> float:
    """Return how far the surest high share of agreement in a group lies above the surest low one in another."""
    told = [cell for cell in one.groups if cell]
    if len(told) < 2:
        return 0.0
    return max(cell.agree_low for cell in told) - min(cell.agree_high for cell in told)


def groups(published: Publication, words: Words) -> Html | None:
    """Each group by what sets it apart."""
    if published.k < 2:
        return None
    parts: list[Part] = [tag("p", words.gettext("What each group says more often than all the others together."))]
    for number, group in enumerate(published.groups):
        parts.append(tag("h3", form(number), f"{group_name(words, number)}: {_people(group.size, words)}"))
        if group.size is None:
            continue
        if group.representative:
            items = [_representative(published, words, telling) for telling in group.representative]
            parts.append(tag("ul", items, class_="statements"))
        else:
            parts.append(tag("p", words.gettext("Nothing sets this group apart from the others surely enough.")))
    return section(words.gettext("The groups"), parts)


def _representative(published: Publication, words: Words, telling: Telling) -> Html:
    said = (
        words.gettext("agrees more than the others")
        if telling.agree
        else words.gettext("disagrees more than the others")
    )
    return _statement(published, words, published.statements[telling.statement], tag("span", said, class_="tag"))


def bridges(published: Publication, words: Words) -> Html | None:
    """What people support who otherwise disagree."""
    _ = words.gettext
    if published.bridging_people is None:
        return None
    found = [one for one in published.statements if one.bridge and one.bridge.verdict == "bridges"]
    found.sort(key=lambda one: (-(one.bridge.level if one.bridge else 0), one.id))
    said = _(
        "A bridge is supported by people who otherwise disagree. The number is the support left when everybody's "
        "leaning is taken out. From 0.40 on it is a bridge, if both sides carry it and it holds without "
        "the most active people."
    )
    items = [
        _statement(published, words, one, tag("span", level(words, one), class_="tag")) for one in found[:LONGEST_LIST]
    ]
    nothing = tag("p", _("No statement reaches that yet."))
    return section(_("Bridges"), tag("p", said), tag("ul", items, class_="statements") if items else nothing)


def level(words: Words, one: Statement) -> str:
    """Return the support across sides with its interval."""
    if one.bridge is None:
        return "–"
    level = words.number(one.bridge.level, 2)
    if one.bridge.low is None or one.bridge.high is None:
        return level
    return f"{level} ({words.number(one.bridge.low, 2)}–{words.number(one.bridge.high, 2)})"


def _listed(published: Publication, words: Words, found: Sequence[Statement]) -> Html:
    return tag("ul", [_statement(published, words, one) for one in found], class_="statements")


def _statement(published: Publication, words: Words, one: Statement, note: Part = None) -> Html:
    """A statement with a line for all and for each group: the share in words, and as a bar."""
    lines = [_line(words.pgettext("people", "All"), None, one.cell, words)]
    if published.k > 1:
        lines += [_line(group_name(words, place), place, cell, words) for place, cell in enumerate(one.groups)]
    return tag("li", quoted(one), " ", note, tag("dl", lines, class_="bars"))


def _line(name: str, group: int | None, cell: Cell | None, words: Words) -> Html:
    shade = "" if group is None else f" {colour(group)}"
    return tag(
        "div",
        tag("dt", None if group is None else form(group), name),
        tag("dd", _share(cell, words), class_="told"),
        tag("dd", bar(cell), class_=f"bar-cell{shade}", aria_hidden="true"),
    )


def _share(cell: Cell | None, words: Words) -> str:
    if cell is None:
        return words.gettext("fewer than ten people: not shown")
    votes = words.ngettext("%(count)s vote", "%(count)s votes", cell.seen)
    return words.gettext("%(share)s agree (%(range)s), %(votes)s") % {
        "share": words.percent(cell.agree),
        "range": words.range(cell.agree_low, cell.agree_high),
        "votes": votes,
    }


def bar(cell: Cell | None) -> Html | None:
    """Return who agrees from the left, who disagrees from the right; what is left between them passed."""
    if cell is None:
        return None
    disagree = cell.disagrees / cell.seen
    return tag(
        "div",
        tag("i", class_="yes", style=f"inline-size:{cell.agree * 100:.1f}%"),
        tag("i", class_="no", style=f"inline-size:{disagree * 100:.1f}%"),
        class_="bar",
    )


def quoted(one: Statement) -> Html:
    """Return the words of a statement, in whatever language they are, or its number where they are not known."""
    return join(
        [
            tag("q", one.text, lang="") if one.text else None,
            " " if one.text else None,
            tag("span", f"№\u00a0{one.id}", class_="id"),
        ]
    )


def group_name(words: Words, number: int) -> str:
    """Return "Group A"."""
    return words.gettext("Group %(letter)s") % {"letter": letter(number)}
