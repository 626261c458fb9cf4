"""What the operator sees of jobs and does with parked ones."""

from dataclasses import dataclass, field

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from pikir.jobs import actions, leases, queries
from pikir.jobs.events import ParkedJobDropped, ParkedJobRetried
from pikir.jobs.kinds import ATTEMPTS
from pikir.jobs.models import Job
from pikir.jobs.tests import tasks
from pikir.jobs.tests.tasks import marks
from pikir.jobs.worker import run_pending
from pikir.kernel import events

pytestmark = pytest.mark.django_db


@dataclass
class Person:
    user_id: int | None = 7
    roles: list[str] = field(default_factory=list)

    def has(self, role: str) -> bool:
        return role in self.roles


OPERATOR = Person(roles=["operator"])


def park(name: str) -> int:
    job_id = int(tasks.leave_mark.enqueue(name).id)
    Job.objects.filter(id=job_id).update(due_at=None, attempts=ATTEMPTS, error="some.Error")
    return job_id


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    found: list[object] = []
    for kind in (ParkedJobRetried, ParkedJobDropped):
        monkeypatch.setitem(events._handlers, kind, [found.append])
    return found


def test_jobs_are_counted_by_state() -> None:
    for name in ("a", "b", "c", "d"):
        tasks.do_nothing.enqueue(name)
    oldest = Job.objects.order_by("due_at").first()
    park("e")
    Job.objects.filter(id=Job.objects.waiting().latest("id").id).update(worker="someone:1")
    counts = queries.count_jobs()
    assert (counts.waiting, counts.running, counts.parked) == (3, 1, 1)
    assert oldest is not None
    assert counts.oldest_due == oldest.due_at


def test_parked_jobs_are_listed_newest_first_in_pages() -> None:
    parked = [park(name) for name in "abc"]
    page = queries.parked_jobs(limit=2)
    assert [job.id for job in page.items] == [parked[2], parked[1]]
    assert [job.id for job in queries.parked_jobs(before=page.older, limit=2).items] == [parked[0]]


def test_a_retried_job_runs_again_with_all_its_attempts(heard: list[object]) -> None:
    job_id = park("a")
    actions.retry_parked(actor=OPERATOR, job_id=job_id)
    assert heard == [ParkedJobRetried(job_id=job_id, task="pikir.jobs.tests.tasks.leave_mark", user_id=7)]
    assert run_pending() == 1
    assert marks() == ["a"]


def test_a_dropped_job_is_gone(heard: list[object]) -> None:
    job_id = park("a")
    actions.drop_parked(actor=OPERATOR, job_id=job_id)
    assert heard == [ParkedJobDropped(job_id=job_id, task="pikir.jobs.tests.tasks.leave_mark", user_id=7)]
    assert not Job.objects.exists()


@pytest.mark.parametrize("act", [actions.retry_parked, actions.drop_parked])
def test_only_operators_decide_about_parked_jobs(act: object) -> None:
    job_id = park("a")
    with pytest.raises(PermissionDenied):
        act(actor=Person(roles=["editor"]), job_id=job_id)
    assert Job.objects.parked().exists()


@pytest.mark.parametrize("act", [actions.retry_parked, actions.drop_parked])
def test_a_job_that_is_not_parked_is_not_touched(act: object) -> None:
    job_id = int(tasks.do_nothing.enqueue(1).id)
    leases.claim("someone:1", ["default"], timezone.now())
    with pytest.raises(Http404):
        act(actor=OPERATOR, job_id=job_id)
    assert Job.objects.get().worker == "someone:1"
