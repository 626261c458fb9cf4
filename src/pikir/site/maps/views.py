"""Maps of the square for search engines, the rules for robots, and an index in plain words."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from pikir.kernel.languages import LANGUAGES
from pikir.offices.questions.lists.kinds import Listing
from pikir.offices.questions.lists.queries import page_of
from pikir.offices.questions.lists.scopes import everything
from pikir.places.queries import tree
from pikir.posts.addresses import own_address
from pikir.posts.kinds import PostKind
from pikir.posts.models import Post
from pikir.posts.queries import newest_posts
from pikir.posts.told import (
    month_begin,
    told_accounts,
    told_in_month,
    told_months,
    told_news,
    told_versions,
)
from pikir.posts.topic_lists import columns, shown_slugs
from pikir.site.maps.xml import CONTENT_TYPE, Entry, News, index_of, map_of
from pikir.site.queries import square_view
from pikir.web.pages import public_page

_LISTED = 100  # newest texts that the index in plain words names
# Pages of members, and the same threads in another order.
_LEFT_ALONE = ("/*/account/", "/*/desk/", "/*/write/", "/*/offline/", "/*?sort=", "/*?view=", "/*&sort=", "/*&view=")
_PAGES = ("front", "newest", "topics", "places", "questions", "questions-data", "questions-how", "rules", "about")
_LISTS = ("overdue", "silence", "nobody")  # of questions


@require_safe
@public_page("newest")
def index(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """Name all maps; texts have one a month."""
    names = ["map-pages", "map-accounts", "map-news"]
    months = [reverse("map-month", args=[f"{first:%Y}", f"{first:%m}"]) for first in told_months()]
    paths = [reverse(name) for name in names] + months[::-1]
    return _xml(index_of(_whole(path) for path in paths))


@require_safe
@public_page("newest")
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """Name the texts of one month, each at its address in its own language."""
    try:
        found = told_in_month(month_begin(int(year), int(month)))
    except (ValueError, OverflowError):
        raise Http404 from None
    if not found:
        raise Http404
    rows = (Entry(url=_post_url(one.language, one.handle, one.post_id), changed=one.changed_at) for one in found)
    return _xml(map_of(rows))


@require_safe
@public_page("newest")
def accounts(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """Name those who said something."""
    rows = (Entry(url=_url(language, "profile", handle)) for handle, language in told_accounts())
    return _xml(map_of(rows))


@require_safe
@public_page("topics", "places")
def pages(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """Name the pages of the square itself, of its topics and of larger territories, each in all languages."""
    own = [_in_all(name) for name in _PAGES if square_view().set_up or name not in ("rules", "about")]
    own += [_in_all("questions-list", which) for which in _LISTS]
    topics = [_in_all("topic", slug) for slug in shown_slugs()]
    countries = tree(get_language() or settings.LANGUAGE_CODE)
    regions = [region for country in countries for region in (country, *country.branches)]
    codes = [one.territory.code for region in regions for one in (region, *region.branches)]
    return _xml(map_of([*own, *topics, *(_in_all("place", code) for code in dict.fromkeys(codes))]))


@require_safe
@public_page("newest")
def news(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """Name the texts of two days with title, moment, and the same in other languages."""
    found = told_news(timezone.now())
    versions = told_versions(found)
    return _xml(map_of(_news(post, versions[post.id]) for post in found))


def _news(post: Post, versions: list[Post]) -> Entry:
    with override(post.language):
        name = square_view().name
    others = {one.language: _post_url(one.language, one.account.handle, one.id) for one in versions}
    at = post.published_at or post.created_at
    return Entry(
        url=_post_url(post.language, post.account.handle, post.id),
        others=others if len(others) > 1 else {},
        news=News(square=name, language=post.language, title=post.title, at=at),
    )


@require_safe
@public_page()
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """Say what robots are asked to leave, and where the maps are."""
    rules = "".join(f"Disallow: {path}\n" for path in _LEFT_ALONE)
    content = f"User-agent: *\n{rules}\nSitemap: {_whole(reverse('sitemap'))}\n"
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


@require_safe
@public_page("newest", "topics", "questions")
def words(request: HttpRequest) -> HttpResponse:
    """Show the square as one page of plain words (llmstxt.org), with the newest texts as plain words too."""
    language = get_language() or settings.LANGUAGE_CODE
    posts = newest_posts(limit=_LISTED, language=language).items
    asked = [row.question for row in page_of(everything(), Listing.NEWEST, now=timezone.now(), whole=True).items]
    told = [post for post in posts if post.kind != PostKind.QUESTION and not post.account.hides_from_search]
    feed = reverse("feed-newest", kwargs={"language": language, "form": "json"})
    questions = [one for one in asked if not one.post.account.hides_from_search]
    context = {"posts": told, "questions": questions, "columns": columns(), "feed": feed}
    return render(request, "site/llms.html", context, content_type="text/plain; charset=utf-8")


def _in_all(name: str, *arguments: str) -> Entry:
    urls = {language: _url(language, name, *arguments) for language in LANGUAGES}
    return Entry(url=urls[settings.LANGUAGE_CODE], others=urls)


def _post_url(language: str, handle: str, post_id: int) -> str:
    return settings.SQUARE_URL + own_address(language, handle, post_id)


def _url(language: str, name: str, *arguments: object) -> str:
    with override(language):
        return _whole(reverse(name, args=arguments))


def _whole(path: str) -> str:
    return str(settings.SQUARE_URL) + path


def _xml(content: str) -> HttpResponse:
    return HttpResponse(content, content_type=CONTENT_TYPE)
