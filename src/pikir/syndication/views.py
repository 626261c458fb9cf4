"""Feeds of the square and of each account, in three formats. They hold what a guest may read and nothing else."""

import re

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
from pikir.posts.corrections import corrections_by_post
from pikir.posts.life import Correction
from pikir.posts.models import Post
from pikir.posts.profiles import posts_of_account
from pikir.posts.queries import newest_posts
from pikir.posts.shapes import author_of, card_of
from pikir.posts.topic_lists import is_shown, posts_of_topic, topic_by_slug
from pikir.syndication.encoders import ENCODERS, Feed, Item
from pikir.syndication.kinds import CONTENT_TYPES, FEED_SIZE
from pikir.web.pages import public_page

_OWN_ADDRESS = re.compile(r'(?:(?<= href=")|(?<= src=")|(?<= srcset=")|(?<=\dw, ))(?=/)')


@require_safe
@public_page("newest")
def newest(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """The newest posts of the square, in all languages; ``language`` is that of the feed's own words."""
    found = newest_posts(limit=FEED_SIZE, whole=True).items
    return _answer(_feed(request, language, found, title=_("Newest posts"), page=reverse("newest")), form)


@require_safe
@public_page("account:{handle}")
def of_account(request: HttpRequest, language: str, handle: str, form: str) -> HttpResponse:
    """The newest posts of one account."""
    account = account_by_handle(handle)
    if account is None:
        moved = present_handle(handle)
        if moved is None:
            raise Http404
        return redirect("feed-account", language=language, handle=moved, form=form, permanent=True)
    found = posts_of_account(account=account, viewer=Viewer.guest(), limit=FEED_SIZE).items
    page = reverse("profile", args=[account.handle])
    return _answer(_feed(request, language, found, title=account.name, page=page, about=account.bio), form)


@require_safe
@public_page("topic:{slug}")
def of_topic(request: HttpRequest, language: str, slug: str, form: str) -> HttpResponse:
    """The newest posts of one topic and those below it; of a column what editors put there."""
    topic = topic_by_slug(slug)
    if topic is None or not is_shown(topic.merged_into or topic):
        raise Http404
    if topic.merged_into:
        return redirect("feed-topic", language=language, slug=topic.merged_into.slug, form=form, permanent=True)
    rows = posts_of_topic(topic=topic, limit=FEED_SIZE, placed=topic.is_column).items
    page, posts = reverse("topic", args=[topic.slug]), [row.post for row in rows]
    return _answer(_feed(request, language, posts, title=topic.name, page=page, about=topic.about), form)


def _feed(request: HttpRequest, language: str, posts: list[Post], *, title: str, page: str, about: str = "") -> Feed:
    notices = corrections_by_post(posts)
    return Feed(
        title=title,
        description=about or title,
        language=language,
        url=settings.SQUARE_URL + page,
        self_url=settings.SQUARE_URL + request.path,
        items=[_item(post, notices.get(post.id, [])) for post in posts],
    )


def _item(post: Post, notices: list[Correction]) -> Item:
    published, author = post.published_at or post.created_at, author_of(post.account)
    return Item(
        url=settings.SQUARE_URL + reverse("post", args=[post.account.handle, post.id]),
        title=_("Retracted: %(title)s") % {"title": post.headline} if post.retracted_at else post.headline,
        summary=post.cover or post.excerpt,
        html=_notices(notices) + (format_html("<p>{}</p>", post.cover) if post.cover else _with_host(post.html)),
        language=post.language,
        author=author.name,
        author_url=settings.SQUARE_URL + author.url if author.url else "",
        published=published,
        updated=max(post.edited_at or published, post.corrected_at or published),
        picture=_picture_of(post),
    )


def _notices(notices: list[Correction]) -> str:
    """What the author says of the text, before the text."""
    lines = [(one.get_kind_display(), date_format(localtime(one.at), "DATE_FORMAT"), one.words) for one in notices]
    return format_html_join("", "<p><strong>{}, {}:</strong> {}</p>", lines)


def _picture_of(post: Post) -> str:
    picture = card_of(post).picture
    return settings.SQUARE_URL + picture.src if picture else ""


def _with_host(html: str) -> str:
    """Make our own addresses absolute: a feed reader does not know where it read them."""
    return _OWN_ADDRESS.sub(settings.SQUARE_URL, html)


def _answer(feed: Feed, form: str) -> HttpResponse:
    return HttpResponse(ENCODERS[form](feed), content_type=CONTENT_TYPES[form])
