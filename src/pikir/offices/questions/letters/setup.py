"""What the doors by mail say to the rest of the square when it starts."""

from datetime import time, timedelta


def begin_letters() -> None:
    """Have what ran out and who fell silent forgotten every night, and the box looked into where there is one."""
    from django.conf import settings

    from pikir.kernel.schedules import register
    from pikir.offices.questions.letters import tasks

    register("questions.forget_letters", time(3, 50), tasks.forget)
    register("questions.let_silent_go", time(4, 20), tasks.let_go)
    if settings.MAIL_IN:
        register("questions.collect_letters", timedelta(minutes=1), tasks.collect_letters)
