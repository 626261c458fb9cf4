"""Generations of tags: raised on commit, seen by every process."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import transaction

from pikir.web import freshness


def now(*tags: str) -> tuple[int, ...]:
    return freshness.generations(tuple(freshness.slot_of(tag) for tag in tags))


def test_a_touched_tag_has_a_new_generation_and_others_keep_theirs() -> None:
    touched, other = now("post:1"), now("post:2")
    freshness.raise_now("post:1")
    assert now("post:1") != touched
    assert now("post:2") == other


@pytest.mark.django_db(transaction=True)
def test_a_touch_in_a_transaction_waits_for_its_commit() -> None:
    before = now("front")
    with transaction.atomic():
        freshness.touch("front")
        assert now("front") == before
    assert now("front") != before


@pytest.mark.django_db(transaction=True)
def test_a_touch_in_a_transaction_that_is_rolled_back_changes_nothing() -> None:
    before = now("front")
    with transaction.atomic():
        freshness.touch("front")
        transaction.set_rollback(True)
    assert now("front") == before


def test_another_process_is_heard() -> None:
    before = now("newest")
    program = (
        f"from django.conf import settings; settings.configure(RUN_FOLDER={str(settings.RUN_FOLDER)!r});"
        "from pikir.web import freshness; freshness.raise_now('newest')"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert now("newest") == (before[0] + 1,)


def test_handles_count_without_case() -> None:
    assert freshness.slot_of("account:Alice") == freshness.slot_of("account:alice")


def test_the_whole_site_has_a_place_of_its_own() -> None:
    assert freshness.slot_of("site") == 0
    assert all(freshness.slot_of(f"post:{number}") for number in range(20_000))
