"""Asking: a number at once, the text as a post, the first steps of the machine."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pikir.accounts.access import Viewer, require, user_of
from pikir.accounts.actions import create_account
from pikir.accounts.kinds import AccountKind
from pikir.accounts.models import Account
from pikir.audit.actions import record
from pikir.kernel.languages import LANGUAGES, guess_language
from pikir.offices.holders import holder_of, leaders_of
from pikir.offices.models import Position
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.actions.lanes import Wish, keep_appeal
from pikir.offices.questions.actions.profiles import profile_for
from pikir.offices.questions.facts import Given
from pikir.offices.questions.kinds import Kind, Naming
from pikir.offices.questions.models import Question, QuestionCounter
from pikir.offices.questions.photos.actions import keep_photos
from pikir.offices.questions.photos.kinds import Photo
from pikir.offices.questions.states import Lane, Part
from pikir.places.models import Territory
from pikir.posts.actions.questions import ask_in_public
from pikir.posts.actions.writing import Draft
from pikir.posts.kinds import PostKind, Visibility
from pikir.posts.kinds import State as PostState
from pikir.posts.topics import Topic

ALIAS_BYTES = 6  # of a handle nobody has to type; twelve signs never meet


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody fills in who asks."""

    title: str
    text: str
    topic: Topic
    territory: Territory
    position: Position
    kind: str = Kind.INFORMATION
    naming: str = Naming.NAME
    private: bool = False
    appeal: Wish | None = None  # by the formal lane
    photos: tuple[Photo, ...] = ()
    language: str = ""


def ask(*, actor: Viewer, asked: Asked, at: datetime | None = None, alias_id: int | None = None) -> Question:
    """Ask a position: the question has its number at once and is with its holder unless a moderator has to look first.

    ``alias_id`` is an account that was made for this question before, with its photo. Raises PermissionDenied,
    TextError for the text, or ActError where an open question of the actor says the same.
    """
    require(actor.signed_in and not actor.suspended)
    now = at or timezone.now()
    language = asked.language or guess_language(f"{asked.title}\n{asked.text}", actor.language or "kk")
    draft = Draft(
        kind=PostKind.QUESTION,
        title=asked.title,
        source=asked.text,
        language=language,
        visibility=Visibility.PRIVATE if asked.private else Visibility.PUBLIC,
        topics=(asked.topic.name,),
    )
    with transaction.atomic():
        account_id = alias_id or _voice(actor, asked.naming, language, now)
        post = ask_in_public(
            account_id=account_id,
            keeper_id=alias_id or actor.account_id or 0,
            audience_id=asked.position.office_id,
            draft=draft,
            at=at,
        )
        question = _keep(user_of(actor), post.pk, asked, now)
        keep_photos(question=question, photos=asked.photos, sender_id=question.asker_id)
        if asked.appeal:
            keep_appeal(question.pk, asked.appeal, now)
        act(question.pk, "ask", actor=actor, at=now)
        if post.state == PostState.PUBLISHED or asked.appeal:  # an appeal is taken whatever becomes of its text
            act(question.pk, "register", given=Given(clean=True), at=now)
            send_to_holder(question.pk, at=now)
        if account_id == actor.account_id:  # of an alias no other room learns whose it is
            record(actor=actor.user_id, verb="ask_question", kind="post", object_id=post.pk, account_id=account_id)
    question.refresh_from_db()
    return question


def release(question_id: int, *, at: datetime | None = None) -> None:
    """Register a question whose text a moderator let out, and send it to its holder."""
    act(question_id, "pass", part=Part.MODERATOR, at=at)
    send_to_holder(question_id, at=at)


def send_to_holder(question_id: int, *, at: datetime | None = None) -> None:
    """Route a question to who holds its position, or to who leads the office; without both it waits for a registrar."""
    question = Question.objects.select_related("position__office").get(pk=question_id)
    today = timezone.localdate(at)
    holder = holder_of(question.position, today)
    if holder.vacant:
        instead = leaders_of([question.position], today).get(question.position_id)
        if instead is None or instead.position.office_id != question.office_id:
            return
        holder = instead
    act(question_id, "assign", given=Given(to=holder.position), at=at)


def _keep(user_id: int, post_id: int, asked: Asked, now: datetime) -> Question:
    office = asked.position.office
    lane = Lane.APPEAL if asked.appeal else Lane.QUESTION
    profile = profile_for(office, lane)
    year = timezone.localdate(now).year
    made: Question = Question.objects.create(
        post_id=post_id,
        year=year,
        serial=next_serial(year),
        lane=lane.value,
        kind=asked.kind,
        naming=asked.naming,
        asker_id=user_id,
        topic_id=asked.topic.pk,
        territory_id=asked.territory.pk,
        office_id=office.pk,
        position_id=asked.position.pk,
        terms=profile.terms,
        calendar=asked.territory.country.lower(),
        zone=timezone.get_current_timezone_name(),
        closes=profile.closes,
        asked_at=now,
        last_at=now,
    )
    return made


def next_serial(year: int) -> int:
    """Return the next number of a year. Its row is locked until the question stands: no gap, and none twice."""
    QuestionCounter.objects.get_or_create(year=year)
    counter = QuestionCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return int(counter.last)


def _voice(actor: Viewer, naming: str, language: str, now: datetime) -> int:
    """The account that speaks: the own one, or one made for this question alone."""
    own = actor.account_id or 0
    if naming == Naming.NAME:
        return own
    return make_alias(Account.objects.get(id=own).name, naming, language, now).pk


def make_alias(name: str, naming: str, language: str, now: datetime) -> Account:
    """Make an account that speaks in one question alone; the public sees of the name what ``naming`` says."""
    known = language if language in LANGUAGES else "kk"
    with override(known):
        shown = {Naming.NAME: name, Naming.INITIALS: initials(name)}.get(Naming(naming)) or _("A resident")
    return create_account(
        actor=None,
        kind=AccountKind.PERSON,
        handle=f"asks_{token_hex(ALIAS_BYTES)}",
        name=shown,
        language=known,
        claimed=False,
        at=now,
    )


def initials(name: str) -> str:
    """Return the first letters of the words of a name."""
    return " ".join(f"{word[0]}." for word in name.split() if word[0].isalpha())[:12] or name[:1]
