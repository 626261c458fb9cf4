"""Jobs that wait, run or are parked, and the schedules that make them."""

import json
from typing import Any, Self

from django.db import models

from pikir.kernel.ids import make_id


class JobQuerySet(models.QuerySet["Job"]):
    """The vocabulary of reading jobs."""

    def parked(self) -> Self:
        """Jobs that failed too often and wait for an operator."""
        return self.filter(due_at=None)

    def held(self) -> Self:
        """Jobs in the hands of a worker, or of one that died a short while ago."""
        return self.exclude(worker="")

    def waiting(self) -> Self:
        """Jobs that a worker will take, now or later."""
        return self.filter(due_at__isnull=False, worker="")


class Job(models.Model):
    """One call of a task. The row goes away when the call has succeeded.

    ``due_at`` carries the whole life: when the job may be taken; while a worker holds it, when the lease ends and it
    may be taken again; never (None) when it is parked.
    """

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    task = models.CharField(max_length=200)  # dotted name
    queue = models.CharField(max_length=20)
    outside = models.BooleanField()  # runs alone and outside a transaction
    arguments = models.TextField()  # JSON: positional and named
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True, default="")  # who holds the lease
    attempts = models.PositiveSmallIntegerField(default=0)  # begun, whether they failed or the worker died
    error = models.TextField(blank=True, default="")  # kind and place of the last fault, never its message

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["queue", "due_at", "id"], name="job_due")]

    @property
    def call(self) -> tuple[list[Any], dict[str, Any]]:
        """Positional and named arguments of the task."""
        positional, named = json.loads(self.arguments)
        return positional, named


class Schedule(models.Model):
    """When a task runs next. What is scheduled is said in code; this row remembers how far it got."""

    name = models.CharField(max_length=80, primary_key=True)
    plan = models.CharField(max_length=40)  # as text; another plan starts anew
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
