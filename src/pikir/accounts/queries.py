"""The read side of accounts. What runs on every request is written SQL; a test holds it to the ORM's answer."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import HASH_SESSION_KEY
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.departures import digest_of
from pikir.accounts.devices import SESSION_DEVICE, Device
from pikir.accounts.handles import handle_from
from pikir.accounts.kinds import HANDLE_LENGTH, LEFT_NAME, AccountKind, AccountState, OperatorRole, Role
from pikir.accounts.models import (
    Account,
    Departure,
    Invitation,
    KeptHandle,
    OldHandle,
    Operator,
    ProfileLink,
    Session,
    SquareRole,
    User,
    Voice,
)
from pikir.web.keyset import Page, page_before

_VIEWER = """
SELECT u.password, u.language, a.id, a.handle, a.name, a.picture, a.state, r.role, o.account_id, b.state, o.role,
EXISTS (SELECT 1 FROM accounts_relation WHERE source_id = a.id AND kind IN ('block', 'mute'))
OR EXISTS (SELECT 1 FROM accounts_relation WHERE target_id = a.id AND kind = 'block')
FROM accounts_user u
JOIN accounts_account a ON a.id = u.account_id
LEFT JOIN accounts_squarerole r ON r.user_id = u.id
LEFT JOIN accounts_operator o ON o.user_id = u.id
LEFT JOIN accounts_account b ON b.id = o.account_id
WHERE u.id = %s AND u.is_active
"""
_CARDS = """
SELECT id, kind, handle, host, name, picture, picture_alt, state FROM accounts_account WHERE id IN ({places})
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountCard:
    """What a byline shows of an account."""

    id: int
    kind: str
    handle: str
    host: str
    name: str
    picture: str
    picture_alt: str
    state: str

    @property
    def is_person(self) -> bool:
        """Persons are drawn round, everything else square."""
        return self.kind == AccountKind.PERSON

    @property
    def suspended(self) -> bool:
        """Whether the account may not speak."""
        return self.state == AccountState.SUSPENDED

    @property
    def left(self) -> bool:
        """Whether whoever spoke through it left."""
        return self.state == AccountState.LEFT


def find_viewer(*, user_id: int) -> tuple[Viewer, str] | None:
    """Return the viewer for an active user, with the hash of the password to hold the session against; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_VIEWER, [user_id])
        rows = cursor.fetchall()
    if not rows:
        return None
    password, language, account_id, handle, name, picture, state = rows[0][:7]
    suspended = state == AccountState.SUSPENDED
    operated = {row[8]: row[9] for row in rows if row[8] is not None} | {account_id: state}
    owned = frozenset(row[8] for row in rows if row[10] == OperatorRole.OWNER)
    edited = frozenset(row[8] for row in rows if row[10] == OperatorRole.EDITOR)
    viewer = Viewer(
        user_id=user_id,
        account_id=account_id,
        handle=handle,
        name=name,
        picture=picture,
        language=language,
        suspended=suspended,
        operates=frozenset(operated),
        silenced=frozenset(key for key, value in operated.items() if value == AccountState.SUSPENDED),
        edits=owned | edited | {account_id},
        owns=owned,
        roles=frozenset() if suspended else frozenset(row[7] for row in rows if row[7] is not None),
        untroubled=not rows[0][11],
    )
    return viewer, password


def viewer_for(user: User) -> Viewer:
    """Return the viewer a user is, for acts outside a request: imports, the demo, tests."""
    found = find_viewer(user_id=user.id)
    return found[0] if found else Viewer.guest()


def account_by_handle(handle: str) -> Account | None:
    """Return the local account with this handle, whatever the case of its letters."""
    if not handle.isascii() or len(handle) > HANDLE_LENGTH or "\0" in handle:
        return None
    return Account.objects.by_handle(handle).first()


def is_handle_taken(handle: str, *, own: Account | None = None) -> bool:
    """Whether somebody has a handle or had it once, other than ``own``; whoever left keeps it for ever."""
    holders = [account_by_handle(handle), _former_holder(handle)]
    return any(holder is not None and holder != own for holder in holders) or is_handle_kept(handle)


def present_handle(handle: str) -> str | None:
    """Return the handle of the account that once had this one, None when nobody had; asked where nobody has it now."""
    holder = _former_holder(handle)
    return holder.handle if holder else None


def _former_holder(handle: str) -> Account | None:
    row = OldHandle.objects.filter(handle_key=handle.lower()).select_related("account").first()
    return row.account if row else None


def is_handle_kept(handle: str) -> bool:
    """Whether somebody who left had this handle, so that nobody else gets it."""
    return KeptHandle.objects.filter(digest=digest_of(handle)).exists()


def own_account(viewer: Viewer) -> Account:
    """Return the account of a signed-in viewer."""
    return Account.objects.get(user__id=user_of(viewer))


def account_cards(ids: Collection[int]) -> dict[int, AccountCard]:
    """Return the cards of accounts by id, in one query; unknown ids are left out."""
    if not ids:
        return {}
    wanted = list(dict.fromkeys(ids))
    with connection.cursor() as cursor:
        cursor.execute(_CARDS.format(places=", ".join(["%s"] * len(wanted))), wanted)
        rows = cursor.fetchall()
    fields = ("id", "kind", "handle", "host", "name", "picture", "picture_alt", "state")
    cards = {row[0]: AccountCard(**dict(zip(fields, row, strict=True))) for row in rows}
    return {key: replace(one, name=str(LEFT_NAME)) if one.left else one for key, one in cards.items()}


def links_of(account_id: int) -> list[ProfileLink]:
    """Return the links of a profile in their order."""
    return list(ProfileLink.objects.filter(account_id=account_id).order_by("position", "id"))


def shown_people(account_id: int) -> list[Operator]:
    """Return those who act for an organisation and want to be named there, longest serving first."""
    found = Operator.objects.filter(account_id=account_id, shown=True, user__account__state=AccountState.ACTIVE)
    return list(found.select_related("user__account").order_by("since", "id"))


def links_to_check(*, checked_before: datetime, account_id: int | None = None, limit: int) -> list[ProfileLink]:
    """Return links whose pages were not asked since a moment, with their accounts, those never asked first."""
    due = Q(checked_at__isnull=True) | Q(checked_at__lt=checked_before)
    found = ProfileLink.objects.filter(due, account__state=AccountState.ACTIVE)
    if account_id is not None:
        found = found.filter(account_id=account_id)
    return list(found.select_related("account").order_by(F("checked_at").asc(nulls_first=True), "id")[:limit])


def user_for_account(account_id: int) -> User | None:
    """Return the user whose own account this is."""
    return User.objects.filter(account_id=account_id).select_related("account").first()


def user_with_address(email: str) -> User | None:
    """Return the user who has an e-mail address, with the account."""
    return User.objects.filter(email=email.lower()).select_related("account").first()


def user_who_may_enter(login: str) -> User | None:
    """Return whom an address or a handle in small letters names, if their address is proven; always one query."""
    named = Q(email=login) if "@" in login else Q(account__host="", account__handle_key=login)
    return User.objects.filter(named, emailaddress__verified=True).first()


def people_of(account_id: int) -> list[User]:
    """Return everyone who acts for an account: its own user and its operators, each once."""
    acting = Q(account_id=account_id) | Q(operated__account_id=account_id)
    return list(User.objects.filter(acting, is_active=True).distinct().order_by("id"))


def operators_of(account_id: int) -> list[Operator]:
    """Return the operators of an account with their users' accounts, longest serving first."""
    return list(Operator.objects.filter(account_id=account_id).select_related("user__account").order_by("since", "id"))


