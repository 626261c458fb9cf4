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
        from pikir.offices import belongings, capacities, handlers, notices, tasks
        from pikir.offices.questions.setup import begin_questions
        from pikir.posts.capacities import register_capacities
        from pikir.posts.events import PostPublished

        belongings.register_parts()
        notices.register_kinds()
        register_capacities(capacities.CAPACITIES)
        subscribe(AccountLeft, handlers.on_account_left)
        subscribe(PostPublished, handlers.on_post_published)
        register("offices.new_day", time(0, 0), tasks.new_day)
        begin_questions()
