"""An office that is not here yet answers by a link in a letter to its public address.

A link proves one thing: somebody reads the mailbox that the register names. So what comes by it is said in the name of
the office and of that mailbox, and the public is told the domain of the address beside each act. Whoever takes the
office over ends all its links by that.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from pikir.audit.actions import record
from pikir.mail.actions import send_mail
from pikir.offices.models import Office
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.actions.answering import keep_draft, publish_draft
from pikir.offices.questions.facts import Given
from pikir.offices.questions.letters.addresses import reply_address
from pikir.offices.questions.letters.models import LinkedAct, OfficeLink
from pikir.offices.questions.letters.offers import office_of, part_for
from pikir.offices.questions.letters.tokens import make_office_link, office_tag, office_until
from pikir.offices.questions.models import Answer, Question, QuestionEvent
from pikir.offices.questions.states import AWAITING_ANSWER, Lane, State
from pikir.posts.kinds import Visibility

# What gives an office the turn; what it does itself by its link does not.
_CAUSES = {
    "register", "pass", "assign", "transfer", "reopen", "clarify", "go_on", "send_back", "dispute", "contest",
    "escalate", "restore",
}  # fmt: skip
_WAITS = (AWAITING_ANSWER | {State.DISPUTED}) - {State.CLARIFYING}
RENEWED_AFTER = timedelta(hours=20)  # a link is renewed once a day: each renewal is a letter to somebody else's mailbox


def write_to_office(*, event_id: int) -> None:
    """Send a link to the office that owes the answer now, where nobody acts for it here. Safe to run twice."""
    event = QuestionEvent.objects.select_related("linked").get(pk=event_id)
    question = _question(event.question_id)
    if question.lane != Lane.QUESTION:  # who appeals by law is known to the office: no mailbox is told of them
        return
    if event.act not in _CAUSES or event.number != question.event_count or question.state not in _WAITS:
        return
    if event.act == "assign" and hasattr(event, "linked"):
        return
    office = office_of(question)
    if office.here or not office.mail or office.retired_on:
        return
    with transaction.atomic():
        _send(question, office, event.pk, timezone.now())


def renew_link(*, link: OfficeLink) -> bool:
    """Send a new link to the office's address as the register has it now; false when one went there lately."""
    question, now = _question(link.question_id), timezone.now()
    office = office_of(question)
    if office.here or not office.mail or office.pk != link.office_id or question.state not in _WAITS:
        return False
    with transaction.atomic():
        Question.objects.select_for_update().get(pk=question.pk)  # two who ask at once are told apart
        if OfficeLink.objects.filter(question=question, made_at__gt=now - RENEWED_AFTER).exists():
            return False
        _send(question, office, None, now)
    return True


def revoke_link(*, link: OfficeLink, actor_id: int | None = None) -> None:
    """End a link, by whoever has it or by an operator."""
    with transaction.atomic():
        if OfficeLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
            account_id = link.office_id
            record(actor=actor_id, verb="revoke_link", kind="post", object_id=link.question_id, account_id=account_id)


def act_by_office(*, link: OfficeLink, question: Question, name: str, given: Given) -> QuestionEvent:
    """Act in the part that the office has; the event says that it came by the link. Raises ActError."""
    with transaction.atomic():
        event = act(question.pk, name, part=part_for(question, name), given=given)
        _tell(link, event, None)
    return event


def draft_by_office(*, link: OfficeLink, question: Question, given: dict[str, Any]) -> Answer:
    """Keep the draft of the office's answer. Nobody but who has the link reads it."""
    with transaction.atomic():
        answer = keep_draft(question=question, given=given, drafter_id=None, at=timezone.now())
        record(actor=None, verb="draft_answer", kind="post", object_id=question.pk, account_id=link.office_id)
    return answer


def sign_by_office(*, link: OfficeLink, question: Question) -> Answer:
    """Publish the draft as the answer of the office. Raises ActError for one that is not complete."""
    with transaction.atomic():
        answer, events = publish_draft(question=question, part=part_for(question, "answer"))
        for event in events:
            _tell(link, event, answer if event is events[0] else None)
        record(actor=None, verb="sign_answer", kind="post", object_id=question.pk, account_id=link.office_id)
    return answer


def _tell(link: OfficeLink, event: QuestionEvent, answer: Answer | None) -> None:
    LinkedAct.objects.create(event=event, answer=answer, link=link, domain=link.domain)


def _send(question: Question, office: Office, event_id: int | None, now: datetime) -> None:
    """Make a link, end those before it, write the letter."""
    if event_id and OfficeLink.objects.filter(question=question, event_id=event_id).exists():
        return
    OfficeLink.objects.filter(question=question, revoked_at=None).update(revoked_at=now)
    link = OfficeLink.objects.create(
        question=question, office=office, event_id=event_id, address=office.mail, made_at=now, until=office_until(now)
    )
    language, secret = office.account.language, question.post.visibility == Visibility.PRIVATE
    reply = reply_address(office_tag(link.pk, link.address))
    with translation.override(language):
        token = make_office_link(link.pk, link.address)
        context = {
            "office": office.name,
            "number": question.number,
            "title": "" if secret else question.post.title,
            "due": date_format(question.due, "DATE_FORMAT") if question.due else "",
            "address": settings.SQUARE_URL + reverse("question-office-letter", args=[token]),
            "page": "" if secret else settings.SQUARE_URL + reverse("question", args=[question.number]),
            "claim": settings.SQUARE_URL + reverse("office-claim", args=[office.account.handle]),
            "until": date_format(timezone.localtime(link.until), "DATE_FORMAT"),
            "reply": reply,
        }
    headers = {"Reply-To": reply} if reply else None
    send_mail(to=link.address, language=language, template="offices/mail/answer", context=context, headers=headers)


def _question(question_id: int) -> Question:
    rows = Question.objects.select_related("post", "office__account", "position", "above__office__account")
    found: Question = rows.get(pk=question_id)
    return found