def invitations_of(account_id: int) -> list[Invitation]:
    """Return who is invited to act for an account and has not answered, oldest first."""
    return list(
        Invitation.objects.filter(account_id=account_id).select_related("user__account").order_by("since", "id")
    )


def invitations_to(viewer: Viewer) -> list[Invitation]:
    """Return for which accounts a viewer is invited to act; those that are suspended wait until they are not."""
    found = Invitation.objects.filter(user_id=user_of(viewer), account__state=AccountState.ACTIVE)
    return list(found.select_related("account", "by__account").order_by("since", "id"))


def voice_in(viewer: Viewer, place: str) -> int:
    """Return the account as which a viewer last spoke in a place and still may; else the own one."""
    others = viewer.operates - viewer.silenced - {viewer.account_id}
    if not others:
        return viewer.account_id or 0
    found = Voice.objects.filter(user_id=user_of(viewer), place=place, account_id__in=others)
    return found.values_list("account_id", flat=True).first() or viewer.account_id or 0


def voices_of(viewer: Viewer) -> list[Account]:
    """Return the accounts as which a viewer may speak now: the own one first, the others by name."""
    others = [row.account for row in operated_accounts(viewer) if row.account_id not in viewer.silenced]
    return [own_account(viewer), *others]


def names_of_users(ids: Collection[int]) -> dict[int, Account]:
    """Return the own accounts of users by the users' identifiers, in one query."""
    return {user.id: user.account for user in User.objects.filter(id__in=ids).select_related("account")}


def operated_accounts(viewer: Viewer) -> list[Operator]:
    """Return what a viewer acts for beside the own account, sorted by name."""
    return list(
        Operator.objects.filter(user_id=user_of(viewer)).select_related("account").order_by("account__sort_key", "id")
    )


def role_holders() -> list[SquareRole]:
    """Return every role of the square that is given, with users and their accounts, oldest first."""
    return list(SquareRole.objects.select_related("user__account").order_by("given_at", "id"))


def roles_of(user_id: int) -> frozenset[str]:
    """Return the roles a user holds for the whole square."""
    return frozenset(SquareRole.objects.filter(user_id=user_id).values_list("role", flat=True))


