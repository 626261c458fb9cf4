"""Work of the doors by mail that is left to the job worker. Each may run twice."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from pikir.mail.boxes import collect
from pikir.offices.questions.letters.actions.linking import forget_used_links
from pikir.offices.questions.letters.actions.receiving import forget_mail, is_settled, receive
from pikir.offices.questions.letters.actions.silence import let_silent_go
from pikir.offices.questions.letters.actions.wishing import forget_wishes


@task
def forget() -> None:
    """Forget what ran out: the use of links, what nobody confirmed."""
    now = timezone.now()
    forget_used_links(now=now)
    forget_mail(now=now)
    while forget_wishes(now=now):
        pass


@task(outside=True)
def let_go() -> None:
    """Let go of who has no password and was silent for years; each goes in a transaction of their own."""
    let_silent_go(now=timezone.now())


@task(queue_name="urgent", outside=True)
def collect_letters() -> None:
    """Look into the box for letters to the square; what was taken is deleted there."""
    if settings.MAIL_IN:
        collect(settings.MAIL_IN, lambda raw: is_settled(receive(raw)))
