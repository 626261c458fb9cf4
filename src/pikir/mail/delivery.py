"""Handing a letter to the mail server: a task of its own, outside transactions, safe to run twice."""

from smtplib import SMTPDataError, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from pikir.mail.kinds import FINAL
from pikir.mail.models import Letter


@task(queue_name="urgent", outside=True)
def deliver(letter_id: str) -> None:
    """Send a letter that was not sent yet.

    A fault is noted and raised, so that the job is tried again; a refusal for good is noted and ends it.
    """
    rows = Letter.objects.filter(id=int(letter_id), sent_at=None, refused=False)
    letter = rows.exclude(text="").first()
    if letter is None or not settings.MAIL_SERVER_BACKEND:
        return
    try:
        _message(letter).send()
    except Exception as fault:
        refused = is_final(fault)
        rows.update(attempts=F("attempts") + 1, error=_kind(fault), refused=refused)
        if refused:
            return
        raise
    if letter.fleeting:
        rows.delete()
    else:
        rows.update(attempts=F("attempts") + 1, error="", sent_at=timezone.now())


def is_final(fault: Exception) -> bool:
    """Say whether the server will never take this letter: 5xx to all its receivers or to its text (RFC 5321, 4.2.1).

    Other 5xx answers, to our name, our password or our sender, are faults of the set-up, which an operator mends.
    """
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code in FINAL for code, _words in fault.recipients.values())
    return isinstance(fault, SMTPDataError) and fault.smtp_code in FINAL


def _message(letter: Letter) -> EmailMultiAlternatives:
    # The same name at each try: a receiver that got the letter before the worker died shows it once.
    name = f"<{letter.id}@{urlsplit(settings.SQUARE_URL).hostname}>"
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[letter.to],
        connection=get_connection(settings.MAIL_SERVER_BACKEND),
        headers={
            "Message-ID": name,
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",  # answering machines leave it unanswered (RFC 3834)
            **(letter.headers or {}),
        },
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def _kind(fault: Exception) -> str:
    answers = fault.recipients.values() if isinstance(fault, SMTPRecipientsRefused) else ()
    code = max((str(code) for code, _words in answers), default=str(getattr(fault, "smtp_code", "")))
    return f"{type(fault).__name__} {code}".strip()
