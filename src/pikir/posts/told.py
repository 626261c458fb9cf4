"""What search engines are told of: public posts and their accounts, as far as these do not hide from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from pikir.accounts.models import Account
from pikir.kernel.ids import id_of, milliseconds_of
from pikir.posts.kinds import PostKind
from pikir.posts.models import Post, PostQuerySet

MAP_SIZE = 50_000  # addresses of one map: what the protocol allows
NEWS_SIZE = 1_000  # as above, of a map of news
NEWS_DAYS = 2  # as above
_MONTHS = 12 * 40  # that an index may name: a square that imports the archive of a paper


@dataclass(frozen=True)
class Told:
    """One address of a map: whose post, and when it was changed last."""

    handle: str
    post_id: int
    language: str
    changed_at: datetime


def told_posts() -> PostQuerySet:
    """Return the posts that search engines are told of."""
    found: PostQuerySet = Post.objects.listed().filter(account__hides_from_search=False)
    return found


def told_months() -> list[datetime]:
    """Return the beginnings of the months, in the active zone, in which something was said; the first one first.

    One query along the index for each month.
    """
    months: list[datetime] = []
    keys = told_posts().order_by("listed_at_id").values_list("listed_at_id", flat=True)
    key = keys.first()
    while key is not None and len(months) < _MONTHS:
        months.append(_month_of(key))
        key = keys.filter(listed_at_id__gte=id_of(_next(months[-1]))).first()
    return months


def told_in_month(first: datetime) -> list[Told]:
    """Return what was said in the month that begins then, newest first, at most MAP_SIZE."""
    found = told_posts().filter(listed_at_id__gte=id_of(first), listed_at_id__lt=id_of(_next(first)))
    fields = ("account__handle", "id", "language", "published_at", "edited_at", "corrected_at")
    rows = found.order_by("-listed_at_id").values_list(*fields)[:MAP_SIZE]
    return [Told(handle, key, language, max(filter(None, moments))) for handle, key, language, *moments in rows]


def told_news(now: datetime) -> list[Post]:
    """Return the titled texts of the last NEWS_DAYS with their authors, newest first, at most NEWS_SIZE."""
    found = told_posts().filter(listed_at_id__gte=id_of(now - timedelta(days=NEWS_DAYS))).exclude(title="")
    rows = found.exclude(kind=PostKind.NOTE).select_related("account").defer("source", "html")
    return list(rows.order_by("-listed_at_id")[:NEWS_SIZE])


def told_versions(posts: Iterable[Post]) -> dict[int, list[Post]]:
    """Return for each text what search engines are told of it in all languages, itself among them; one query."""
    sources = {post.id: post.version_of_id or post.id for post in posts}
    keys = set(sources.values())
    rows = told_posts().filter(Q(id__in=keys) | Q(version_of__in=keys)).select_related("account")
    families: dict[int, list[Post]] = {}
    for row in rows.defer("source", "html").order_by("id"):
        families.setdefault(row.version_of_id or row.id, []).append(row)
    return {key: families.get(source, []) for key, source in sources.items()}


def told_accounts() -> list[tuple[str, str]]:
    """Return handle and language of the accounts of this square that said something, newest first."""
    said = Exists(Post.objects.listed().filter(account_id=OuterRef("id")))
    found = Account.objects.local().active().filter(said, hides_from_search=False)
    return list(found.order_by("-id").values_list("handle", "language")[:MAP_SIZE])


def month_begin(year: int, month: int) -> datetime:
    """Return the beginning of a month in the active zone. Raises ValueError for what is no month."""
    return datetime(year, month, 1, tzinfo=timezone.get_current_timezone())


def _month_of(key: int) -> datetime:
    moment = timezone.localtime(datetime.fromtimestamp(milliseconds_of(key) / 1000, tz=timezone.get_current_timezone()))
    return month_begin(moment.year, moment.month)


def _next(first: datetime) -> datetime:
    return month_begin(first.year + first.month // 12, first.month % 12 + 1)
