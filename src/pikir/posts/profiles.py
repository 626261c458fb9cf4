"""What one account said: the lists of its profile, by kind and by month, and what it put first."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.posts.kinds import COUNT_LIMIT, LIST_PAGE, PINS_KEPT, PostKind, Visibility
from pikir.posts.models import CoAuthor, Pin, Post, PostQuerySet, Topic
from pikir.web.keyset import Page, page_before

_GUEST = Viewer.guest()
_NOTES = Q(kind=PostKind.NOTE)
TABS = {"entries": ~_NOTES, "notes": _NOTES}  # beside all posts and comments
YEAR_MAX = 9998  # the last that has a next one


@dataclass(frozen=True)
class Counts:
    """How much stands behind the tabs of a profile, each at most COUNT_LIMIT; ``many`` says that there is more."""

    posts: int
    entries: int
    notes: int
    comments: int
    many: bool
    many_comments: bool


def posts_of_account(
    *,
    account: Account,
    viewer: Viewer,
    before: int | None = None,
    limit: int = LIST_PAGE,
    tab: str = "",
    language: str = "",
    only: str = "",
    topic: Topic | None = None,
) -> Page[Post]:
    """Return what an account published or what was published in it, newest first, comments left out.

    What is only reached by its address is in the list of nobody but the account's own people; followers find what was
    said to them. ``tab`` names one kind of TABS; ``topic`` leaves only what stands in it or below it. Each text stands
    once, in ``language`` where it is there; ``only`` leaves all other languages out.
    """
    found = _listed_of(account, viewer, tab, topic).in_language(only, language)
    return page_before(found.with_authors(), key="listed_at_id", before=before, limit=limit)


def account_others(
    *, account: Account, viewer: Viewer, only: str, tab: str = "", topic: Topic | None = None
) -> PostQuerySet:
    """Return what an account published in other languages than one, as part of another query."""
    return _listed_of(account, viewer, tab, topic).exclude(language=only)


def _listed_of(account: Account, viewer: Viewer, tab: str, topic: Topic | None) -> PostQuerySet:
    found = _said_by(account, viewer).filter(TABS.get(tab, Q()))
    return found.filter(topic_links__topic=topic) if topic else found


def comments_of_account(
    *, account: Account, viewer: Viewer = _GUEST, before: int | None = None, limit: int = LIST_PAGE
) -> Page[Post]:
    """Return the comments of an account on posts that everyone may see, newest first, as the viewer wants them."""
    found = _comments_by(account, viewer).select_related("account", "picture", "root__account")
    return page_before(found, key="listed_at_id", before=before, limit=limit)


def counts_of_account(*, account: Account, viewer: Viewer, language: str = "") -> Counts:
    """Return how much a viewer finds behind each tab, counted no further than COUNT_LIMIT; two queries."""
    said = _said_by(account, viewer).told_in(language)
    newest = said.order_by("-listed_at_id").values("id", "kind")[: COUNT_LIMIT + 1]
    counted = newest.aggregate(posts=Count("id"), notes=Count("id", filter=_NOTES))
    comments = _comments_by(account, viewer).values("id")[: COUNT_LIMIT + 1].count()
    posts, notes = counted["posts"], counted["notes"]
    return Counts(
        posts=min(posts, COUNT_LIMIT),
        entries=min(posts - notes, COUNT_LIMIT),
        notes=min(notes, COUNT_LIMIT),
        comments=min(comments, COUNT_LIMIT),
        many=posts > COUNT_LIMIT,
        many_comments=comments > COUNT_LIMIT,
    )


def pinned_posts(*, account: Account, viewer: Viewer) -> list[Post]:
    """Return what an account put first, as far as the viewer finds it in its list, in the account's order."""
    found = _said_by(account, viewer).filter(account=account, pin__isnull=False).with_authors()
    return list(found.order_by("pin__position", "-listed_at_id")[:PINS_KEPT])


def is_pinned(post: Post) -> bool:
    """Whether a post stands first on its author's profile."""
    return Pin.objects.filter(post=post).exists()


def months_of_account(*, account: Account, viewer: Viewer) -> list[tuple[date, int]]:
    """Return the first days of the months in which an account said something, latest first, and how often.

    Months are those of the active time zone, which is the square's.
    """
    zone = timezone.get_current_timezone()
    rows = _said_by(account, viewer).order_by().annotate(month=TruncMonth("published_at", tzinfo=zone))
    counted = rows.values("month").annotate(number=Count("id")).order_by("-month")
    return [(row["month"].date(), row["number"]) for row in counted if row["month"]]


def month_of_account(
    *, account: Account, viewer: Viewer, first: date, before: int | None = None, limit: int = LIST_PAGE
) -> Page[Post]:
    """Return what an account said in the month that begins on ``first``, newest first."""
    zone = timezone.get_current_timezone()
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    found = _said_by(account, viewer).filter(
        published_at__gte=_begin(first, zone), published_at__lt=_begin(after, zone)
    )
    return page_before(found.with_authors(), key="listed_at_id", before=before, limit=limit)


def _begin(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _said_by(account: Account, viewer: Viewer) -> PostQuerySet:
    own = account.id in viewer.operates
    found: PostQuerySet = (
        Post.objects.published().filter(root__isnull=True) if own else Post.objects.addressed_to(viewer)
    )
    together = CoAuthor.objects.filter(account=account, accepted_at__isnull=False).values("post_id")
    written = Q(id__in=together, visibility=Visibility.PUBLIC)
    return found.filter(Q(account=account) | Q(audience=account) | written)


def _comments_by(account: Account, viewer: Viewer) -> PostQuerySet:
    found: PostQuerySet = Post.objects.visible_to(_GUEST).filter(
        account=account, root__isnull=False, visibility="public"
    )
    return found.open_to(viewer).wanted_by(viewer)
