"""Formal appeals of the town: who makes them, under which number an office keeps them, what else it has under seal."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pikir.accounts.access import Viewer
from pikir.accounts.models import User
from pikir.offices.actions import give_duties
from pikir.offices.kinds import Duty
from pikir.offices.models import Office
from pikir.offices.questions.actions.lanes import Wish
from pikir.offices.questions.appeals.actions import enter
from pikir.offices.questions.appeals.identity import Identity
from pikir.offices.questions.models import Question
from pikir.offices.questions.sealed_reports.access import report_of_code
from pikir.offices.questions.sealed_reports.actions import answer_report, begin_report, set_receiver

Row = dict[str, Any]  # of a content file


def wish_of(row: Row) -> Wish | None:
    """Who makes an appeal, as a row of the content says; None for a public question."""
    given = row.get("appeal")
    if given is None:
        return None
    identity = Identity(name=given["name"], iin="", address=given["address"], contact=given["contact"])
    return Wish(identity=identity, course_public=given["course"])


def open_registers(offices: Iterable[Office], keeper: User) -> None:
    """Let the keeper of every desk keep the registers of some offices too: nobody opens an appeal by another duty."""
    for office in offices:
        give_duties(actor=None, office=office, user_id=keeper.pk, duties=[Duty.HEAD, Duty.REGISTRAR])


def register_appeal(*, actor: Viewer, question: Question, number: str, at: datetime) -> None:
    """Enter an appeal into the register of the office that has it, on the same day."""
    enter(actor=actor, question=question, number=number, on=at.date(), slip=None, at=at)


def bring_reports(told: Row, *, keeper: User, viewer: Viewer) -> None:
    """Have an office receive sealed reports, some come, and one be answered, on the day of building."""
    office = Office.objects.select_related("account").get(code=told["office"])
    duties = [Duty.HEAD, Duty.REGISTRAR, Duty.SEALED]
    give_duties(actor=None, office=office, user_id=keeper.pk, duties=duties)
    set_receiver(actor=viewer, office=office, receives=True)
    for row in told["report"]:
        report = report_of_code(begin_report(office=office, words=row["words"]))
        if report is not None and "answer" in row:
            answer_report(actor=viewer, report=report, words=row["answer"])
