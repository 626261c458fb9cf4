"""Work of the doors by mail that is left to the job worker. Each may run twice."""

from django.utils import timezone
from django_tasks import task

from pikir.offices.questions.letters.actions.linking import forget_used_links
from pikir.offices.questions.letters.actions.wishing import forget_wishes


@task
def forget() -> None:
    """Forget what ran out: the use of links, what nobody confirmed."""
    now = timezone.now()
    forget_used_links(now=now)
    while forget_wishes(now=now):
        pass
