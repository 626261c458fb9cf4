"""What the site notes of other rooms, and lends them."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.audit.models import Entry
from pikir.jobs.actions import drop_parked, retry_parked
from pikir.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("act", "verb"), [(retry_parked, "retry"), (drop_parked, "drop")])
def test_what_operators_do_with_jobs_is_logged(
    act: Callable[..., None], verb: str, operator: Account, viewer_for: Callable[[Account], Viewer]
) -> None:
    job = Job.objects.create(
        task="some.task", queue="default", outside=False, arguments="[[], {}]", created_at=timezone.now(), due_at=None
    )
    job_id = job.id
    act(actor=viewer_for(operator), job_id=job_id)
    entry = Entry.objects.get(kind="job")
    assert (entry.actor_id, entry.verb, entry.object_id) == (operator.user.pk, verb, job_id)
    assert entry.data == {"task": "some.task"}
