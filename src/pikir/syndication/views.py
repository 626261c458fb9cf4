"""Feeds of every public list, in three formats. They hold what a guest may read and nothing else."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pikir.accounts.access import Viewer
from pikir.accounts.queries import account_by_handle, present_handle
from pikir.kernel.languages import LANGUAGES
from pikir.offices.access import position_or_404
from pikir.offices.parts import blog_of
from pikir.offices.queries import office_called
from pikir.places.queries import territory_by_code
from pikir.posts.corrections import corrections_by_post
from pikir.posts.life import Correction
from pikir.posts.models import Post, Topic
from pikir.posts.profiles import posts_of_account
from pikir.posts.queries import newest_posts
from pikir.posts.shapes import author_of, card_of
from pikir.posts.territories import posts_of_territory
from pikir.posts.topic_lists import is_shown, posts_of_topic, topic_by_slug
from pikir.syndication.encoders import ENCODERS, Feed, Item
from pikir.syndication.kinds import CONTENT_TYPES, FEED_SIZE, ONLY
from pikir.web.pages import public_page

_OWN_ADDRESS = re.compile(r'(?:(?<= href=")|(?<= src=")|(?<= srcset=")|(?<=\dw, ))(?=/)')


@require_safe
@public_page("newest", parameters=(ONLY,))
def newest(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """The newest posts of the square; ``language`` is that of the feed's own words, ``?in=`` that of all texts."""
    found = newest_posts(limit=FEED_SIZE, only=_only(request), whole=True).items
    return answer(_feed(request, language, found, title=_("Newest posts"), page=reverse("newest")), form)


@require_safe
@public_page("account:{handle}", parameters=(ONLY,))
def of_account(request: HttpRequest, language: str, handle: str, form: str) -> HttpResponse:
    """The newest posts of one account."""
    account = account_by_handle(handle)
    if account is None:
        moved = _moved(handle)
        return redirect("feed-account", language=language, handle=moved, form=form, permanent=True)
    page = posts_of_account(account=account, viewer=Viewer.guest(), limit=FEED_SIZE, only=_only(request))
    way = reverse("profile", args=[account.handle])
    return answer(_feed(request, language, page.items, title=account.name, page=way, about=account.bio), form)


@require_safe
@public_page("account:{handle}", parameters=(ONLY,))
def of_category(request: HttpRequest, language: str, handle: str, slug: str, form: str) -> HttpResponse:
    """The newest posts of one account in one topic and those below it."""
    account, topic = account_by_handle(handle), _present(slug)
    if account is None or topic.slug != slug:
        present = account.handle if account else _moved(handle)
        return redirect("feed-category", language=language, handle=present, slug=topic.slug, form=form, permanent=True)
    guest, only = Viewer.guest(), _only(request)
    page = posts_of_account(account=account, viewer=guest, limit=FEED_SIZE, only=only, topic=topic)
    title, way = f"{account.name}: {topic.name}", reverse("category", args=[account.handle, topic.slug])
    return answer(_feed(request, language, page.items, title=title, page=way), form)


@require_safe
@public_page("topic:{slug}", parameters=(ONLY,))
def of_topic(request: HttpRequest, language: str, slug: str, form: str) -> HttpResponse:
    """The newest posts of one topic and those below it; of a column what editors put there."""
    topic = _present(slug)
    if topic.slug != slug:
        return redirect("feed-topic", language=language, slug=topic.slug, form=form, permanent=True)
    only = _only(request)
    rows = posts_of_topic(topic=topic, limit=FEED_SIZE, placed=topic.is_column, only=only).items
    page, posts = reverse("topic", args=[topic.slug]), [row.post for row in rows]
    return answer(_feed(request, language, posts, title=topic.name, page=page, about=topic.about), form)


