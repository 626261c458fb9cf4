"""Questions of the town: what was asked, what offices did with it, what the clocks did by themselves."""

import re
from datetime import datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from pikir.accounts.access import Viewer
from pikir.accounts.models import User
from pikir.accounts.queries import viewer_for
from pikir.media.models import Picture
from pikir.offices.models import Office, Position
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.actions.answering import save_draft, sign_answer
from pikir.offices.questions.actions.asking import Asked, ask
from pikir.offices.questions.actions.joining import Piece, propose_join, split
from pikir.offices.questions.actions.judging import judge, support
from pikir.offices.questions.appeals.actions import convert
from pikir.offices.questions.facts import Given
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.kinds import Photo
from pikir.places.models import Territory
from pikir.posts.models import Topic
from pikir.site.demo.appeals import bring_reports, open_registers, register_appeal, wish_of
from pikir.site.demo.looks import look_first, send_back_to_be_mended, take_down
from pikir.site.demo.offices import KEEPER
from pikir.site.demo.reading import SCENE, Town

ANSWER = ("says", "one", "one_kk", "checked", "done", "evidence", "law", "disagree", "addresses")
_PHOTO = re.compile(SCENE.pattern + r"\)")  # stands in the text of the file, beside that of the question
MORNING = time(9, 0)  # when the clocks have done at night what was due

Row = dict[str, Any]  # of the content file


class Builder(Protocol):
    """What was made so far, as ``building`` keeps it."""

    town: Town
    now: datetime
    zone: ZoneInfo
    users: dict[str, User]
    viewers: dict[str, Viewer]
    topics: dict[str, Topic]
    pictures: dict[tuple[str, str], Picture]

    def at(self, text: str) -> datetime:
        """Return a moment of the town's clock."""
        ...


def ask_offices(builder: Builder) -> list[tuple[Question, Row]]:
    """Let people ask, offices answer and clocks run as the files of questions say, each for itself; return them."""
    builder.viewers[KEEPER] = viewer_for(builder.users[KEEPER])  # who acts for every office since they were opened
    formal = {
        row["to"].split("/")[0] for row in builder.town.questions if any(map(wish_of, [row, *row.get("steps", [])]))
    }
    open_registers(Office.objects.select_related("account").filter(code__in=formal), builder.users[KEEPER])
    bring_reports(builder.town.sealed, keeper=builder.users[KEEPER], viewer=builder.viewers[KEEPER])
    known: dict[str, Question] = {}
    rows = sorted(builder.town.questions, key=lambda row: builder.at(row["at"]))
    return [(_live(builder, row, known), row) for row in rows]


def _live(builder: Builder, row: Row, known: dict[str, Question]) -> Question:
    held, topic = row.get("held", False), builder.topics[row["topic"]]
    with look_first(actor=builder.viewers[KEEPER], topic=topic, held=held):
        question = ask(actor=builder.viewers[row["by"]], asked=_asked(builder, row), at=builder.at(row["at"]))
    others = [name for name in sorted(builder.viewers) if name not in {row["by"], KEEPER}]
    for name in others[: row.get("supporters", 0)]:
        support(actor=builder.viewers[name], question=question, at=builder.at(row["at"]) + timedelta(minutes=20))
    known[row.get("key", question.number)] = question
    _take_steps(builder, question, row, known)
    return question


def _take_steps(builder: Builder, question: Question, row: Row, known: dict[str, Question]) -> None:
    for step in row.get("steps", []):
        at = builder.at(step["at"])
        _run_clock(builder, question, at)
        question.refresh_from_db()
        actor = builder.viewers[step.get("by") or (row["by"] if step["act"] in _AUTHORS else KEEPER)]
        match step["act"]:
            case "split":
                _split(builder, question, row, step)
            case "propose_merge":
                propose_join(actor=actor, question=question, into=known[step["into"]], words=step["words"], at=at)
            case "enter":
                register_appeal(actor=actor, question=question, number=step["number"], at=at)
            case "return":
                send_back_to_be_mended(question, reason=step["reason"], words=step["words"], at=at)
            case "remove":
                take_down(question, step, actor=actor, at=at)
            case _:
                _do(builder, question, step, actor, at)
    _run_clock(builder, question, builder.now)


def _split(builder: Builder, question: Question, row: Row, step: Row) -> None:
    """Each part lives on by steps of its own."""
    rows = step["parts"]
    pieces = [Piece(office=_office(part["office"]), about=part["about"]) for part in rows]
    keeper, at = builder.viewers[KEEPER], builder.at(step["at"])
    parts = split(actor=keeper, question=question, pieces=pieces, words=step["words"], at=at)
    for part, given in zip(parts, rows, strict=True):
        _take_steps(builder, part, given | {"by": row["by"]}, {})


def _office(code: str) -> Office:
    return Office.objects.select_related("account").get(code=code)


def _asked(builder: Builder, row: Row) -> Asked:
    office, code = row["to"].split("/")
    return Asked(
        title=row["title"],
        text=_PHOTO.sub("", row["text"]).strip(),
        photos=tuple(_photo(builder, row, scene) for _alt, scene in SCENE.findall(row["text"])),
        topic=builder.topics[row["topic"]],
        territory=Territory.objects.get(code=row.get("place", "KZ-X-SARYBEL")),
        position=Position.objects.select_related("office__account").get(office__code=office, code=code),
        kind=row.get("kind", "information"),
        naming=row.get("naming", "name"),
        private=row.get("private", False),
        language=row["language"],
        appeal=wish_of(row),
    )


def _photo(builder: Builder, row: Row, scene: str) -> Photo:
    return Photo(picture_id=builder.pictures[row["by"], scene].id, everyone=True)


def _run_clock(builder: Builder, question: Question, until: datetime) -> None:
    """Do all that the clock does by itself up to a moment, each on its own morning."""
    question.refresh_from_db()
    while question.next_act and question.next_after:
        morning = datetime.combine(question.next_after + timedelta(days=1), MORNING, builder.zone)
        if morning >= until:
            return
        act(question.pk, question.next_act, at=morning)
        question.refresh_from_db()


def _do(builder: Builder, question: Question, step: Row, actor: Viewer, at: datetime) -> None:
    if step["act"] == "answer":
        given: Row = {name: step.get(name, "") for name in ANSWER}
        given["done_on"] = builder.at(f"{step['done_on']} 00:00").date() if "done_on" in step else None
        save_draft(actor=actor, question=question, given=given, at=at)
        sign_answer(actor=actor, question=question, at=at)
    elif wish := wish_of(step):
        convert(actor=actor, question=question, wish=wish, at=at)
    elif step["act"] == "judge":
        judge(actor=actor, question=question, answered=step["answered"], solved=step["solved"], at=at)
    else:
        act(question.pk, step["act"], actor=actor, given=_given(builder, step), at=at)


_AUTHORS = {
    "judge", "clarify", "send_back", "dispute", "confirm", "settle", "withdraw", "keep", "reopen", "merge",
    "still_yes", "still_no", "still_early", "speak", "convert",
}  # fmt: skip


def _given(builder: Builder, step: Row) -> Given:
    to = step.get("position")
    return Given(
        reason=step.get("reason", ""),
        words=step.get("words", ""),
        to_office=_office(step["office"]) if "office" in step else None,
        to=Position.objects.select_related("office").get(office__code=to.split("/")[0], code=to.split("/")[1])
        if to
        else None,
        until=builder.at(f"{step['until']} 00:00").date() if "until" in step else None,
        evidence=step.get("evidence", False),
    )
