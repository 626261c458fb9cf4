"""A job's life in one process: enqueued with the transaction, run, tried again, parked."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks.exceptions import InvalidTaskError

from pikir.jobs import leases, runner
from pikir.jobs.backend import DatabaseTask
from pikir.jobs.kinds import ATTEMPTS, BATCH, LEASE, RETRY_WAITS, Queue
from pikir.jobs.models import Job
from pikir.jobs.tests import tasks
from pikir.jobs.tests.tasks import marks
from pikir.jobs.worker import run_pending

pytestmark = pytest.mark.django_db
QUEUES = tuple(Queue)


def claim(worker: str, now: datetime) -> list[Job]:
    return leases.claim(worker, QUEUES, now)


def test_a_job_runs_once_and_leaves_no_row() -> None:
    result = tasks.leave_mark.enqueue("a")
    assert Job.objects.get().id == int(result.id)
    assert run_pending() == 1
    assert marks() == ["a"]
    assert run_pending() == 0
    assert not Job.objects.exists()


def test_enqueueing_rolls_back_with_the_transaction() -> None:
    with transaction.atomic():
        tasks.leave_mark.enqueue("a")
        transaction.set_rollback(True)
    assert run_pending() == 0


def test_what_a_job_enqueues_runs_too() -> None:
    tasks.mark_and_enqueue.enqueue("a")
    assert run_pending() == 2
    assert marks() == ["a"]


def test_the_number_of_jobs_can_be_limited(tmp_path: Path) -> None:
    for line in "abc":
        tasks.write_line.enqueue(str(tmp_path / "lines"), line)
    assert run_pending(limit=2) == 2
    assert Job.objects.count() == 1


def test_urgent_jobs_come_first_and_then_the_oldest(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    tasks.write_alone.enqueue(str(file), "picture")
    tasks.write_line.enqueue(str(file), "first")
    tasks.write_line.enqueue(str(file), "second")
    run_pending()
    assert file.read_text().split() == ["first", "second", "picture"]


def test_a_deferred_job_waits_for_its_time() -> None:
    later = timezone.now() + timedelta(hours=1)
    tasks.leave_mark.using(run_after=later).enqueue("a")
    assert run_pending() == 0
    assert run_pending(now=later) == 1


def test_a_failure_undoes_only_the_job_that_failed() -> None:
    tasks.leave_mark.enqueue("a")
    tasks.mark_and_fail.enqueue("b")
    tasks.leave_mark.enqueue("c")
    run_pending()
    assert marks() == ["a", "c"]
    assert Job.objects.get().attempts == 1


def test_the_kept_error_names_kind_and_place_but_quotes_nothing() -> None:
    tasks.mark_and_fail.enqueue("aigerim")
    run_pending()
    error = Job.objects.get().error
    assert "ValueError" in error
    assert "pikir.jobs.tests.tasks" in error
    assert "mark_and_fail" in error
    assert "aigerim" not in error


@pytest.mark.parametrize("task", [tasks.fail_outside, tasks.mark_and_fail.using()])
def test_retries_wait_longer_each_time_until_the_job_is_parked(task: DatabaseTask[..., None]) -> None:
    task.enqueue(*(["a"] if task.func is tasks.mark_and_fail.func else []))
    now = timezone.now() + timedelta(minutes=1)
    for attempt, wait in enumerate(RETRY_WAITS, 1):
        assert run_pending(now=now) == 1
        job = Job.objects.get()
        assert (job.attempts, job.worker, job.due_at) == (attempt, "", now + wait)
        assert run_pending(now=now + wait - timedelta(seconds=1)) == 0
        now += wait
    assert run_pending(now=now) == 1
    job = Job.objects.get()
    assert (job.due_at, job.attempts) == (None, ATTEMPTS)
    assert run_pending(now=now + timedelta(days=365)) == 0
    assert list(RETRY_WAITS) == sorted(set(RETRY_WAITS))


def test_a_job_that_kills_its_worker_each_time_is_parked() -> None:
    tasks.leave_mark.enqueue("a")
    Job.objects.update(attempts=ATTEMPTS)
    run_pending()
    assert marks() == []
    assert Job.objects.parked().get().error


def test_a_task_that_is_gone_is_a_failure_like_any_other() -> None:
    tasks.leave_mark.enqueue("a")
    Job.objects.update(task="pikir.jobs.tests.tasks.gone")
    run_pending()
    assert "ImportError" in Job.objects.get().error


def test_only_tasks_are_called() -> None:
    tasks.leave_mark.enqueue("a")
    Job.objects.update(task="pikir.jobs.tests.tasks.mark")
    run_pending()
    assert marks() == []
    assert "TypeError" in Job.objects.get().error


def test_a_held_job_is_taken_by_nobody_else_until_the_lease_ends() -> None:
    tasks.leave_mark.enqueue("a")
    now = timezone.now()
    assert len(claim("first", now)) == 1
    assert claim("second", now + LEASE - timedelta(seconds=1)) == []
    assert len(claim("second", now + LEASE)) == 1


def test_a_worker_that_lost_its_lease_changes_nothing() -> None:
    tasks.leave_mark.enqueue("a")
    now = timezone.now()
    [lost] = claim("first", now)
    claim("second", now + LEASE)
    leases.finish([lost], "first")
    leases.postpone(lost, "first", "too late", now)
    leases.give_back([lost], "first", now)
    assert not leases.extend(lost, "first")
    assert leases.lock_held([lost], "first") == []
    job = Job.objects.get()
    assert (job.worker, job.attempts, job.error) == ("second", 2, "")


def test_a_heartbeat_extends_the_lease() -> None:
    tasks.leave_mark.enqueue("a")
    long_ago = timezone.now() - LEASE * 0.9
    Job.objects.update(due_at=long_ago)
    [job] = claim("first", long_ago)
    assert leases.extend(job, "first")
    assert claim("second", long_ago + LEASE) == []


def test_two_who_look_at_once_share_the_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        tasks.leave_mark.enqueue(name)
    now = timezone.now()
    seen = list(Job.objects.order_by("id"))
    assert len(claim("first", now)) == 3
    monkeypatch.setattr(leases, "_due", lambda *_: seen)
    assert claim("second", now) == []


def test_jobs_are_claimed_in_batches_but_failed_ones_alone() -> None:
    for number in range(BATCH + 1):
        tasks.leave_mark.enqueue(str(number))
    now = timezone.now()
    assert len(claim("first", now)) == BATCH
    Job.objects.update(due_at=now, worker="")
    assert len(claim("second", now)) == 1


def test_a_stopping_worker_gives_back_what_it_has_not_begun() -> None:
    tasks.leave_mark.enqueue("a")
    now = timezone.now()
    runner.run(claim("first", now), "first", now, lambda: True)
    job = Job.objects.get()
    assert (job.worker, job.attempts) == ("", 0)


@pytest.mark.django_db(transaction=True)
def test_a_fault_at_the_commit_is_found_and_harms_no_other_job() -> None:
    tasks.leave_mark.enqueue("a")
    tasks.fail_at_commit.enqueue()
    tasks.leave_mark.enqueue("c")
    run_pending()
    assert marks() == ["a", "c"]
    assert "IntegrityError" in Job.objects.get().error


def test_a_batch_costs_a_fixed_number_of_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "BATCH_SECONDS", 600)  # a busy machine would part it

    def statements(jobs: int) -> int:
        for number in range(jobs):
            tasks.do_nothing.enqueue(number)
        with CaptureQueriesContext(connection) as captured:
            run_pending(limit=jobs)
        return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries)

    assert statements(3) == statements(30)


def test_a_task_cannot_ask_for_a_context() -> None:
    with pytest.raises(InvalidTaskError):
        DatabaseTask(func=tasks.wants_context, takes_context=True)
