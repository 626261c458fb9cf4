"""What the doors by mail say to the rest of the square when it starts."""

from datetime import time


def begin_letters() -> None:
    """Have what ran out forgotten every night."""
    from pikir.kernel.schedules import register
    from pikir.offices.questions.letters import tasks

    register("questions.forget_letters", time(3, 50), tasks.forget)
