"""Leaving the square: asked for, thought over for a fortnight, then carried out in every room at once."""

from contextlib import suppress
from datetime import datetime
from secrets import token_hex

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.attestations.actions import forget_attestations
from pikir.accounts.departures import digest_of
from pikir.accounts.events import AccountLeft
from pikir.accounts.kinds import LEAVE_AFTER, AccountState, Circle, Fate, Role
from pikir.accounts.models import (
    Account,
    BlockList,
    Departure,
    Filter,
    KeptHandle,
    OldHandle,
    Profile,
    ProfileLink,
    Relation,
    User,
)
from pikir.accounts.queries import addresses_of, departures_due, other_operators, own_user, owned_alone, roles_of
from pikir.audit.actions import forget_words, record
from pikir.kernel import events
from pikir.mail.actions import forget_address, send_mail
from pikir.web.freshness import touch


class LeavingError(ValueError):
    """Somebody else would be left in the lurch; the message says what to do first."""


def check_free_to_leave(user_id: int) -> None:
    """Raise LeavingError for who runs the square alone, or is the only owner of an account."""
    if Role.OPERATOR in roles_of(user_id) and not other_operators(user_id):
        raise LeavingError(_("The square needs an operator. Give the role to someone else first."))
    alone = owned_alone(user_id)
    if alone:
        names = ", ".join(f"“{account.name}”" for account in alone)
        raise LeavingError(_("You alone own: %(names)s. Make someone else an owner first.") % {"names": names})


def ask_to_leave(*, actor: Viewer, fate: str) -> Departure:
    """Have the actor's account given up in a fortnight, and write to them. Asking again changes the fate alone.

    Raises LeavingError.
    """
    fate = Fate(fate)
    user, now = own_user(actor), timezone.now()
    with transaction.atomic():
        check_free_to_leave(user.id)
        departure, new = Departure.objects.get_or_create(
            account_id=user.account_id, defaults={"fate": fate, "asked_at": now, "due_at": now + LEAVE_AFTER}
        )
        if not new:
            departure.fate = fate
            departure.save(update_fields=["fate"])
        record(actor=user.id, verb="ask_to_leave", kind="account", object_id=user.account_id, data={"fate": str(fate)})
        if new:
            _write(user, "leaving", day=departure.due_at)
    return departure


def stay(*, actor: Viewer) -> bool:
    """Take the wish to leave back; false when there is none."""
    with transaction.atomic():
        gone, _rows = Departure.objects.filter(account__user__id=user_of(actor), done_at=None).delete()
        if gone:
            record(actor=actor.user_id, verb="stay", kind="account", object_id=actor.account_id or 0)
    return bool(gone)


def carry_out_departures(*, now: datetime) -> int:
    """Let everyone go whose fortnight is over; return how many went. Who may not go yet is asked about again later."""
    done = 0
    for departure in departures_due(now):
        with transaction.atomic():
            kept = Departure.objects.select_for_update().filter(id=departure.id, done_at=None).first()
            if kept is None or not _is_free(departure.account.user.id):  # stayed, or became needed, in the meantime
                continue
            _carry_out(kept, departure.account.user, now)
            done += 1
    return done


def let_go(*, user_id: int, now: datetime) -> bool:
    """Give up the account of somebody who did not ask for it, since nothing was heard of them for long; write to them.

    What they said in public stays, without them. False for who is gone, or may not go.
    """
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).select_related("account").filter(id=user_id).first()
        if user is None or not _is_free(user_id):
            return False
        wish = {"fate": Fate.KEEP, "asked_at": now, "due_at": now}
        departure = Departure.objects.get_or_create(account_id=user.account_id, defaults=wish)[0]
        _carry_out(departure, user, now, as_wished=False)
    return True


def _is_free(user_id: int) -> bool:
    try:
        check_free_to_leave(user_id)
    except LeavingError:
        return False
    return True


def _carry_out(departure: Departure, user: User, now: datetime, *, as_wished: bool = True) -> None:
    account = user.account
    events.send(AccountLeft(account_id=account.id, user_id=user.id, fate=departure.fate))
    for address in addresses_of(user):
        forget_address(address=address)
    _write(user, "left" if as_wished else "let_go", fleeting=True)
    _keep_handles(account)
    forget_words(kind="account", object_ids=[account.id])
    forget_words(kind="user", object_ids=[user.id])
    verb = "leave" if as_wished else "let_go"
    record(actor=None, verb=verb, kind="account", object_id=account.id, data={"fate": departure.fate})
    _forget_relations(account)
    forget_attestations(account)
    _forget_page(account)
    user.delete()
    _empty(account)
    departure.done_at = now
    departure.save(update_fields=["done_at"])
    with suppress(ProtectedError):  # something still stands in its name: then the empty place stays
        account.delete()
    touch("site")


def _keep_handles(account: Account) -> None:
    """The last handle and those that were given up before are nobody's again."""
    former = OldHandle.objects.filter(account=account)
    for handle in (account.handle, *former.values_list("handle_key", flat=True)):
        KeptHandle.objects.get_or_create(digest=digest_of(handle))
    former.delete()


def _forget_page(account: Account) -> None:
    Profile.objects.filter(account=account).delete()
    ProfileLink.objects.filter(account=account).delete()


def _forget_relations(account: Account) -> None:
    Relation.objects.filter(Q(source=account) | Q(target=account)).delete()
    Filter.objects.filter(account=account).delete()
    BlockList.objects.filter(account=account).delete()
    BlockList.targets.through.objects.filter(account=account).delete()


def _empty(account: Account) -> None:
    account.state, account.handle = AccountState.LEFT, f"left_{token_hex(10)}"
    account.name = account.sort_key = account.bio = account.picture = account.picture_alt = account.state_reason = ""
    account.mandates, account.hides_follows, account.mentions_from = "", True, Circle.NOBODY
    account.save()


def _write(user: User, template: str, *, day: datetime | None = None, fleeting: bool = False) -> None:
    with override(user.language):
        words = {"name": user.account.name, "address": settings.SQUARE_URL + reverse("leaving")}
        words["day"] = date_format(timezone.localtime(day), "DATE_FORMAT") if day else ""
    send_mail(
        to=user.email, language=user.language, template=f"accounts/mail/{template}", context=words, fleeting=fleeting
    )
