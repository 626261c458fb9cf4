"""What an account shows beside its name: languages, place, header, links; and a new handle."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change, can_change_handle, can_edit_profile, require
from pikir.accounts.actions.creation import require_never_given_up
from pikir.accounts.events import AccountChanged, LinksChanged
from pikir.accounts.handles import HandleTakenError, HandleTooSoonError, check_handle
from pikir.accounts.kinds import (
    ALT_LENGTH,
    CONTACTS_LENGTH,
    HABITS_LENGTH,
    HANDLE_DAYS,
    HOURS_LENGTH,
    LABEL_LENGTH,
    LINKS_KEPT,
    READABLE,
    URL_LENGTH,
    WEEKDAYS,
)
from pikir.accounts.models import Account, OldHandle, Profile, ProfileLink
from pikir.accounts.names import clean_bio
from pikir.audit.actions import record
from pikir.kernel import events
from pikir.kernel.text import strip_controls
from pikir.web.freshness import touch
from pikir.web.rates import spend

FOCUS_MAX = 100  # hundredths of the width or the height


class LinkError(ValueError):
    """A link cannot stand on a profile; the message says why."""


@dataclass(frozen=True)
class Link:
    """A page elsewhere and what it is called; an empty label shows its host."""

    url: str
    label: str = ""


def describe_account(*, actor: Viewer | None, account_id: int, reads: list[str], place_id: int | None) -> Profile:
    """Say which languages an account understands and where it is; None is a register. Raises PermissionDenied."""
    kept = [code for code in dict.fromkeys(reads) if code in READABLE]
    return _fill(actor, account_id, "describe", reads=kept, place_id=place_id)


def describe_service(*, actor: Viewer | None, account_id: int, hours: list[str], contacts: str, habits: str) -> Profile:
    """Say when an organisation is open, how it is reached and how soon it answers. Raises PermissionDenied.

    An ``actor`` of None is a register. ``hours`` are plain words for each weekday, Monday first.
    """
    lines = [strip_controls(line)[:HOURS_LENGTH] for line in hours[:WEEKDAYS]]
    return _fill(
        actor,
        account_id,
        "describe_service",
        hours=lines if any(lines) else [],
        contacts=clean_bio(contacts)[:CONTACTS_LENGTH],
        habits=strip_controls(habits)[:HABITS_LENGTH],
    )


def set_header(
    *, actor: Viewer, account_id: int, name: str, width: int = 0, alt: str = "", focus: tuple[int, int] = (50, 50)
) -> Profile:
    """Set the header of an account to the media file ``name``, ``width`` pixels wide at most; an empty name takes it.

    ``focus`` is the point no cut may lose, in hundredths from the left and from the top. Raises PermissionDenied.
    """
    x, y = (min(max(value, 0), FOCUS_MAX) for value in focus)
    shown = strip_controls(alt)[:ALT_LENGTH] if name else ""
    return _fill(
        actor, account_id, "set_header", header=name, header_width=width, header_alt=shown, header_x=x, header_y=y
    )


def _fill(actor: Viewer | None, account_id: int, verb: str, **values: object) -> Profile:
    require(actor is None or can_edit_profile(actor, account_id))
    with transaction.atomic():
        account = account_for_change(account_id)
        profile: Profile = Profile.objects.update_or_create(account=account, defaults=values)[0]
        _announce(account, actor, verb)
    return profile


def set_links(*, actor: Viewer, account_id: int, links: list[Link]) -> list[ProfileLink]:
    """Set the links of a profile, in this order; those that stay keep what is known of them.

    Raises LinkError, TooFastError or PermissionDenied.
    """
    require(can_edit_profile(actor, account_id))
    wanted = {_clean_url(link.url): strip_controls(link.label)[:LABEL_LENGTH] for link in links}
    if len(wanted) > LINKS_KEPT:
        raise LinkError(_("A profile has at most %(maximum)d links.") % {"maximum": LINKS_KEPT})
    with transaction.atomic():
        account = account_for_change(account_id)
        present = list(account.links.order_by("position"))
        if [(link.url, link.label) for link in present] == list(wanted.items()):
            return present
        spend("links", account_id)
        ProfileLink.objects.filter(account=account).exclude(url__in=wanted).delete()
        rows = [
            ProfileLink.objects.update_or_create(
                account=account, url=url, defaults={"label": label, "position": place}
            )[0]
            for place, (url, label) in enumerate(wanted.items())
        ]
        _announce(account, actor, "set_links")
        events.send(LinksChanged(account_id=account.id))
    return rows


def _clean_url(url: str) -> str:
    url = url.strip()
    try:
        parts = urlsplit(url)
        fit = parts.scheme in ("http", "https") and parts.hostname and "." in parts.hostname and not parts.username
    except ValueError:
        fit = False
    if not fit or len(url) > URL_LENGTH or not url.isprintable() or " " in url:
        raise LinkError(
            _("“%(url)s” is no address of a page. It begins with %(beginning)s and has no spaces.")
            % {"url": url[:80], "beginning": "https://"}
        )
    return url


def note_check(*, link: ProfileLink, verified: bool, at: datetime) -> None:
    """Keep what a page elsewhere says of the account that names it; a link that was changed meanwhile is gone."""
    verified_at = at if verified else None
    with transaction.atomic():
        ProfileLink.objects.filter(id=link.pk).update(verified_at=verified_at, checked_at=at)
        if bool(link.verified_at) != verified:
            touch(f"account:{link.account.handle}")


def change_handle(*, actor: Viewer, account_id: int, handle: str, at: datetime | None = None) -> Account:
    """Give an account another handle; the old one is kept for it and leads to the new one.

    Raises HandleError or PermissionDenied.
    """
    require(can_change_handle(actor, account_id))
    check_handle(handle)
    now = at or timezone.now()
    with transaction.atomic():
        account = account_for_change(account_id)
        old = account.handle
        if handle == old:
            return account
        if handle.lower() != old.lower():  # other capitals are no other handle
            _give_up(account, handle, now)
        account.handle = handle
        _save_handle(account)
        account.links.update(checked_at=None)  # pages elsewhere name the old one
        events.send(LinksChanged(account_id=account.id))
        record(actor=actor.user_id, verb="change_handle", kind="account", object_id=account.id, data={"old": old})
        events.send(AccountChanged(account_id=account.id, handle=account.handle))
        touch("site", f"account:{old}", f"account:{handle}")
    return account


def next_handle_change(account: Account) -> datetime | None:
    """Return the moment before which the handle may not be changed again, None when it may have been at any time."""
    last: datetime | None = account.old_handles.order_by("-given_up_at").values_list("given_up_at", flat=True).first()
    return last + timedelta(days=HANDLE_DAYS) if last else None


def _give_up(account: Account, handle: str, now: datetime) -> None:
    again = next_handle_change(account)
    if again is not None and again > now:
        raise HandleTooSoonError(date_format(timezone.localtime(again), "DATE_FORMAT"))
    account.old_handles.filter(handle_key=handle.lower()).delete()  # one's own old handle may be taken up again
    OldHandle.objects.create(handle_key=account.handle.lower(), account=account, given_up_at=now)


def _save_handle(account: Account) -> None:
    try:
        with transaction.atomic():
            account.save(update_fields=["handle"])
            require_never_given_up(account.handle)
    except IntegrityError as fault:
        raise HandleTakenError from fault


def _announce(account: Account, actor: Viewer | None, verb: str) -> None:
    record(actor=actor.user_id if actor else None, verb=verb, kind="account", object_id=account.id)
    touch(f"account:{account.handle}", "places")  # the page of a territory names who is there
