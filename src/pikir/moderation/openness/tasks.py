"""Work on the public log that is done again and again."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from pikir.moderation.openness.actions import close_day


@task
def close_yesterday() -> None:
    """Keep where the log ended when yesterday was over; jobs that come late keep a later end."""
    close_day(day=timezone.localdate() - timedelta(days=1))
