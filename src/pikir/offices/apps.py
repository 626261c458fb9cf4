"""Registration of the room with Django."""

from datetime import time

from django.apps import AppConfig
from typing_extensions import override


class OfficesConfig(AppConfig):
    """Institutions and who is responsible."""

    name = "pikir.offices"
    label = "offices"

    @override
    def ready(self) -> None:
        """Let go of those who leave; renew at midnight the pages that name who is in office."""
        from pikir.accounts.events import AccountLeft
        from pikir.kernel.events import subscribe
        from pikir.kernel.schedules import register
        from pikir.offices import belongings, handlers, notices, tasks
        from pikir.offices.questions.setup import begin_questions

        belongings.register_parts()
        notices.register_kinds()
        subscribe(AccountLeft, handlers.on_account_left)
        register("offices.new_day", time(0, 0), tasks.new_day)
        begin_questions()
