"""Each text as a file of plain words, for readers of any machine: with the same rights, cover and freshness."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.posts.access import access_post
from pikir.posts.addresses import own_page_of
from pikir.posts.corrections import corrections_of
from pikir.posts.linked import is_told
from pikir.posts.models import Post
from pikir.posts.queries import co_authors_of
from pikir.syndication.plain import as_plain
from pikir.web.pages import public_page
from pikir.web.templatetags.ui import language_name


@require_safe
@public_page("post:{post_id}")
def text(request: Request, handle: str, post_id: int) -> HttpResponse:
    """Send a text as plain words, with who said it, when, where and in which language."""
    post = access_post(request.viewer, post_id)
    if post.is_comment:
        raise Http404
    if own := own_page_of(post):
        return redirect(f"{own}.txt", permanent=True)
    if post.account.handle != handle:
        return redirect("post-text", handle=post.account.handle, post_id=post.id, permanent=True)
    page = settings.SQUARE_URL + reverse("post", args=[handle, post.id])
    parts = [post.title, _head(post, page), *_notices(post), post.lead, _body(post)]
    response = HttpResponse("\n\n".join(filter(None, parts)) + "\n", content_type="text/plain; charset=utf-8")
    response["Link"] = f'<{page}>; rel="canonical"'
    response["Content-Language"] = post.language
    if not is_told(post):
        response["X-Robots-Tag"] = "noindex"
    return response


def _head(post: Post, page: str) -> str:
    authors = [post.account, *co_authors_of(post)]
    lines = [
        (_("Author"), ", ".join(account.shown_name for account in authors)),
        (_("Published"), date_format(localtime(post.published_at), "DATETIME_FORMAT") if post.published_at else ""),
        (_("Edited"), date_format(localtime(post.edited_at), "DATETIME_FORMAT") if post.edited_at else ""),
        (_("Language"), language_name(post.language)),
        (_("Address"), page),
    ]
    return "\n".join(f"{name}: {value}" for name, value in lines if value)


def _notices(post: Post) -> list[str]:
    days = [(one, date_format(localtime(one.at), "DATE_FORMAT")) for one in corrections_of(post)]
    return [f"{one.get_kind_display()}, {day}: {one.words}" for one, day in days]


def _body(post: Post) -> str:
    if post.cover:
        return f"{_('Content warning')}: {post.cover}"
    with override(post.language):
        return as_plain(post.html, root=settings.SQUARE_URL)
