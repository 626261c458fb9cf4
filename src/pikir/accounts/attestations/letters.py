"""Letters about verified voices. None says by what document."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from pikir.accounts.attestations.models import Attestation
from pikir.accounts.models import Account, User
from pikir.mail.actions import send_mail


def write_moved(account: Account, *, away: bool) -> None:
    """Tell a person that what verified them went to another account, or came from one."""
    _write(account, "voice_moved_away" if away else "voice_moved_here")


def write_revoked(account: Account, reason: str) -> None:
    """Tell a person that an operator ended an attestation, and why."""
    _write(account, "voice_revoked", reason=reason)


def write_ending(one: Attestation) -> None:
    """Tell a person until when they are verified."""
    with translation.override(one.account.user.language):
        day = date_format(timezone.localtime(one.until), "DATE_FORMAT")
        way = one.get_adapter_display()
    _write(one.account, "voice_ending", day=day, way=way)


def _write(account: Account, template: str, **words: Any) -> None:
    user: User = account.user
    with translation.override(user.language):
        address = settings.SQUARE_URL + reverse("voice")
    context = {"name": account.name, "handle": account.handle, "address": address, **words}
    send_mail(to=user.email, language=user.language, template=f"accounts/mail/{template}", context=context)
