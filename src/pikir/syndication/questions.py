"""Feeds of every list of questions. What is private stands in none; what was taken down stands without its words."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pikir.offices.questions.lists import scopes
from pikir.offices.questions.lists.kinds import WORDS, Listing
from pikir.offices.questions.lists.queries import page_of, taken_down
from pikir.offices.questions.lists.views import listing_called
from pikir.offices.questions.models import Question
from pikir.offices.questions.pages import state_words
from pikir.posts.shapes import author_of
from pikir.syndication.encoders import Feed, Item
from pikir.syndication.kinds import FEED_SIZE
from pikir.syndication.views import answer, id_of_post, with_host
from pikir.web.pages import public_page

_Parts = str | None


@require_safe
@public_page("questions")
def of_all(request: HttpRequest, language: str, form: str, which: _Parts = None) -> HttpResponse:
    """Questions to all offices."""
    return _answer(request, language, form, which, scopes.everything)


@require_safe
@public_page("questions", "offices", "account:{handle}")
def of_office(request: HttpRequest, language: str, handle: str, form: str, which: _Parts = None) -> HttpResponse:
    """Questions to one office."""
    return _answer(request, language, form, which, lambda: scopes.of_office(handle))


@require_safe
@public_page("questions", "offices", "account:{handle}")
def of_position(
    request: HttpRequest, language: str, handle: str, slug: str, form: str, which: _Parts = None
) -> HttpResponse:
    """Questions to one position, whoever holds it."""
    return _answer(request, language, form, which, lambda: scopes.of_position(handle, slug))


@require_safe
@public_page("questions", "places")
def of_place(request: HttpRequest, language: str, code: str, form: str, which: _Parts = None) -> HttpResponse:
    """Questions about a place and all that lies in it."""
    return _answer(request, language, form, which, lambda: scopes.of_place(code))


@require_safe
@public_page("questions", "topics")
def of_topic(request: HttpRequest, language: str, slug: str, form: str, which: _Parts = None) -> HttpResponse:
    """Questions about a topic and those below it."""
    return _answer(request, language, form, which, lambda: scopes.of_topic(slug))


def _answer(
    request: HttpRequest, language: str, form: str, which: _Parts, find: Callable[[], scopes.Scope]
) -> HttpResponse:
    listing, scope, now = listing_called(which or Listing.NEWEST), find(), timezone.now()
    if scope.moved:
        return redirect(f"/feeds/{language}/{scope.path(listing)}.{form}", permanent=True)
    rows = page_of(scope, listing, now=now, limit=FEED_SIZE, whole=True).items
    feed = Feed(
        title=scope.title(listing),
        description=str(WORDS[listing].about),
        language=language,
        url=settings.SQUARE_URL + scope.address(listing),
        self_url=settings.SQUARE_URL + request.path,
        items=[*(_item(row.question) for row in rows), *(_tombstone(one) for one in taken_down(scope, now=now))],
    )
    return answer(feed, form)


def _item(question: Question) -> Item:
    post, author = question.post, author_of(question.post.account)
    named = author.url if question.naming == "name" else ""
    standing = f"{question.number}: {state_words(question)}"
    if question.due:
        standing = _("%(standing)s; due on %(day)s") % {
            "standing": standing,
            "day": date_format(question.due, "DATE_FORMAT"),
        }
    return Item(
        id=id_of_post(post),
        url=_address(question),
        title=post.title,
        summary=standing,
        html=format_html("<p>{}</p>", standing) + with_host(post.html),
        language=post.language,
        author=author.name,
        author_url=settings.SQUARE_URL + named if named else "",
        published=question.asked_at,
        updated=question.last_at,
    )


def _tombstone(question: Question) -> Item:
    """It takes the place of what a reader may have kept."""
    words = _("%(number)s was taken down by a decision.") % {"number": question.number}
    return Item(
        id=id_of_post(question.post),
        url=_address(question),
        title=words,
        summary=words,
        html=format_html("<p>{}</p>", words),
        language="",
        author="",
        author_url="",
        published=question.asked_at,
        updated=question.last_at,
    )


def _address(question: Question) -> str:
    return settings.SQUARE_URL + reverse("question", args=[question.number])
