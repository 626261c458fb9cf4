"""What is said in a territory: by those who say on their profiles that they are there or in a place inside it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import AccountKind
from pikir.accounts.models import Account, AccountQuerySet, Profile
from pikir.places.models import Territory
from pikir.posts.kinds import LIST_PAGE
from pikir.posts.models import Post
from pikir.web.keyset import Page, page_before

_GUEST = Viewer.guest()
_FEW = 500  # accounts whose own lists are merged; the posts of more are found along the list of all
SHOWN = 24  # accounts of each sort on the page of a territory


@dataclass(frozen=True)
class Inhabitants:
    """Some of those who are in a territory, by alphabet, and whether there are more."""

    people: list[Account]
    organisations: list[Account]
    more_people: bool
    more_organisations: bool


def inhabitants_of(territory: Territory) -> Inhabitants:
    """Return who says to be in a territory or inside it; two queries."""
    found = _accounts_in(territory).order_by("sort_key", "id")
    people = list(found.filter(kind=AccountKind.PERSON)[: SHOWN + 1])
    others = list(found.exclude(kind=AccountKind.PERSON)[: SHOWN + 1])
    return Inhabitants(people[:SHOWN], others[:SHOWN], len(people) > SHOWN, len(others) > SHOWN)


def posts_of_territory(
    *,
    territory: Territory,
    viewer: Viewer = _GUEST,
    before: int | None = None,
    limit: int = LIST_PAGE,
    language: str = "",
    only: str = "",
) -> Page[Post]:
    """Return what those who are in a territory published, newest first, each text once, in ``language`` where it is.

    ``only`` leaves all other languages out. Two queries.
    """
    found = Post.objects.listed_for(viewer).with_authors()
    found = found.filter(language=only) if only else found.told_in(language)
    found = found.filter(_said_in(territory))
    return page_before(found, key="listed_at_id", before=before, limit=limit, with_newer=True)


def _said_in(territory: Territory) -> Q:
    """The condition that fits how many are there: a short list of authors, or a look at the author of each post."""
    authors = list(_accounts_in(territory).values_list("id", flat=True)[: _FEW + 1])
    if len(authors) <= _FEW:
        return Q(account_id__in=authors)
    inside = Territory.objects.within(territory).values("id")
    return Q(Exists(Profile.objects.filter(account_id=OuterRef("account_id"), place__in=inside)))


def _accounts_in(territory: Territory) -> AccountQuerySet:
    inside = Territory.objects.within(territory).values("id")
    found: AccountQuerySet = Account.objects.local().active().filter(profile__place__in=inside)
    return found
