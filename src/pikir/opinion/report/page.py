"""The report of a map as one HTML page that needs nothing beside itself: no script, no font, no address."""

from . import assurance, sections
from .layout import document, facts
from .markup import Html, tag
from .publication import Publication
from .words import Words

# In the order in which a reader asks: what is it, what unites, what divides, who, how sure, what not.
SECTIONS = (
    sections.plane,
    sections.common,
    sections.divides,
    sections.groups,
    sections.bridges,
    assurance.together,
    assurance.certainty,
    assurance.limits,
    assurance.all_statements,
    assurance.method,
)


def page(published: Publication, words: Words, name: str) -> str:
    """Return the whole page; ``name`` says which consultation it is, in nobody's language."""
    parts = [_head(published, words, name), *(tell(published, words) for tell in SECTIONS)]
    foot = words.gettext("Made by Pikir from the votes alone. Nobody is named, and nobody stands alone.")
    return document(words, f"{words.gettext('Opinion map')}: {name}", parts, foot)


def _head(published: Publication, words: Words, name: str) -> Html:
    _ = words.gettext
    numbers = [
        (_("people voted"), words.number(published.participants)),
        (_("votes"), words.number(published.votes)),
        (_("statements"), words.number(len(published.statements))),
    ]
    if published.k > 1:
        numbers.append((_("opinion groups"), words.number(published.k)))
    return tag(
        "header",
        tag("p", name, class_="dim", lang=""),
        tag("h1", _("Opinion map")),
        tag("p", _summary(published, words), class_="standfirst"),
        facts(numbers),
    )


def _summary(published: Publication, words: Words) -> str:
    _ = words.gettext
    if published.clear and published.k > 1:
        said = words.ngettext(
            "People fall into %(count)s group that answers differently.",
            "People fall into %(count)s groups that answer differently.",
            published.k,
        )
    else:
        said = {
            "few people": _("There is no map of groups: too few people voted."),
            "few statements": _("There is no map of groups: there are too few statements."),
            "continuum": _("There are no clear groups: opinions shade into each other."),
            "unstable": _("There are no clear groups: other people from the same crowd would fall into others."),
            "small groups": _("There are no clear groups: only a handful of people stand apart."),
        }.get(published.reason, _("There are no clear groups."))
    shared = len(sections.surely(published, agree=True)) + len(sections.surely(published, agree=False))
    if not shared:
        return said
    together = words.ngettext(
        "On %(count)s statement most say the same, whoever is asked.",
        "On %(count)s statements most say the same, whoever is asked.",
        shared,
    )
    return f"{said} {together}"
