"""A start drops statistics that mislead the planner of SQLite."""

import pytest
from django.db import connection

from pikir.config.prepare import forget_statistics


@pytest.mark.django_db
def test_statistics_of_sqlite_are_dropped() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("statistics help PostgreSQL")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        forget_statistics()
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'sqlite_stat%'")
        assert cursor.fetchone() == (0,)