def other_operators(user_id: int) -> bool:
    """Whether someone else could still run the square if this user could not."""
    holders = SquareRole.objects.filter(
        role=Role.OPERATOR, user__is_active=True, user__account__state=AccountState.ACTIVE
    )
    return holders.exclude(user_id=user_id).exists()


def other_owners(*, account_id: int, user_id: int) -> bool:
    """Whether an account would still have an owner without this user."""
    return Operator.objects.filter(account_id=account_id, role=OperatorRole.OWNER).exclude(user_id=user_id).exists()


def accounts_page(*, before: int | None = None, limit: int = 40, state: str = "", beginning: str = "") -> Page[Account]:
    """Return local accounts for the desk, newest first: in one state, or with handles of one beginning, if given."""
    found = Account.objects.local()
    if state:
        found = found.filter(state=state)
    if beginning:
        found = found.filter(handle_key__startswith=beginning.lower())
    return page_before(found, key="id", before=before, limit=limit)


def free_handle(wish: str, language: str = "en") -> str:
    """Return a free handle like ``wish``, which may be a taken handle or a name in any script; two queries."""
    stem = handle_from(wish, language)
    alike = Account.objects.local().filter(handle_key__startswith=stem[: HANDLE_LENGTH - 5])
    given_up = OldHandle.objects.filter(handle_key__startswith=stem[: HANDLE_LENGTH - 5])
    taken = set(alike.values_list("handle_key", flat=True).union(given_up.values_list("handle_key", flat=True)))
    wishes = chain([stem], (_numbered(stem, number) for number in count(2)))
    return next(handle for handle in wishes if handle not in taken and not is_handle_kept(handle))


def departure_of(viewer: Viewer) -> Departure | None:
    """Return the viewer's wish to leave, None for who stays."""
    return Departure.objects.filter(account__user__id=user_of(viewer), done_at=None).first()


def departures_due(now: datetime) -> list[Departure]:
    """Return the wishes to leave whose fortnight is over, with accounts and users, the oldest first."""
    due = Departure.objects.filter(due_at__lte=now, done_at=None).select_related("account__user")
    return list(due.order_by("due_at", "id"))


def owned_alone(user_id: int) -> list[Account]:
    """Return the accounts of which a user is the only owner, by name."""
    others = Operator.objects.filter(account_id=OuterRef("id"), role=OperatorRole.OWNER).exclude(user_id=user_id)
    owned = Account.objects.filter(operators__user_id=user_id, operators__role=OperatorRole.OWNER)
    return list(owned.filter(~Exists(others)).order_by("sort_key", "id"))


def primary_address(user: User) -> EmailAddress | None:
    """Return the address to which letters of a user go, proven or not."""
    found: EmailAddress | None = EmailAddress.objects.get_primary(user)
    return found


def addresses_of(user: User) -> set[str]:
    """Return every e-mail address that a user has or had asked for."""
    return {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}


def confirmed_address(user: User) -> str:
    """Return a user's e-mail address if they have proven that they read it, else nothing."""
    proven = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    return user.email if proven.exists() else ""


def _numbered(stem: str, number: int) -> str:
    return stem[: HANDLE_LENGTH - len(str(number))].rstrip("_") + str(number)


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    """Where a person is signed in. ``reference`` names the session without being a key to it."""

    reference: str
    device: Device
    seen_at: datetime  # to the hour
    current: bool


def sessions_of(user: User, *, current: str | None) -> list[OpenSession]:
    """Return where a user is signed in, the session with the key ``current`` first, then the last used; one query."""
    rows = Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at", "session_key")
    expected = user.get_session_auth_hash()
    found = []
    for row in rows:
        content = row.get_decoded()
        if content.get(HASH_SESSION_KEY) != expected:
            continue  # of a password that was changed since: a key to nothing
        found.append(
            OpenSession(
                reference=session_reference(row.session_key),
                device=Device(**content.get(SESSION_DEVICE, {})),
                seen_at=row.seen_at,
                current=row.session_key == current,
            )
        )
    return sorted(found, key=lambda one: not one.current)


def own_user(viewer: Viewer) -> User:
    """Return the user that a signed-in viewer is."""
    return User.objects.get(id=user_of(viewer))


def factors_of(user: User) -> dict[str, list[Authenticator]]:
    """Return what guards an account beside the password, by type, oldest first; one query."""
    found = list(Authenticator.objects.filter(user=user).order_by("created_at", "id"))
    return {kind.value: [one for one in found if one.type == kind] for kind in Authenticator.Type}


def has_second_factor(user_id: int) -> bool:
    """Whether somebody signs in with a passkey or an app beside the password; recovery codes alone are none."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user_id=user_id, type__in=kinds).exists()


def session_reference(session_key: str) -> str:
    """Return the name by which a page speaks of a session; nobody comes in by it."""
    return salted_hmac("accounts.session", session_key).hexdigest()[:16]
