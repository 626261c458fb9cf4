"""The people of the tests: alice, bob and carol speak for themselves; the operator and the editor hold a role."""

from collections.abc import Callable, Iterable

import pytest
from django.test import Client

from pikir.accounts.access import Viewer
from pikir.accounts.actions import add_operator, create_account, create_user, give_role
from pikir.accounts.models import Account
from pikir.accounts.queries import find_viewer

PASSWORD = "a long pass phrase"


def make_person(handle: str, *, name: str = "", roles: Iterable[str] = (), language: str = "en") -> Account:
    """An account of kind person with its user, e-mail confirmed, password ``PASSWORD``."""
    user = create_user(
        email=f"{handle}@example.org",
        password=PASSWORD,
        handle=handle,
        name=name or handle.title(),
        language=language,
        verified=True,
    )
    for role in roles:
        give_role(actor=None, user_id=user.pk, role=role)
    return user.account


def make_organisation(handle: str, *operators: Account, kind: str = "organisation", name: str = "") -> Account:
    """An account without a user of its own, for which the users of ``operators`` act."""
    account = create_account(actor=None, kind=kind, handle=handle, name=name or handle.title(), language="en")
    for person in operators:
        add_operator(actor=None, account_id=account.pk, user_id=person.user.pk)
    return account


def viewer_of(account: Account | None) -> Viewer:
    """The viewer that a request of this person carries now; a guest's for None."""
    if account is None:
        return Viewer.guest()
    found = find_viewer(user_id=account.user.pk)
    if found is None:
        raise LookupError(f"{account.handle} cannot sign in")
    return found[0]


@pytest.fixture
def person(db: None) -> Callable[..., Account]:
    """Makes a person: ``person("dana", roles=["moderator"])``."""
    return make_person


@pytest.fixture
def organisation(db: None) -> Callable[..., Account]:
    """Makes an organisation: ``organisation("gazette", alice)``."""
    return make_organisation


@pytest.fixture
def viewer_for(db: None) -> Callable[[Account | None], Viewer]:
    """Makes the viewer of a person, or a guest's for None: ``viewer_for(alice)``."""
    return viewer_of


@pytest.fixture
def client_for(db: None) -> Callable[[Account | None], Client]:
    """Makes a test client signed in as this person, or a guest's for None."""

    def make(account: Account | None = None) -> Client:
        client = Client()
        if account:
            client.force_login(account.user)
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
