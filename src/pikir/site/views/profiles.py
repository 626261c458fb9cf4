"""Profiles: who an account is, and what it said by kind and by month."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request, Viewer
from pikir.accounts.attestations.queries import resident_of
from pikir.accounts.circles import filters_of, profile_account, stance_of
from pikir.accounts.kinds import MUTE_DAYS, AccountKind
from pikir.accounts.models import Account, Profile
from pikir.accounts.profiles import ProfileLink
from pikir.accounts.queries import links_of, present_handle, shown_people
from pikir.accounts.readable import written_languages
from pikir.media.kinds import WIDTHS, PictureUse, address_of, srcset_of, widths_of
from pikir.offices.parts import parts_by
from pikir.offices.queries import office_of, official_positions
from pikir.posts import reasons
from pikir.posts.languages import chosen_language, language_choice
from pikir.posts.linked import linked_profile
from pikir.posts.models import Post
from pikir.posts.profiles import (
    TABS,
    YEAR_MAX,
    Counts,
    account_others,
    comments_of_account,
    counts_of_account,
    month_of_account,
    months_of_account,
    pinned_posts,
    posts_of_account,
)
from pikir.posts.shapes import author_of, card_of, cards_for, topics_on_cards
from pikir.posts.topic_lists import blog_of, topic_by_slug
from pikir.web.keyset import Page, map_page, read_key
from pikir.web.pages import public_page
from pikir.web.shapes import Author, Card, Picture

FOCUS_STEP = 10  # the style sheet knows eleven places along each edge


@require_safe
@public_page("account:{handle}", parameters=("before", "tab", "in"))
def profile(request: Request, handle: str) -> HttpResponse:
    """Show who an account is and what it said, newest first."""
    account = profile_account(handle)
    if account is None or account.handle != handle:
        return moved("profile", handle, account)
    viewer, tab, before = request.viewer, request.GET.get("tab", ""), read_key(request.GET.get("before"))
    if tab not in (*TABS, "comments"):
        tab = ""
    language = chosen_language(request)
    only = language if tab != "comments" else ""
    pins = pinned_posts(account=account, viewer=viewer) if not tab and not only and before is None else []
    page = _page(account, viewer, tab, before, only).without(pins)
    others = account_others(account=account, viewer=viewer, only=only, tab=tab)
    filters, topics = filters_of(viewer), topics_on_cards([*pins, *page.items])

    def drawn(post: Post, why: str) -> Card:
        return card_of(post, filters=filters, why=why, topics=topics.get(post.id, ()))

    context = frame_of(account, viewer) | {
        "tab": tab,
        "tabs": _tabs(counts_of_account(account=account, viewer=viewer, language=get_language() or ""), tab, language),
        "pins": [drawn(post, reasons.pinned(account.shown_name)) for post in pins],
        "page_of_cards": map_page(page, lambda post: drawn(post, reasons.of_account(account.shown_name, only))),
        "choice": language_choice(only, page, others, before=before, tab=tab),
    }
    context["linked"] = linked_profile(account, [link.url for link in context["links"] if link.verified])
    return render(request, "site/profile.html", context)


@require_safe
@public_page("account:{handle}", parameters=("before", "in"))
def category(request: Request, handle: str, slug: str) -> HttpResponse:
    """Show what an account said in one topic and those below it."""
    account = profile_account(handle)
    topic = topic_by_slug(slug)
    if topic is None:
        raise Http404
    if account is None or account.handle != handle or topic.merged_into:
        return moved("category", handle, account, slug=(topic.merged_into or topic).slug)
    viewer, before, only = request.viewer, read_key(request.GET.get("before")), chosen_language(request)
    page = posts_of_account(account=account, viewer=viewer, before=before, topic=topic, only=only)
    if not page.items and before is None and not only:
        raise Http404
    others = account_others(account=account, viewer=viewer, only=only, topic=topic)
    context = {
        "account": account,
        "topic": topic,
        "blog": blog_of(account.id),
        "page_of_cards": cards_for(viewer, page, why=reasons.of_account(account.shown_name, only), beside=topic.id),
        "choice": language_choice(only, page, others, before=before),
    }
    return render(request, "site/category.html", context)


@require_safe
@public_page("account:{handle}", parameters=("before",))
def archive(request: Request, handle: str, year: int | None = None, month: int = 1) -> HttpResponse:
    """Show in which months an account said something, and what it said in one of them."""
    account = profile_account(handle)
    chosen = _month(year, month)
    if account is None or account.handle != handle:
        return moved(
            "month" if chosen else "archive", handle, account, **({"year": year, "month": month} if chosen else {})
        )
    months = months_of_account(account=account, viewer=request.viewer)
    before = read_key(request.GET.get("before"))
    page = month_of_account(account=account, viewer=request.viewer, first=chosen, before=before) if chosen else None
    context = {
        "account": account,
        "months": months,
        "chosen": chosen,
        "page_of_cards": cards_for(request.viewer, page) if page else None,
    }
    return render(request, "site/archive.html", context)


def moved(name: str, handle: str, account: Account | None, **given: Any) -> HttpResponse:
    """Lead from other capitals, or from a handle that was given up, to the present one; Http404 when there is none."""
    present = account.handle if account else present_handle(handle)
    if present is None:
        raise Http404
    address = reverse(name, kwargs={"handle": present, **given})
    return redirect(address, permanent=True)


def frame_of(account: Account, viewer: Viewer) -> dict[str, Any]:
    """What stands above the tabs: who it is, and what lies between the account and the reader."""
    own = account.id in viewer.operates
    page: Profile | None = getattr(account, "profile", None)
    return {
        "account": account,
        "author": author_of(account),
        "page": page,
        "header": _header(page),
        "languages": written_languages(page.reads) if page else [],
        "blog": blog_of(account.id),
        "links": [_shown(link) for link in links_of(account.id)],
        "resident": resident_of(account.id) if account.is_person else None,
        "people": [] if account.is_person else named_people(account),
        "own": own,
        "office": office_of(account) if account.kind == AccountKind.OFFICE else None,
        "mandates": official_positions(account, timezone.localdate()) if account.mandates else [],
        "parts": parts_by(account) if account.mandates else [],
        "stance": stance_of(viewer, account.id),
        "shows_follows": own or not account.hides_follows,
        "mute_days": MUTE_DAYS,
    }


def named_people(account: Account) -> list[tuple[Author, str]]:
    """Those who act for an organisation and want to be named, each with the position that they name."""
    return [(author_of(row.user.account), row.position) for row in shown_people(account.id)]


@dataclass(frozen=True)
class ShownLink:
    """A link of a profile in words."""

    url: str
    words: str
    verified: bool


def _shown(link: ProfileLink) -> ShownLink:
    bare = link.url.partition("://")[2].removeprefix("www.").rstrip("/")
    return ShownLink(link.url, link.label or bare, link.verified_at is not None)


def _header(page: Profile | None) -> tuple[Picture, str] | None:
    """The header of a page, and the classes that say where to look in it."""
    if page is None or not page.header:
        return None
    widths = widths_of(page.header_width, PictureUse.HEADER)
    picture = Picture(
        src=address_of(page.header, widths[-1]),
        srcset=srcset_of(page.header, widths),
        width=WIDTHS[-1],
        height=WIDTHS[-1] // 3,
        alt=page.header_alt,
    )
    return picture, f"fx{round(page.header_x / FOCUS_STEP)} fy{round(page.header_y / FOCUS_STEP)}"


def _page(account: Account, viewer: Viewer, tab: str, before: int | None, only: str) -> Page[Post]:
    if tab == "comments":
        return comments_of_account(account=account, viewer=viewer, before=before)
    told = get_language() or ""
    return posts_of_account(account=account, viewer=viewer, before=before, tab=tab, language=told, only=only)


def _tabs(counts: Counts, chosen: str, only: str) -> list[tuple[str, str, int, bool, bool]]:
    """Query, words, number, whether there is more, whether it is chosen; empty kinds are left out.

    A language that was chosen stays chosen from tab to tab.
    """
    rows = [
        ("", pgettext("posts", "All"), counts.posts, counts.many),
        ("entries", _("Entries"), counts.entries, counts.many),
        ("notes", _("Notes"), counts.notes, counts.many),
        ("comments", _("Comments"), counts.comments, counts.many_comments),
    ]
    shown = [row for row in rows if row[2] or row[0] in ("", "comments", chosen)]
    return [(_query(tab=row[0], **{"in": only}), *row[1:], row[0] == chosen) for row in shown]


def _query(**given: str) -> str:
    chosen = {name: value for name, value in given.items() if value}
    return f"?{urlencode(chosen)}" if chosen else ""


def _month(year: int | None, month: int) -> date | None:
    if year is None:
        return None
    if not 1 <= month <= 12 or not 1 < year <= YEAR_MAX:  # months of a year
        raise Http404
    return date(year, month, 1)
