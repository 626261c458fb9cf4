"""The ``django_tasks`` backend: a job is a row of the caller's transaction."""

import json
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task
from django_tasks.exceptions import InvalidTaskError
from typing_extensions import override

from pikir.jobs import doorbell
from pikir.jobs.kinds import OUTSIDE_QUEUES
from pikir.kernel.ids import make_id

P = ParamSpec("P")
T = TypeVar("T")

# Written out because every public act comes through here: the ORM takes ten times as long.
_INSERT = (
    "INSERT INTO jobs_job (id, task, queue, outside, arguments, created_at, due_at, worker, attempts, error)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, '', 0, '')"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseTask(Task[P, T]):
    """A task, which may say ``outside=True``.

    As a rule a task runs in one transaction with the end of its job, together with others: exactly once. One that
    speaks to the network or takes long runs outside, alone: at least once, so it must be safe to run twice.
    """

    outside: bool = False


class DatabaseBackend(BaseTaskBackend):
    """Stores jobs in ``jobs_job``, from which ``pikir.jobs.worker`` takes them."""

    task_class = DatabaseTask
    supports_defer = True

    @override
    def validate_task(self, task: Task[..., Any]) -> None:
        """Raise InvalidTaskError for a task that no worker could run."""
        super().validate_task(task)
        if task.takes_context:
            raise InvalidTaskError("Tasks have no context here; pass what they need as arguments.")

    @override
    def enqueue(self, task: Task[P, T], args: Any, kwargs: Any) -> TaskResult[T]:
        """Add a job to the caller's transaction. A worker hears of it when the transaction commits."""
        result: TaskResult[T] = TaskResult(
            task=task,
            id=str(make_id()),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        _insert(result)
        transaction.on_commit(doorbell.ring)
        return result


def _is_outside(task: Task[..., Any]) -> bool:
    return getattr(task, "outside", False) or task.queue_name in OUTSIDE_QUEUES


def _insert(result: TaskResult[Any]) -> None:
    task, moment = result.task, connection.ops.adapt_datetimefield_value
    arguments = json.dumps([result.args, result.kwargs], ensure_ascii=False)
    times = (moment(result.enqueued_at), moment(task.run_after or result.enqueued_at))
    row = (int(result.id), task.module_path, task.queue_name, _is_outside(task), arguments, *times)
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, row)
