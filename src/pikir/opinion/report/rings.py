"""What is told of coordinated shares: as JSON, as tables, as a page. Nobody and nothing is named unless asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pikir.opinion.coordination import Coordination, voices
from pikir.opinion.rings import ERROR_RATE
from pikir.opinion.shares import SharesFile

from .layout import bullets, document, facts, section, table
from .markup import Html, Part, tag
from .sheets import sheet, written
from .words import Words

FORMAT = "pikir-coordination-1"
MOST_SHARED = 10  # objects in the comparison with and without rings


@dataclass(frozen=True)
class Search:
    """A search and what it was made with; ``reveal`` names accounts and objects, which else are numbers."""

    file: SharesFile
    found: Coordination
    window: float
    reveal: bool

    def account(self, number: int) -> str | int:
        """Return the name of an account, or its number."""
        return self.file.accounts[number] if self.reveal else number

    def object(self, number: int) -> str | int:
        """Return what was shared, or its number."""
        return self.file.objects[number] if self.reveal else number

    def most_shared(self) -> list[tuple[str | int, int, int]]:
        """Return what most accounts shared: how many, and how many with each ring as one voice."""
        plain, merged = voices(self.file.shares, self.found.rings)
        most = sorted(range(len(plain)), key=lambda number: (-int(plain[number]), number))[:MOST_SHARED]
        return [(self.object(number), int(plain[number]), int(merged[number])) for number in most]


def as_json(search: Search) -> str:
    """Return everything found."""
    found = search.found
    rings = [
        {
            "size": len(ring.accounts),
            "accounts": [search.account(number) for number in ring.accounts] if search.reveal else None,
            "score": ring.score,
            "chance": ring.chance,
            "acts": [
                {"object": search.object(act.object), "time": _time(act.time), "accounts": len(act.accounts)}
                for act in acts
            ],
        }
        for ring, acts in zip(found.rings, found.acts, strict=True)
    ]
    said = {
        "format": FORMAT, "column": search.file.column, "window": search.window, "error_rate": ERROR_RATE,
        "draws": len(found.highest), "highest_by_chance": max(found.highest, default=0.0), "shares": found.shares,
        "accounts": found.accounts, "coincidences": found.coincidences, "rings": rings,
        "most_shared": [
            {"object": name, "accounts": plain, "voices": merged} for name, plain, merged in search.most_shared()
        ],
    }  # fmt: skip
    return written(said)


def as_tables(search: Search) -> dict[str, str]:
    """Return tables with commas by name of file: rings, the acts of each, and, for the owner, accounts."""
    found = search.found
    tables = {
        "rings.csv": sheet(
            ["ring", "size", "acts", "score", "chance"],
            (
                [number, len(ring.accounts), len(acts), ring.score, ring.chance]
                for number, (ring, acts) in enumerate(zip(found.rings, found.acts, strict=True), 1)
            ),
        ),
        "acts.csv": sheet(
            ["ring", "object", "time", "accounts"],
            (
                [number, search.object(act.object), _time(act.time), len(act.accounts)]
                for number, acts in enumerate(found.acts, 1)
                for act in acts
            ),
        ),
        "most_shared.csv": sheet(["object", "accounts", "voices"], search.most_shared()),
    }
    if search.reveal:
        tables["accounts.csv"] = sheet(
            ["ring", "account"],
            (
                [number, search.account(account)]
                for number, ring in enumerate(found.rings, 1)
                for account in ring.accounts
            ),
        )
    return tables


def page(search: Search, words: Words, name: str) -> str:
    """Return a page that stands alone."""
    _ = words.gettext
    found = search.found
    flagged = sum(len(ring.accounts) for ring in found.rings)
    said = (
        words.ngettext(
            "%(count)s set of accounts shared the same things together more often than chance allows.",
            "%(count)s sets of accounts shared the same things together more often than chance allows.",
            len(found.rings),
        )
        if found.rings
        else _("No set of accounts shared the same things together more often than chance allows.")
    )
    head = tag(
        "header",
        tag("p", name, class_="dim", lang=""),
        tag("h1", _("Shared together")),
        tag("p", said, class_="standfirst"),
        facts(
            [
                (_("shares"), words.number(found.shares)),
                (_("accounts"), words.number(found.accounts)),
                (_("accounts in sets"), words.number(flagged)),
            ]
        ),
    )
    parts: list[Part] = [head]
    if found.rings:
        parts += [_rings(search, words), _voices(search, words)]
    foot = _("Made by Pikir from the shares alone.")
    return document(words, f"{_('Shared together')}: {name}", [*parts, _certainty(search, words), _limits(words)], foot)


def _rings(search: Search, words: Words) -> Html:
    _ = words.gettext
    heads = [
        _("Accounts"),
        _("Joint acts"),
        words.pgettext("joint act", "First"),
        words.pgettext("joint act", "Last"),
        _("By chance"),
    ]
    rows = []
    names: list[Part] = []
    for number, (ring, acts) in enumerate(zip(search.found.rings, search.found.acts, strict=True), 1):
        times: Sequence[str] = [_time(act.time)[:10] for act in acts] or ["–"]
        chance = "≤ " + words.percent(ring.chance, 1)
        rows.append([words.number(len(ring.accounts)), words.number(len(acts)), min(times), max(times), chance])
        if search.reveal:
            accounts = ", ".join(str(search.account(account)) for account in ring.accounts)
            names.append(tag("li", accounts, lang="", value=number))
    listed = tag("details", tag("summary", _("Names of the accounts")), tag("ol", names)) if names else None
    return section(_("The sets"), table(heads, rows), listed)


def _voices(search: Search, words: Words) -> Html:
    _ = words.gettext
    heads = [_("What was shared"), _("Accounts"), _("with each set as one voice")]
    rows = [[name, words.number(plain), words.number(merged)] for name, plain, merged in search.most_shared()]
    return section(_("What most accounts shared"), table(heads, rows, wide=0))


def _certainty(search: Search, words: Words) -> Html:
    _ = words.gettext
    return section(
        _("How sure this is"),
        bullets(
            _("Together means: the same thing within %(seconds)s seconds, at least twice.")
            % {"seconds": words.number(search.window)},
            _(
                "Chance means: the same shares at the same times, with the accounts dealt anew within each day. It was "
                "played %(draws)s times."
            )
            % {"draws": words.number(len(search.found.highest))},
            _("Where nobody acts together, a search like this flags anybody in %(share)s of all cases.")
            % {"share": words.percent(ERROR_RATE)},
        ),
    )


def _limits(words: Words) -> Html:
    _ = words.gettext
    return section(
        _("What this cannot say"),
        bullets(
            _("Why they act together: one newsroom, volunteers of a party and bought accounts look alike here."),
            _("Whether it is wrong: this is a reason to look, and a human has to look before anything follows."),
            _("That all others act alone: who is slow, careful or rarely active is not seen."),
        ),
    )


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
