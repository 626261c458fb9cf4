"""Work that offices leave to the job worker."""

from django.utils import timezone
from django_tasks import task

from pikir.offices.actions.claiming import forget_old_claims
from pikir.web.freshness import touch


@task(queue_name="urgent")
def new_day() -> None:
    """Have every kept page made anew: who is in office, and which badge stands beside a name, goes by the day."""
    forget_old_claims(now=timezone.now())
    touch("site")
