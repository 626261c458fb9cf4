"""Schedules: rows that follow the code and are caught up once."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from pikir.jobs import schedules
from pikir.jobs.models import Job, Schedule
from pikir.jobs.queries import all_schedules
from pikir.jobs.tests import tasks
from pikir.kernel import schedules as kernel
from pikir.kernel.schedules import Plan, register

NOW = datetime(2026, 3, 10, 12, 30, tzinfo=UTC)
ALMATY = ZoneInfo("Asia/Almaty")  # UTC+5


@pytest.fixture(autouse=True)
def no_other_plans(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(kernel, "_plans", {})
    return


def jobs() -> list[str]:
    return [job.task.rpartition(".")[2] for job in Job.objects.order_by("due_at", "id")]


def test_an_interval_counts_from_a_fixed_moment() -> None:
    hourly = Plan(name="x", every=timedelta(hours=1), task=tasks.fail_outside)
    assert hourly.next_after(NOW, ALMATY) == datetime(2026, 3, 10, 13, tzinfo=UTC)
    assert hourly.next_after(datetime(2026, 3, 10, 13, tzinfo=UTC), ALMATY) == datetime(2026, 3, 10, 14, tzinfo=UTC)


def test_a_daily_time_is_the_squares_own() -> None:
    nightly = Plan(name="x", every=time(3, 40), task=tasks.fail_outside)
    assert nightly.next_after(NOW, ALMATY) == datetime(2026, 3, 11, 3, 40, tzinfo=ALMATY)
    that_night = datetime(2026, 3, 10, 22, tzinfo=UTC)
    assert nightly.next_after(that_night, ALMATY) == datetime(2026, 3, 11, 3, 40, tzinfo=ALMATY)
    at_the_moment = datetime(2026, 3, 11, 3, 40, tzinfo=ALMATY)
    assert nightly.next_after(at_the_moment, ALMATY) == datetime(2026, 3, 12, 3, 40, tzinfo=ALMATY)


@pytest.mark.django_db
def test_a_scheduled_task_runs_at_its_time_and_not_before() -> None:
    register("hourly", timedelta(hours=1), tasks.fail_outside)
    schedules.store_plans(NOW)
    assert schedules.enqueue_due(NOW + timedelta(minutes=29)) == 0
    assert schedules.enqueue_due(NOW + timedelta(minutes=30)) == 1
    assert schedules.enqueue_due(NOW + timedelta(minutes=31)) == 0


@pytest.mark.django_db
def test_missed_runs_are_caught_up_once_in_the_order_they_were_planned() -> None:
    register("every six hours", timedelta(hours=6), tasks.fail_at_commit)
    register("hourly", timedelta(hours=1), tasks.fail_outside)
    schedules.store_plans(NOW)
    assert schedules.enqueue_due(NOW + timedelta(days=3)) == 2
    assert jobs() == ["fail_outside", "fail_at_commit"]
    assert schedules.enqueue_due(NOW + timedelta(days=3)) == 0
    assert [row.next_at > NOW + timedelta(days=3) for row in all_schedules()] == [True, True]


@pytest.mark.django_db
def test_a_restart_forgets_nothing() -> None:
    register("hourly", timedelta(hours=1), tasks.fail_outside)
    schedules.store_plans(NOW)
    schedules.store_plans(NOW + timedelta(days=1))
    assert schedules.enqueue_due(NOW + timedelta(days=1)) == 1
    assert Schedule.objects.get().last_at == NOW + timedelta(days=1)


@pytest.mark.django_db
def test_a_new_plan_may_begin_at_once_and_then_keeps_its_rhythm() -> None:
    register("hourly", timedelta(hours=1), tasks.fail_outside, at_once=True)
    schedules.store_plans(NOW)
    assert schedules.enqueue_due(NOW) == 1
    schedules.store_plans(NOW)
    assert schedules.enqueue_due(NOW + timedelta(seconds=1)) == 0


@pytest.mark.django_db
def test_rows_follow_the_code() -> None:
    register("a", timedelta(hours=1), tasks.fail_outside)
    register("b", timedelta(hours=1), tasks.fail_outside)
    schedules.store_plans(NOW)
    del kernel._plans["b"]
    register("a", timedelta(days=1), tasks.fail_outside)
    schedules.store_plans(NOW)
    row = Schedule.objects.get()
    assert (row.name, row.plan, row.next_at) == ("a", "every 86400 s", datetime(2026, 3, 11, tzinfo=UTC))
