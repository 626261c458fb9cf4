"""Fixtures of every test, in the rooms and in ``tests/``; see ``docs/develop.md``."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings

from harness.network import forbid_network

pytest_plugins = [
    "harness.shared",
    "harness.people",
    "harness.posts",
    "harness.offices",
    "harness.questions",
    "harness.work",
    "harness.inbox",
    "harness.squares",
    "harness.browser",
    "harness.demo",
    "harness.strangers",
]

LANGUAGES = ("kk", "ru", "en")
SQUARES = {"square", "own_square", "empty_square"}  # on the database of the run; ``served`` has its own on SQLite
DATABASE_FIXTURES = {"db", "transactional_db"} | SQUARES
MARKED_BY = {"serve": SQUARES, "browser": {"browser"}}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only tests that touch a database, in one language")


def pytest_configure(config: pytest.Config) -> None:
    forbid_network()
    settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("patient")  # how long an example takes says only how busy the machine is


@pytest.hookimpl(tryfirst=True)  # before marks are looked at to choose tests
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = _fixtures(item)
        for mark, names in MARKED_BY.items():
            if names & fixtures:
                item.add_marker(mark)
    items.sort(key=lambda item: not item.get_closest_marker("serve"))  # the long ones first: nobody waits for the last
    if config.getoption("--database-only"):
        chosen = [item for item in items if _touches_database(item) and not _is_repeated(item)]
        kept = set(chosen)
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = chosen


def _touches_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or not DATABASE_FIXTURES.isdisjoint(_fixtures(item))


def _is_repeated(item: pytest.Item) -> bool:
    """Whether the test says in a second language what it said in the first: a database does not tell them apart."""
    given = getattr(item, "callspec", None)
    return given is not None and given.params.get("lang", LANGUAGES[0]) != LANGUAGES[0]


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    """Each of the three languages in turn."""
    return str(request.param)


@pytest.fixture
def assert_queries() -> Callable[[int], AbstractContextManager[None]]:
    """``with assert_queries(4):`` the block sends exactly four statements; a failure prints them all."""

    @contextmanager
    def watch(expected: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as captured:
            yield
        sent = [query["sql"] for query in captured.captured_queries]
        if len(sent) != expected:
            pytest.fail(f"{len(sent)} statements instead of {expected}:\n" + "\n".join(sent), pytrace=False)

    return watch
