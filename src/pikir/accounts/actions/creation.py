"""New users and accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, can_create_account, require, user_of
from pikir.accounts.events import AccountCreated
from pikir.accounts.handles import HandleTakenError, check_handle
from pikir.accounts.kinds import (
    BIO_LENGTH,
    FOUNDED_KINDS,
    NAME_LENGTH,
    ORGANISATIONS_KEPT,
    AccountKind,
    OperatorRole,
)
from pikir.accounts.models import Account, Operator, User
from pikir.accounts.names import clean_bio, clean_name
from pikir.accounts.queries import is_handle_kept, present_handle
from pikir.audit.actions import record
from pikir.kernel import events
from pikir.kernel.languages import sort_key
from pikir.web.freshness import touch


class AddressTakenError(ValueError):
    """Another user has the e-mail address."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("Someone has already signed up with this address."))


class OrganisationError(ValueError):
    """The person may not make an organisation now; the message says why."""


def create_user(
    *,
    email: str,
    password: str | None,
    handle: str,
    name: str,
    language: str,
    at: datetime | None = None,
    verified: bool = False,
) -> User:
    """Make a user with the person account they speak through.

    ``password`` None means that they set one by the reset letter; ``verified`` that the address needs no letter. Raises
    HandleError, AddressTakenError or NameMissingError.
    """
    at = at or timezone.now()
    email = email.strip().lower()
    secret = make_password(password)  # slow by intent, so before the transaction
    account = _new_account(
        kind=AccountKind.PERSON, handle=handle, name=name, bio="", language=language, claimed=True, at=at
    )
    user = User(email=email, password=secret, account=account, language=language, created_at=at)
    with transaction.atomic():
        _save_new(account)
        _save_new(user)
        EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
        _announce(account, actor=user.id)
    return user


def create_account(
    *,
    actor: Viewer | None,
    kind: str,
    handle: str,
    name: str,
    bio: str = "",
    language: str,
    claimed: bool = True,
    at: datetime | None = None,
) -> Account:
    """Make an account that has no user of its own; a claimed one is owned by the actor.

    Raises HandleError, NameMissingError or PermissionDenied.
    """
    require(actor is None or can_create_account(actor))
    at = at or timezone.now()
    account = _new_account(kind=kind, handle=handle, name=name, bio=bio, language=language, claimed=claimed, at=at)
    user_id = actor.user_id if actor else None
    with transaction.atomic():
        _save_new(account)
        if user_id and claimed:
            Operator.objects.create(user_id=user_id, account=account, role=OperatorRole.OWNER, since=at)
        _announce(account, actor=user_id)
    return account


def found_organisation(*, actor: Viewer, kind: str, handle: str, name: str, language: str) -> Account:
    """Make an organisation or a newsroom that the actor owns; for anyone with a confirmed address, a few times.

    Raises OrganisationError, HandleError, NameMissingError or PermissionDenied.
    """
    user_id = user_of(actor)
    require(not actor.suspended and kind in FOUNDED_KINDS)
    if not EmailAddress.objects.filter(user_id=user_id, verified=True).exists():
        raise OrganisationError(_("Confirm your e-mail address first."))
    at = timezone.now()
    account = _new_account(kind=kind, handle=handle, name=name, bio="", language=language, claimed=True, at=at)
    with transaction.atomic():
        User.objects.select_for_update().get(id=user_id)  # two at a time are counted one after the other
        owned = Operator.objects.filter(user_id=user_id, role=OperatorRole.OWNER, account__kind__in=FOUNDED_KINDS)
        if owned.count() >= ORGANISATIONS_KEPT:
            raise OrganisationError(
                _("One person owns at most %(maximum)d organisations.") % {"maximum": ORGANISATIONS_KEPT}
            )
        _save_new(account)
        Operator.objects.create(user_id=user_id, account=account, role=OperatorRole.OWNER, since=at)
        _announce(account, actor=user_id)
    return account


def _new_account(*, kind: str, handle: str, name: str, bio: str, language: str, claimed: bool, at: datetime) -> Account:
    check_handle(handle)
    name = clean_name(name)[:NAME_LENGTH]
    return Account(
        kind=AccountKind(kind),
        handle=handle,
        name=name,
        sort_key=sort_key(name, language),
        bio=clean_bio(bio)[:BIO_LENGTH],
        language=language,
        claimed=claimed,
        created_at=at,
    )


def _save_new(row: Account | User) -> None:
    """The database alone decides who was first; both constraints name what they guard."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            if isinstance(row, Account):
                require_never_given_up(row.handle)
    except IntegrityError as fault:
        if isinstance(row, Account) and "handle" in str(fault):
            raise HandleTakenError from fault
        if isinstance(row, User) and "email" in str(fault):
            raise AddressTakenError from fault
        raise


def require_never_given_up(handle: str) -> None:
    """Raise HandleTakenError for a handle that leads to an account which had it once, or that somebody who left had."""
    if present_handle(handle) or is_handle_kept(handle):
        raise HandleTakenError


def _announce(account: Account, *, actor: int | None) -> None:
    data = {"handle": account.handle, "kind": str(account.kind)}
    record(actor=actor, verb="create", kind="account", object_id=account.id, data=data)
    events.send(AccountCreated(account_id=account.id, handle=account.handle))
    touch(f"account:{account.handle}")
