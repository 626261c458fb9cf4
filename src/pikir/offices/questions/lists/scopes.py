"""Of what a list is: of the whole square, an office, a position, a place with all that lies in it, a topic."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from pikir.offices.access import position_or_404
from pikir.offices.models import Office
from pikir.offices.queries import office_called
from pikir.offices.questions.lists.kinds import WORDS, Listing
from pikir.places.models import Territory
from pikir.places.queries import territory_by_code
from pikir.posts.topic_lists import topic_by_slug
from pikir.posts.topics import Topic

_FEW = 100  # places or topics whose own lists are merged; of more, the list of all is walked


@dataclass(frozen=True, kw_only=True)
class Scope:
    """``name`` is empty for the whole square; ``way`` names its addresses, ``arguments`` stand in them.

    ``above`` leads to what the list is of, as name and address. ``given`` is how it was asked for: where that differs
    from ``arguments``, it is found under another address now.
    """

    way: str
    arguments: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    name: str = ""
    above: tuple[tuple[str, str], ...] = ()
    where: Q = field(default_factory=Q)
    office: Office | None = None

    @property
    def moved(self) -> bool:
        """Whether it is found under another address than the one asked for."""
        return self.arguments != self.given

    def title(self, listing: Listing) -> str:
        """Return what one of its lists is called where it stands alone."""
        title = str(WORDS[listing].title)
        return f"{title}: {self.name}" if self.name else title

    def address(self, listing: Listing = Listing.NEWEST) -> str:
        """Return the address of one of its lists in the reader's language."""
        if listing == Listing.NEWEST:
            return reverse(self.way, args=self.arguments)
        return reverse(f"{self.way}-list", args=[*self.arguments, listing.value])

    def path(self, listing: Listing) -> str:
        """Return that address without the language and the last stroke: so feeds are called."""
        return self.address(listing).strip("/").partition("/")[2]


def everything() -> Scope:
    """The whole square."""
    return Scope(way="questions")


def of_office(handle: str) -> Scope:
    """What one office has. Raises Http404."""
    office = _office(handle)
    name = office.account.handle
    return Scope(
        way="office-questions",
        arguments=(name,),
        given=(handle,),
        name=office.name,
        above=((office.name, reverse("office", args=[name])),),
        where=Q(office=office),
        office=office,
    )


def of_position(handle: str, slug: str) -> Scope:
    """What was routed to one position, whoever holds it. Raises Http404."""
    office = _office(handle)
    position = position_or_404(office, slug)
    way = (office.account.handle, position.code)
    return Scope(
        way="position-questions",
        arguments=way,
        given=(handle, slug),
        name=f"{position.name}, {office.name}",
        above=((office.name, reverse("office", args=way[:1])), (position.name, reverse("position", args=way))),
        where=Q(position=position),
        office=office,
    )


def of_place(code: str) -> Scope:
    """What is asked about a place and all that lies in it. Raises Http404."""
    place = territory_by_code(code)
    if place is None:
        raise Http404
    return Scope(
        way="place-questions",
        arguments=(place.code,),
        given=(code,),
        name=place.name,
        above=((place.name, reverse("place", args=[place.code])),),
        where=_within(place),
    )


def of_topic(slug: str) -> Scope:
    """What is asked about a topic and those below it. Raises Http404."""
    topic = topic_by_slug(slug)
    if topic is None:
        raise Http404
    topic = topic.merged_into or topic
    below = Q(pk=topic.pk) | Q(parent=topic.pk) | Q(parent__parent=topic.pk)  # the tree of topics has three levels
    return Scope(
        way="topic-questions",
        arguments=(topic.slug,),
        given=(slug,),
        name=topic.name,
        above=((topic.name, reverse("topic", args=[topic.slug])),),
        where=Q(topic__in=list(Topic.objects.filter(below).values_list("pk", flat=True))),
    )


def _office(handle: str) -> Office:
    office = office_called(handle)
    if office is None:
        raise Http404
    return office


def _within(place: Territory) -> Q:
    """The condition that fits how much lies in a place: a few identifiers, or a look at the path of each."""
    few = list(Territory.objects.within(place).values_list("pk", flat=True)[: _FEW + 1])
    return Q(territory__in=few) if len(few) <= _FEW else Q(territory__path__startswith=place.path)
