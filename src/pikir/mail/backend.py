"""Django's way of sending mail leads into our outbox, so that letters of libraries go the same way as ours."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language
from typing_extensions import override

from pikir.mail.actions import store_letter


class OutboxBackend(BaseEmailBackend):
    """Stores each message once for every receiver, in the caller's transaction. Sender and headers are the square's."""

    @override
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages; return how many. Raises ValueError for attachments, which letters do not have."""
        with transaction.atomic():
            for message in email_messages:
                _store(message)
        return len(email_messages)


def _store(message: EmailMessage) -> None:
    if message.attachments:
        raise ValueError("Letters of the square have no attachments.")
    for receiver in message.recipients():
        store_letter(
            to=receiver,
            language=get_language() or "",
            subject=str(message.subject),
            text=str(message.body),
            html=_html_of(message),
        )


def _html_of(message: EmailMessage) -> str:
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    return next((str(content) for content, kind in message.alternatives if kind == "text/html"), "")
