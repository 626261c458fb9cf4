"""What questions say to the rest of the square when it starts."""

from datetime import timedelta


def begin_questions() -> None:
    """Follow what lower rooms tell, let clocks run, give questions a page of their own."""
    from pikir.kernel.events import subscribe
    from pikir.kernel.schedules import register
    from pikir.media.access import register_gate
    from pikir.offices.events import AppointmentChanged, CalendarChanged, QuestionMoved
    from pikir.offices.questions import belongings, handlers, notices, tasks
    from pikir.offices.questions.addresses import own_page
    from pikir.offices.questions.appeals import belongings as appeals
    from pikir.offices.questions.letters.setup import begin_letters
    from pikir.offices.questions.lists.front import longest_overdue
    from pikir.offices.questions.photos.access import held_photos, visible_photos
    from pikir.offices.questions.sealed_reports import notices as sealed_notices
    from pikir.posts.addresses import give_own_page
    from pikir.posts.events import PostMoved
    from pikir.posts.kinds import PostKind
    from pikir.timelines.formulas import add_rule
    from pikir.timelines.kinds import Formula

    add_rule(Formula.OVERDUE, longest_overdue)
    belongings.register_parts()
    appeals.register_parts()
    notices.register_kinds()
    sealed_notices.register_kinds()
    register_gate(visible_photos, held_photos)
    give_own_page(PostKind.QUESTION, own_page)
    subscribe(PostMoved, handlers.on_post_moved)
    subscribe(QuestionMoved, handlers.on_question_moved)
    subscribe(AppointmentChanged, handlers.on_appointment_changed)
    subscribe(CalendarChanged, handlers.on_calendar_changed)
    register("questions.tick", timedelta(minutes=10), tasks.tick)
    begin_letters()
    register("questions.sealed", timedelta(hours=6), tasks.sealed)
