"""Work that offices leave to the job worker."""

from django_tasks import task

from pikir.web.freshness import touch


@task(queue_name="urgent")
def new_day() -> None:
    """Have every kept page made anew: who is in office, and which badge stands beside a name, goes by the day."""
    touch("site")
