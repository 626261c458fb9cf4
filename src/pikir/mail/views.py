"""The outbox: what the square writes to people."""

from typing import Protocol, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pikir.mail import queries
from pikir.mail.access import Reader, can_read_outbox
from pikir.web.keyset import read_key


@require_safe
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """List the letters."""
    _require(request)
    page = queries.letters(before=read_key(request.GET.get("before")))
    return render(request, "mail/outbox.html", {"letters": page.items, "older": page.older})


@require_safe
@never_cache
def outbox_mail(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show one letter."""
    _require(request)
    letter = queries.letter(letter_id)
    if letter is None:
        raise Http404
    return render(request, "mail/letter.html", {"letter": letter})


class _Request(Protocol):
    viewer: Reader


def _require(request: HttpRequest) -> None:
    if not can_read_outbox(cast("_Request", request).viewer):
        raise PermissionDenied