@require_safe
@public_page("places", "newest", parameters=(ONLY,))
def of_territory(request: HttpRequest, language: str, code: str, form: str) -> HttpResponse:
    """The newest posts of those who say to be in a territory."""
    territory = territory_by_code(code)
    if territory is None:
        raise Http404
    page = posts_of_territory(territory=territory, limit=FEED_SIZE, only=_only(request))
    way = reverse("place", args=[territory.code])
    return answer(_feed(request, language, page.items, title=territory.name, page=way), form)


@require_safe
@public_page("account:{handle}", "offices", parameters=(ONLY,))
def of_position(request: HttpRequest, language: str, handle: str, slug: str, form: str) -> HttpResponse:
    """The newest posts in the blog of a position, whoever holds and held it."""
    office = office_called(handle)
    if office is None:
        moved = _moved(handle)
        return redirect("feed-position", language=language, handle=moved, slug=slug, form=form, permanent=True)
    position = position_or_404(office, slug)
    title, way = f"{position.name}, {office.name}", reverse("position", args=[office.account.handle, position.code])
    posts = blog_of(position, only=_only(request), limit=FEED_SIZE)
    return answer(_feed(request, language, posts, title=title, page=way), form)


def _only(request: HttpRequest) -> str:
    """The one language whose texts are asked for; empty for all."""
    asked = request.GET.get(ONLY, "")
    return asked if asked in LANGUAGES else ""


def _moved(handle: str) -> str:
    moved = present_handle(handle)
    if moved is None:
        raise Http404
    return moved


def _present(slug: str) -> Topic:
    """The topic that is in use now and has a page."""
    topic = topic_by_slug(slug)
    if topic is None or not is_shown(topic.merged_into or topic):
        raise Http404
    return topic.merged_into or topic


def _feed(request: HttpRequest, language: str, posts: list[Post], *, title: str, page: str, about: str = "") -> Feed:
    notices, only = corrections_by_post(posts), _only(request)
    return Feed(
        title=f"{title} ({only})" if only else title,
        description=about or title,
        language=only or language,
        url=settings.SQUARE_URL + page,
        self_url=settings.SQUARE_URL + request.path + (f"?{ONLY}={only}" if only else ""),
        items=[_item(post, notices.get(post.id, [])) for post in posts],
    )


def _item(post: Post, notices: list[Correction]) -> Item:
    published, author = post.published_at or post.created_at, author_of(post.account)
    return Item(
        id=id_of_post(post),
        url=settings.SQUARE_URL + reverse("post", args=[post.account.handle, post.id]),
        title=_("Retracted: %(title)s") % {"title": post.headline} if post.retracted_at else post.headline,
        summary=post.opening,
        html=_notices(notices) + (format_html("<p>{}</p>", post.cover) if post.cover else with_host(post.html)),
        language=post.language,
        author=author.name,
        author_url=settings.SQUARE_URL + author.url if author.url else "",
        published=published,
        updated=max(post.edited_at or published, post.corrected_at or published),
        picture=_picture_of(post),
    )


def id_of_post(post: Post) -> str:
    """A name by the rules of RFC 4151: the host as of the day on which the post was made, and its number."""
    host = urlsplit(settings.SQUARE_URL).hostname
    return f"tag:{host},{post.created_at:%Y-%m-%d}:{post.id}"


def _notices(notices: list[Correction]) -> str:
    """What the author says of the text, before the text."""
    lines = [(one.get_kind_display(), date_format(localtime(one.at), "DATE_FORMAT"), one.words) for one in notices]
    return format_html_join("", "<p><strong>{}, {}:</strong> {}</p>", lines)


def _picture_of(post: Post) -> str:
    picture = card_of(post).picture
    return settings.SQUARE_URL + picture.src if picture else ""


def with_host(html: str) -> str:
    """Make our own addresses absolute: a feed reader does not know where it read them."""
    return _OWN_ADDRESS.sub(settings.SQUARE_URL, html)


def answer(feed: Feed, form: str) -> HttpResponse:
    """Send a feed in one of its encodings."""
    return HttpResponse(ENCODERS[form](feed), content_type=CONTENT_TYPES[form])
