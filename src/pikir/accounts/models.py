"""Who: users who sign in, accounts that speak, and which user acts for which account."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from typing_extensions import override

from pikir.accounts.attestations.models import Attestation, Claim, Document, Line, MailDomain, Register
from pikir.accounts.departures import Departure, KeptHandle
from pikir.accounts.kinds import (
    BIO_LENGTH,
    HANDLE_LENGTH,
    LEFT_NAME,
    NAME_LENGTH,
    POSITION_LENGTH,
    AccountKind,
    AccountState,
    Circle,
    FollowPolicy,
    OperatorRole,
    Role,
)
from pikir.accounts.names import unquoted
from pikir.accounts.profiles import OldHandle, Profile, ProfileLink
from pikir.accounts.relations import BlockList, Filter, Relation
from pikir.accounts.sessions import SessionStore
from pikir.kernel.ids import make_id
from pikir.web.fields import SortKeyField
from pikir.web.look import CODE_LENGTH

__all__ = [
    "Account",
    "Attestation",
    "BlockList",
    "Claim",
    "Departure",
    "Document",
    "Filter",
    "Invitation",
    "KeptHandle",
    "Line",
    "MailDomain",
    "OldHandle",
    "Operator",
    "Profile",
    "ProfileLink",
    "Register",
    "Relation",
    "Session",
    "SquareRole",
    "User",
    "Voice",
]


class AccountQuerySet(models.QuerySet["Account"]):
    """The vocabulary of reading accounts."""

    def local(self) -> Self:
        """Accounts of this square."""
        return self.filter(host="")

    def active(self) -> Self:
        """Accounts that may speak and be seen."""
        return self.filter(state=AccountState.ACTIVE)

    def by_handle(self, handle: str) -> Self:
        """The local account with this handle, whatever the case of its letters; not what someone left behind."""
        return self.local().filter(handle_key=handle.lower()).exclude(state=AccountState.LEFT)


class Account(models.Model):
    """Everyone and everything that speaks or gathers; local, or remote with a host; claimed when a user acts for it."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    kind = models.CharField(max_length=12, choices=AccountKind.choices, default=AccountKind.PERSON)
    handle = models.CharField(max_length=HANDLE_LENGTH)
    handle_key = models.GeneratedField(
        expression=Lower("handle"), output_field=models.CharField(max_length=HANDLE_LENGTH), db_persist=True
    )
    host = models.CharField(max_length=253, blank=True, default="")  # empty: this square
    name = models.CharField(max_length=NAME_LENGTH)
    sort_key = SortKeyField(blank=True, default="")  # of the name; no database sorts Kazakh right
    bio = models.TextField(max_length=BIO_LENGTH, blank=True, default="")
    language = models.CharField(max_length=8, default="kk")  # of the bio, and of mail when the user has not chosen
    picture = models.CharField(max_length=64, blank=True, default="")  # base name; media keeps the files
    picture_alt = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=12, choices=AccountState.choices, default=AccountState.ACTIVE)
    state_reason = models.TextField(blank=True, default="")  # told to the account's own people
    claimed = models.BooleanField(default=True)  # false: made by an import, nobody acts for it yet
    # Each with a default of the database too: the version before this one still makes accounts beside it.
    follow_policy = models.CharField(
        max_length=8, choices=FollowPolicy.choices, default=FollowPolicy.ANYONE, db_default=FollowPolicy.ANYONE
    )
    mentions_from = models.CharField(
        max_length=8, choices=Circle.choices, default=Circle.EVERYONE, db_default=Circle.EVERYONE
    )
    writes_from = models.CharField(  # comments now, messages later
        max_length=8, choices=Circle.choices, default=Circle.EVERYONE, db_default=Circle.EVERYONE
    )
    hides_follows = models.BooleanField(default=False, db_default=False)
    hides_from_search = models.BooleanField(default=False, db_default=False)  # from the search engines of others
    mandates = models.TextField(blank=True, default="", db_default="")  # public positions; see ``badges``
    created_at = models.DateTimeField()

    objects: ClassVar = AccountQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handle_key", "host"], name="account_handle_unique")]
        indexes = [models.Index(fields=["kind", "sort_key"], name="account_kind_sort")]

    @property
    def suspended(self) -> bool:
        """Whether the account may not speak."""
        return self.state == AccountState.SUSPENDED

    @property
    def left(self) -> bool:
        """Whether whoever spoke through it left; what they said may still stand."""
        return self.state == AccountState.LEFT

    @property
    def shown_name(self) -> str:
        """The name, or what stands in its place, in the reader's language."""
        return str(LEFT_NAME) if self.left else self.name

    @property
    def bare_name(self) -> str:
        """The name as it stands inside quotation marks."""
        return unquoted(self.name)

    @property
    def is_person(self) -> bool:
        """Persons are drawn round, everything else square."""
        return self.kind == AccountKind.PERSON


class UserManager(BaseUserManager["User"]):
    """Looks users up by e-mail, as sign-in does."""


class User(AbstractBaseUser):
    """Someone who signs in. Speaks through ``account``, the own person account, and those of ``Operator`` rows."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    email = models.EmailField(unique=True)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="user")
    language = models.CharField(max_length=8, default="kk")  # of mail and notices
    # A code of web.look; empty: never chosen. The version before this one still makes users beside it.
    look = models.CharField(max_length=CODE_LENGTH, blank=True, default="", db_default="")
    # Between these hours of the square's day no letter about notices goes out; both or none.
    quiet_from = models.PositiveSmallIntegerField(null=True)
    quiet_until = models.PositiveSmallIntegerField(null=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar = UserManager()


class SquareRole(models.Model):
    """A role that a user holds for the whole square."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=12, choices=Role.choices)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="square_role_unique")]


class Operator(models.Model):
    """A user who acts for an account that is not the own one."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="operated")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="operators")
    role = models.CharField(max_length=12, choices=OperatorRole.choices, default=OperatorRole.OWNER)
    since = models.DateTimeField()
    shown = models.BooleanField(default=False, db_default=False)  # named on the account's page, by their own will
    position = models.CharField(max_length=POSITION_LENGTH, blank=True, default="", db_default="")  # as what

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "account"], name="operator_unique")]


class Invitation(models.Model):
    """A user is asked to act for an account. Gone once it is answered."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=12, choices=OperatorRole.choices)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")  # who hears the answer
    since = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "account"], name="invitation_unique")]


class Voice(models.Model):
    """As which account a user last spoke in a place; rooms above name the places."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="voices")
    place = models.CharField(max_length=30)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="voice_unique")]


class Session(AbstractBaseSession):
    """One browser's stay. What is inside also tells from what device and when it was begun."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")  # null: a guest
    seen_at = models.DateTimeField(default=timezone.now)  # rounded: see kinds.SEEN_EVERY

    @classmethod
    @override
    def get_session_store_class(cls) -> type[SessionStore]:
        """Return what reads and writes these rows."""
        return SessionStore
