"""Writing letters and forgetting them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template import Context, Engine, TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import timezone, translation

from pikir.kernel.ids import id_of
from pikir.mail.delivery import deliver
from pikir.mail.kinds import (
    KEEP_FLEETING,
    KEEP_ROWS,
    KEEP_WORDS,
    SUBJECT_LENGTH,
    WAITING_LEAST,
    WAITING_MOST,
    WAITING_ROWS,
)
from pikir.mail.models import Letter
from pikir.mail.signature import signature


def send_mail(
    *,
    to: str,
    language: str,
    template: str,
    context: dict[str, Any],
    headers: dict[str, str] | None = None,
    fleeting: bool = False,
) -> None:
    """Write a letter in its receiver's language and have it sent when the caller's transaction commits.

    Renders ``<template>.subject.txt``, ``<template>.txt`` and, where there is one, ``<template>.html``. The templates
    get ``context`` and ``square`` (name and address); most extend ``mail/base.txt``. ``headers`` are added to the
    message. Of a ``fleeting`` letter nothing is kept once it is sent, and it is not written where nothing sends it.
    """
    with translation.override(language):
        words = context | {"square": signature(), "language": language}
        subject, text = _plain(f"{template}.subject.txt", words), _plain(f"{template}.txt", words)
        html = _html(f"{template}.html", words)
    store_letter(to=to, language=language, subject=subject, text=text, html=html, headers=headers, fleeting=fleeting)


def store_letter(
    *,
    to: str,
    language: str,
    subject: str,
    text: str,
    html: str = "",
    headers: dict[str, str] | None = None,
    fleeting: bool = False,
) -> None:
    """Put a letter into the outbox and, where a mail server is set, have it sent when the transaction commits."""
    if fleeting and not settings.MAIL_SERVER_BACKEND:
        return
    letter = Letter(
        to=to,
        language=language,
        subject=" ".join(subject.split())[:SUBJECT_LENGTH],  # one line: a line break would begin another header
        text=text.strip() + "\n",
        html=html,
        headers=headers,
        fleeting=fleeting,
        created_at=timezone.now(),
    )
    with transaction.atomic():
        letter.save(force_insert=True)
        if settings.MAIL_SERVER_BACKEND:
            deliver.enqueue(str(letter.id))


def send_waiting_letters(*, now: datetime) -> int:
    """Take up again what was written while no mail server was set; return how many letters.

    Letters that failed are not among them: their own jobs try again.
    """
    if not settings.MAIL_SERVER_BACKEND:
        return 0
    waiting = Letter.objects.filter(sent_at=None, refused=False, attempts=0).exclude(text="")
    lately = waiting.filter(created_at__gt=now - WAITING_MOST, created_at__lt=now - WAITING_LEAST)
    ids = list(lately.order_by("created_at").values_list("id", flat=True)[:WAITING_ROWS])
    for letter_id in ids:
        deliver.enqueue(str(letter_id))
    return len(ids)


def forget_old_letters(*, now: datetime) -> None:
    """Delete the words of letters after a month and the letters after a year, sent or not; fleeting ones in a week."""
    with transaction.atomic():
        Letter.objects.filter(id__lt=id_of(now - KEEP_FLEETING), fleeting=True).delete()
        Letter.objects.filter(id__lt=id_of(now - KEEP_ROWS)).delete()
        Letter.objects.filter(id__lt=id_of(now - KEEP_WORDS)).exclude(text="").update(text="", html="", headers=None)


def forget_address(*, address: str) -> None:
    """Delete every letter to an address, sent or not, inside the caller's transaction."""
    Letter.objects.filter(to__iexact=address).delete()


def _plain(template: str, words: dict[str, Any]) -> str:
    """Render without escaping: nothing in a letter of plain text is mark-up."""
    return Engine.get_default().get_template(template).render(Context(words, autoescape=False))


def _html(template: str, words: dict[str, Any]) -> str:
    try:
        return render_to_string(template, words)
    except TemplateDoesNotExist:
        return ""
