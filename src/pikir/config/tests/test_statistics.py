"""A start drops statistics, and where somebody makes them meanwhile, lists go on finding their rows by index."""

import pytest
from django.db import connection

from pikir.accounts.access import Viewer
from pikir.config.prepare import forget_statistics
from pikir.posts.queries import _NEWEST

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sqlite_alone(db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("statistics help PostgreSQL")


def test_statistics_of_sqlite_are_dropped() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        forget_statistics()
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'sqlite_stat%'")
        assert cursor.fetchone() == (0,)


def test_a_list_walks_through_no_table_after_analyze(alice, post_by) -> None:
    for number in range(60):
        post_by(alice, f"About {number}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    query = _NEWEST.plain(Viewer.guest(), None, limit=20, language="kk", only="", whole=False)
    plan = query.explain()
    forget_statistics()
    assert "USING INDEX post_version_of" in plan
    assert "SCAN U0" not in plan
    assert "SCAN V0" not in plan
