"""Joining with the same question, and splitting one into parts of which several offices answer each their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.offices.models import Office
from pikir.offices.questions.actions import joins
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.actions.asking import next_serial, send_to_holder
from pikir.offices.questions.actions.lanes import copy_appeal
from pikir.offices.questions.facts import Given
from pikir.offices.questions.kinds import Link
from pikir.offices.questions.models import Question, QuestionEvent, QuestionLink
from pikir.offices.questions.photos.actions import copy_photos
from pikir.offices.questions.queries import head_position
from pikir.posts.actions.questions import ask_in_public
from pikir.posts.actions.writing import Draft
from pikir.posts.kinds import TITLE_LENGTH as POST_TITLE
from pikir.posts.kinds import Visibility

ABOUT_SHOWN = 80  # letters of what a part is about, in a title: half a line of a phone
_BETWEEN = " · "


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One part: the office that answers it, and what of the question it is."""

    office: Office
    about: str


def propose_join(
    *, actor: Viewer, question: Question, into: Question, words: str, at: datetime | None = None
) -> QuestionEvent:
    """Ask the author whether another question is the same matter; their silence lets it be joined. Raises ActError.

    Where many are to be joined with one, this is called for each: every author is asked for themselves.
    """
    return act(question.pk, "propose_merge", actor=actor, given=Given(into=into, words=words), at=at)


def split(
    *, actor: Viewer, question: Question, pieces: Sequence[Piece], words: str, at: datetime | None = None
) -> list[Question]:
    """Make parts of a question: the office that has it leads and answers the whole, the others their part.

    ``words`` are the reason that everyone reads. Each part has a number and a clock of its own that counts from the
    registration of the whole. Raises ActError, or MoveError where the text may not be published again.
    """
    now = at or timezone.now()
    with transaction.atomic():
        event = act(question.pk, "split", actor=actor, given=Given(words=words, pieces=len(pieces)), at=now)
        apart = [at and at + timedelta(milliseconds=place) for place in range(len(pieces))]  # one text a moment
        return [_begin(event.question, piece, now, text_at) for piece, text_at in zip(pieces, apart, strict=True)]


def _begin(whole: Question, piece: Piece, now: datetime, text_at: datetime | None) -> Question:
    position = head_position(piece.office) or whole.position
    part = _copy(whole, piece.about, now, text_at)
    part.office_id, part.position_id = position.office_id, position.pk
    part.save(force_insert=True)
    copy_photos(whole=whole, part=part)
    copy_appeal(whole.pk, part.pk, now)
    QuestionLink.objects.create(question=part, main=whole, kind=Link.PART, about=piece.about, at=now)
    act(part.pk, "split_off", given=Given(zero=whole.zero), at=now)
    joins.bring_supporters(whole, part, now)
    send_to_holder(part.pk, at=now)
    part.refresh_from_db()
    return part


def _copy(whole: Question, about: str, now: datetime, text_at: datetime | None) -> Question:
    """A question in the same words by the same author, without a life of its own yet; its title names the part."""
    text = whole.post
    keeper = Account.objects.filter(user__pk=whole.asker_id or 0).values_list("pk", flat=True).first()
    post = ask_in_public(
        account_id=text.account_id,
        keeper_id=keeper or text.account_id,
        audience_id=text.audience_id or whole.office_id,
        draft=Draft(
            kind=text.kind,
            title=_titled(text.title, about),
            source=text.source,
            language=text.language,
            visibility=Visibility(text.visibility),
            topics=(whole.topic.name,),
        ),
        at=text_at,
    )
    year = timezone.localdate(now).year
    same = ("kind", "naming", "asker_id", "topic_id", "territory_id", "terms", "calendar", "zone", "closes", "lane")
    given = {name: getattr(whole, name) for name in same}
    return Question(post=post, year=year, serial=next_serial(year), asked_at=whole.asked_at, last_at=now, **given)


def _titled(title: str, about: str) -> str:
    """The author's title, cut where both are too long, and behind it what the office was named for."""
    told = Truncator(about).chars(ABOUT_SHOWN)
    return f"{Truncator(title).chars(POST_TITLE - len(told) - len(_BETWEEN))}{_BETWEEN}{told}"
