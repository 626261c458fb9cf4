"""The people of the tests: alice, bob and carol speak for themselves; the operator and the editor hold a role."""

from collections.abc import Callable, Iterable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account, Operator, SquareRole, User

PASSWORD = "a long pass phrase"


def make_person(handle: str, *, name: str = "", roles: Iterable[str] = (), language: str = "en") -> Account:
    """An account of kind person with its user, e-mail confirmed, password ``PASSWORD``."""
    now = timezone.now()
    account = Account.objects.create(handle=handle, name=name or handle.title(), language=language, created_at=now)
    user = User(email=f"{handle}@example.org", account=account, language=language, created_at=now)
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    SquareRole.objects.bulk_create(SquareRole(user=user, role=role, given_at=now) for role in roles)
    return account


def make_organisation(handle: str, *operators: Account, kind: str = "organisation", name: str = "") -> Account:
    """An account without a user of its own, for which the users of ``operators`` act."""
    now = timezone.now()
    account = Account.objects.create(kind=kind, handle=handle, name=name or handle.title(), created_at=now)
    Operator.objects.bulk_create(Operator(user=person.user, account=account, since=now) for person in operators)
    return account


def viewer_of(account: Account) -> Viewer:
    """The viewer that a request of this person would carry."""
    user = account.user
    return Viewer(
        user_id=user.pk,
        account_id=account.pk,
        handle=account.handle,
        name=account.name,
        language=user.language,
        suspended=account.suspended,
        operates=frozenset({account.pk, *user.operated.values_list("account_id", flat=True)}),
        roles=frozenset(user.roles.values_list("role", flat=True)),
    )


@pytest.fixture
def person(db: None) -> Callable[..., Account]:
    """Makes a person: ``person("dana", roles=["moderator"])``."""
    return make_person


@pytest.fixture
def organisation(db: None) -> Callable[..., Account]:
    """Makes an organisation: ``organisation("gazette", alice)``."""
    return make_organisation


@pytest.fixture
def viewer_for(db: None) -> Callable[[Account], Viewer]:
    """Makes the viewer of a person: ``viewer_for(alice)``."""
    return viewer_of


@pytest.fixture
def client_for(db: None) -> Callable[[Account | None], Client]:
    """Makes a test client signed in as this person, or a guest's for None."""

    def make(account: Account | None = None) -> Client:
        client = Client()
        if account:
            client.force_login(account.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def alice(db: None) -> Account:
    """A person."""
    return make_person("alice")


@pytest.fixture
def bob(db: None) -> Account:
    """Another person."""
    return make_person("bob")


@pytest.fixture
def carol(db: None) -> Account:
    """A third person."""
    return make_person("carol")


@pytest.fixture
def operator(db: None) -> Account:
    """A person who runs the square."""
    return make_person("olga", roles=["operator"])


@pytest.fixture
def moderator(db: None) -> Account:
    """A person who looks after the rules."""
    return make_person("murat", roles=["moderator"])


@pytest.fixture
def editor(db: None) -> Account:
    """A person who keeps the front page."""
    return make_person("erlan", roles=["editor"])
