"""How allauth does things here: our letters in the receiver's language, the inner log, one answer for all browsers."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.accounts.models import User
from pikir.accounts.queries import user_with_address
from pikir.audit.actions import record
from pikir.mail.actions import send_mail

# What a person hears of although they just did it: it could have been someone else. Calling a change off is not news.
NEWS = frozenset({"account/email/password_changed", "account/email/password_reset", "account/email/email_changed"})


class Adapter(DefaultAccountAdapter):
    """The hooks of allauth that differ from its defaults."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The name and the password do not fit together. Check both, or ask for a new password."
        ),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or ask for a new password."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "duplicate_email": _("This is your address already."),
    }

    @override
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a letter in the language its receiver chose; in that of the page when nobody has the address."""
        user = context.get("user") or user_with_address(email)
        language = user.language if user else get_language() or settings.LANGUAGE_CODE
        name = user.account.name if user else ""
        letter = {"name": name, **_links(context, language)}
        with transaction.atomic():
            send_mail(to=email, language=language, template=template_prefix, context=context | letter)

    @override
    def send_notification_mail(  # type: ignore[override]  # there is one kind of user
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person that something of their account changed; from where is not kept, so it is not told."""
        if template_prefix in NEWS:
            self.send_mail(template_prefix, email or user.email, {**(context or {}), "user": user})

    @override
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Take an address as proven, unless it became another user's since the letter was sent."""
        if User.objects.filter(email=email_address.email).exclude(id=email_address.user_id).exists():
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt")
            return False
        with transaction.atomic():
            confirmed = bool(super().confirm_email(request, email_address))
            if confirmed:
                user_id = email_address.user_id
                record(actor=user_id, verb="confirm_address", kind="user", object_id=user_id)
        return confirmed

    @override
    def set_password(self, user: User, password: str) -> None:  # type: ignore[override]  # as above
        """Set a new password; every other session of the user ends with it."""
        user.set_password(password)
        with transaction.atomic():
            user.save(update_fields=["password"])
            record(actor=user.id, verb="set_password", kind="user", object_id=user.id)

    @override
    def get_email_confirmation_url(self, *_confirmation: object) -> str:
        """Return the address in a letter of confirmation. ``send_mail`` makes it, in the receiver's language."""
        return ""

    @override
    def get_reset_password_from_key_url(self, _key: str) -> str:
        """Return the address in a letter of reset. ``send_mail`` makes it, in the receiver's language."""
        return ""

    @override
    def get_email_verification_redirect_url(self, _address: EmailAddress) -> str:
        """Lead those who are signed in back to their address, all others to sign in."""
        return reverse("account_email" if self.request.user.is_authenticated else "account_login")

    @override
    def is_ajax(self, _request: HttpRequest) -> bool:
        """One answer for all: pages. Programs have an API of their own."""
        return False

    @override
    def get_client_ip(self, request: HttpRequest) -> str:
        """Return whom limits count; trusted proxies were resolved before Django saw the request."""
        return str(request.META.get("REMOTE_ADDR") or "unknown")


def _links(context: dict[str, Any], language: str) -> dict[str, str]:
    """Addresses for a letter, made from the square's own name: the host of a request may be forged."""
    with translation.override(language):
        links = {
            "sign_in_url": settings.SQUARE_URL + reverse("account_login"),
            "sign_up_url": settings.SQUARE_URL + reverse("account_signup"),
            "reset_url": settings.SQUARE_URL + reverse("account_reset_password"),
        }
        if "uid" in context:
            arguments = {"uidb36": context["uid"], "key": context["key"]}
            links["url"] = settings.SQUARE_URL + reverse("account_reset_password_from_key", kwargs=arguments)
        elif "key" in context:
            links["url"] = settings.SQUARE_URL + reverse("account_confirm_email", args=[context["key"]])
    return links
