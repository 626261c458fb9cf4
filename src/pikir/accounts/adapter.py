"""How allauth does things here: our letters in the receiver's language, the inner log, one answer for all browsers."""

import re
import unicodedata
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.accounts.actions import end_sessions_of, forget_asked_addresses, trim_sessions
from pikir.accounts.devices import device_of, is_known_browser, remember_browser, remember_device
from pikir.accounts.doorkeeper import login_of
from pikir.accounts.events import SafetyChanged
from pikir.accounts.models import User
from pikir.accounts.queries import user_with_address
from pikir.audit.actions import record
from pikir.kernel import events
from pikir.mail.actions import send_mail
from pikir.web.look import read_choice, remember_choice, remember_language

# What a person hears of although they just did it: it could have been someone else. Calling a change off is not news.
_NEWS_OF_ADDRESS = frozenset(
    {"account/email/password_changed", "account/email/password_set", "account/email/password_reset"}
    | {"account/email/email_changed"}
)
_NEWS_OF_FACTORS = frozenset(
    {"mfa/email/totp_activated", "mfa/email/totp_deactivated", "mfa/email/webauthn_added", "mfa/email/webauthn_removed"}
    | {"mfa/email/recovery_codes_generated"}
    | {"socialaccount/email/account_connected", "socialaccount/email/account_disconnected"}
)
# Without quotes, percent signs, brackets and the like, which each mail server reads in its own way.
_PLAIN_ADDRESS = re.compile(r"[\w.#$&'*+/=?^`{|}~-]+@[\w.-]+")
_BEGUN = "sign_in_begun"  # what the password was when a sign-in began; the second step may come much later


class Adapter(DefaultAccountAdapter):
    """The hooks of allauth that differ from its defaults."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The name and the password do not fit together, or the address is not confirmed yet. Check both, look for "
            "our letter, or ask for a new password."
        ),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or ask for a new password."),
        "rate_limited": _("Too many tries. Wait five minutes."),
        "too_many_codes": _("Too many wrong codes. Wait a day, or set a new password and try again."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "duplicate_email": _("This is your address already."),
        "odd_email": _("Write a plain address, as in name@example.org."),
        "begun_before": _("Your password was changed meanwhile. Sign in with the new one."),
    }

    @override
    def clean_email(self, email: str) -> str:
        """Return an address that everyone reads alike. Raises ValidationError."""
        if not _PLAIN_ADDRESS.fullmatch(email) or unicodedata.normalize("NFKC", email) != email:
            raise self.validation_error("odd_email")
        return str(super().clean_email(email))

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
        context = {**(context or {}), "user": user}
        verb = template_prefix.rpartition("/")[2]
        with transaction.atomic():
            if template_prefix in _NEWS_OF_FACTORS | _NEWS_OF_ADDRESS:
                events.send(SafetyChanged(user_id=user.id, what=verb))
            if template_prefix in _NEWS_OF_FACTORS:
                record(actor=user.id, verb=verb, kind="user", object_id=user.id)
                self.send_mail(template_prefix, user.email, context)
            if template_prefix in _NEWS_OF_ADDRESS:
                self.send_mail(template_prefix, email or user.email, context)
            if template_prefix == "account/email/email_changed":
                self.send_mail("account/email/email_set", context["to_email"], context)

    @override
    def pre_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse | None:  # type: ignore[override]  # as above
        """Remember what the password was: whoever gets as far as the second step with an old one gets no further."""
        request.session[_BEGUN] = user.get_session_auth_hash()
        response: HttpResponse | None = super().pre_login(request, user, **how)
        return response

    @override
    def login(self, request: HttpRequest, user: User) -> None:  # type: ignore[override]  # as above
        """Begin a session; tell the person when it is from a browser in which they never signed in before."""
        if request.session.pop(_BEGUN, "") != user.get_session_auth_hash():
            clear_login(request)
            messages.error(request, self.error_messages["begun_before"])
            raise ImmediateHttpResponse(redirect("account_login"))
        news = user.last_login is not None and not is_known_browser(request, user.id)
        trim_sessions(user_id=user.id)
        super().login(request, user)
        remember_device(request)
        if news:
            context = {"user": user, "device": device_of(request).words}
            with transaction.atomic():
                events.send(SafetyChanged(user_id=user.id, what="sign_in"))
                self.send_mail("accounts/mail/sign_in", user.email, context)

    @override
    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:  # type: ignore[override]  # as above
        """Lead on, and have the browser remember who signed in, their language and the look they chose."""
        response: HttpResponse = super().post_login(request, user, **how)
        remember_browser(request, response, user.id)
        remember_language(response, user.language)
        if user.look:
            remember_choice(response, read_choice(user.look))
        return response

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
        """Set a new password: every other session ends with it, and every change of address that somebody asked for.

        Wrong codes are forgiven.
        """
        user.set_password(password)
        with transaction.atomic():
            user.save(update_fields=["password"])
            end_sessions_of(user_id=user.id, kept=self.request.session.session_key)
            forget_asked_addresses(user_id=user.id)
            record(actor=user.id, verb="set_password", kind="user", object_id=user.id)
        self._delete_login_attempts_cached_email(self.request, email=user.account.handle)
        forgive_codes(self.request, user)

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

    @override
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return what wrong passwords are counted by: the name as typed, without the host, which anyone may vary."""
        return login_of(credentials)


def count_code(request: HttpRequest, user: User) -> bool:
    """Count a try at a code of the second factor, whatever sign-in it belongs to; false when there were too many."""
    return bool(ratelimit.consume(request, action="second_factor", key=str(user.id)))


def forgive_codes(request: HttpRequest, user: User) -> None:
    """Forget the wrong codes of a user: they proved who they are."""
    ratelimit.clear(request, action="second_factor", key=str(user.id))


def _links(context: dict[str, Any], language: str) -> dict[str, str]:
    """Addresses for a letter, made from the square's own name: the host of a request may be forged."""
    with translation.override(language):
        links = {
            "sign_in_url": settings.SQUARE_URL + reverse("account_login"),
            "sign_up_url": settings.SQUARE_URL + reverse("account_signup"),
            "reset_url": settings.SQUARE_URL + reverse("account_reset_password"),
            "safety_url": settings.SQUARE_URL + reverse("mfa_index"),
        }
        if "uid" in context:
            arguments = {"uidb36": context["uid"], "key": context["key"]}
            links["url"] = settings.SQUARE_URL + reverse("account_reset_password_from_key", kwargs=arguments)
        elif "key" in context:
            links["url"] = settings.SQUARE_URL + reverse("account_confirm_email", args=[context["key"]])
    return links
