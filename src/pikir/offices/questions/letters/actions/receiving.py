"""What becomes of a letter that comes in: once, and only by a secret reply address from the person it was made for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer
from pikir.accounts.models import User
from pikir.accounts.queries import viewer_for
from pikir.kernel.replies import own_words
from pikir.mail.actions import send_mail
from pikir.mail.incoming import Incoming, MailError, read_letter
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.actions.answering import draft_of
from pikir.offices.questions.facts import Given
from pikir.offices.questions.kinds import LINE_LENGTH, WORDS_LENGTH
from pikir.offices.questions.letters.access import office_link, why_over
from pikir.offices.questions.letters.actions.answering import draft_by_office
from pikir.offices.questions.letters.actions.files import Files, forget_pictures, leave_out, take_pictures
from pikir.offices.questions.letters.addresses import tags_in
from pikir.offices.questions.letters.kinds import KEEP_MAIL, REFUSALS
from pikir.offices.questions.letters.models import MailIn, OfficeLink
from pikir.offices.questions.letters.offers import answers_by_link
from pikir.offices.questions.letters.tokens import is_tag_for, make_office_link, read_tag
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.actions import keep_photos
from pikir.offices.questions.states import State
from pikir.posts.kinds import Visibility
from pikir.web.rates import TooFastError, spend


class Fate(StrEnum):
    """What became of a letter."""

    DONE = "done"
    REFUSED = "refused"  # its sender is told why, a few times a day
    TWICE = "twice"  # it came before
    ROBOT = "robot"  # nobody wrote it; nobody is told
    NOBODY = "nobody"  # the address leads nowhere
    BROKEN = "broken"  # too large, too nested, or no letter


class RefusedError(ValueError):
    """A letter is not taken; the message is for its sender, in their language."""


@dataclass(frozen=True, kw_only=True)
class Behind:
    """Whom a reply address was made for: a person and a question, or an office by its link."""

    tag: str
    address: str  # the only one that is ever answered
    language: str
    question: Question
    user: User | None = None
    link: OfficeLink | None = None


def receive(raw: bytes, *, receivers: tuple[str, ...] = (), bounced: bool = False) -> Fate:
    """Take a letter as its bytes came, and do what it asks for; the same one again does nothing.

    Nobody is written to but the address that the reply address was made for: what a letter says of its sender may be
    somebody else's address.
    """
    try:
        letter = read_letter(raw, receivers=receivers, bounced=bounced)
    except MailError:
        return Fate.BROKEN
    behind = next((found for one in letter.receivers for tag in tags_in(one) if (found := _behind(tag))), None)
    if letter.robot:
        return Fate.ROBOT
    return _take_once(letter, behind) if behind else Fate.NOBODY


def is_settled(fate: Fate) -> bool:
    """Whether a letter may be deleted; what leads nowhere or cannot be read is left for an operator to look at."""
    return fate not in {Fate.NOBODY, Fate.BROKEN}


def forget_mail(*, now: datetime) -> None:
    """Forget that letters came; mail servers do not deliver again after so long."""
    MailIn.objects.filter(at__lte=now - KEEP_MAIL).delete()


def _behind(tag: str) -> Behind | None:
    named = read_tag(tag)
    if named is None:
        return None
    if named.link_id:
        link = office_link(named.link_id)
        if link is None or not is_tag_for(tag, link.address):
            return None
        language = link.office.account.language
        return Behind(tag=tag.lower(), address=link.address, language=language, question=link.question, link=link)
    user = User.objects.filter(pk=named.user_id, is_active=True).first()
    question = Question.objects.select_related("post").filter(pk=named.question_id).first()
    if user is None or question is None or not is_tag_for(tag, user.email):
        return None
    return Behind(tag=tag.lower(), address=user.email, language=user.language, question=question, user=user)


def _take_once(letter: Incoming, behind: Behind) -> Fate:
    """The row of the letter is written in the transaction of what it does: whoever is killed in between begins anew."""
    mark = sha256(behind.tag.encode()).hexdigest()
    digest = sha256(f"{letter.key} {mark}".encode()).hexdigest()
    with translation.override(behind.language):
        files = _files_of(letter, behind, digest)
        with transaction.atomic():
            fate = _settle(letter, behind, files, digest, mark)
        if fate != Fate.DONE:
            forget_pictures(files)
    return fate


def _files_of(letter: Incoming, behind: Behind, digest: str) -> Files:
    """Look at files only where the letter will be taken."""
    if not letter.files or MailIn.objects.filter(digest=digest).exists():
        return Files()
    if behind.user is None:
        why = _("Evidence of an answer is named in the draft, by an address that everyone can open.")
        return leave_out(letter.files, why)
    try:
        _words_of(letter, behind)
        _check_asker(behind.question, behind.user.pk)
    except RefusedError:
        return Files()
    account_id = behind.user.account_id
    return take_pictures(letter.files, question=behind.question, account_id=account_id)


def _settle(letter: Incoming, behind: Behind, files: Files, digest: str, mark: str) -> Fate:
    now = timezone.now()
    given = {"fate": Fate.DONE, "tag": mark, "at": now}
    if not MailIn.objects.get_or_create(digest=digest, defaults=given)[1]:
        return Fate.TWICE
    try:
        with transaction.atomic():
            _do(letter, behind, files)
    except PermissionDenied:
        return _refuse(digest, mark, behind, _("This cannot be done with the question as it stands now."), now)
    except (RefusedError, ActError, TooFastError) as fault:
        return _refuse(digest, mark, behind, str(fault), now)
    return Fate.DONE


def _do(letter: Incoming, behind: Behind, files: Files) -> None:
    words = _words_of(letter, behind)
    if behind.link is not None:
        _draft(behind.link, behind.question, words)
    elif behind.user is not None:
        _clarify(viewer_for(behind.user), behind.question, words)
        keep_photos(question=behind.question, photos=files.photos, sender_id=behind.user.pk)
    if behind.link is not None or files.photos or files.left_out:
        context = {"draft": behind.link is not None, "photos": bool(files.photos), "left_out": files.left_out}
        _write(behind, "taken", context)


def _words_of(letter: Incoming, behind: Behind) -> str:
    """What the sender wrote themselves. Raises RefusedError, also where they are not who the address was made for."""
    words = own_words(letter.text)
    if behind.link is not None:
        _check_office(letter, behind.link)
    elif letter.sender != behind.address.lower():
        raise RefusedError(_("It came from another address than the one we write to."))
    if not words:
        raise RefusedError(_("It has no words of your own: write above what you quote."))
    if len(words) > WORDS_LENGTH:
        raise RefusedError(_("It is too long: at most %(maximum)s characters.") % {"maximum": WORDS_LENGTH})
    return words


def _check_office(letter: Incoming, link: OfficeLink) -> None:
    if letter.sender.rpartition("@")[2] != link.domain.lower():
        raise RefusedError(_("It came from another domain than that of the office."))
    if why_over(link):
        raise RefusedError(_("The link of your office does nothing any more."))


def _check_asker(question: Question, user_id: int | None) -> None:
    if question.state != State.CLARIFYING or question.asker_id != user_id:
        raise RefusedError(_("Nothing was asked back that waits for your answer. Comments are written on the page."))


def _clarify(actor: Viewer, question: Question, words: str) -> None:
    _check_asker(question, actor.user_id)
    spend("question_act", actor.account_id or 0)
    act(question.pk, "clarify", actor=actor, given=Given(words=words))


def _draft(link: OfficeLink, question: Question, words: str) -> None:
    """Words of a letter are a draft, never more: the form of an answer is filled in and signed by the link."""
    if not answers_by_link(question):
        raise RefusedError(_("The question does not wait for an answer of your office. Accept it first, by the link."))
    if draft_of(question) is not None:
        raise RefusedError(_("There is a draft already. Go on with it by the link."))
    first, _rest, more = words.partition("\n")
    line = first.strip() if len(first.strip()) <= LINE_LENGTH else ""
    draft_by_office(link=link, question=question, given={"one": line, "checked": more.strip() if line else words})


def _refuse(digest: str, mark: str, behind: Behind, why: str, now: datetime) -> Fate:
    MailIn.objects.filter(digest=digest).update(fate=Fate.REFUSED)
    lately = MailIn.objects.filter(tag=mark, fate=Fate.REFUSED, at__gt=now - timedelta(days=1))
    if lately.count() <= REFUSALS:
        _write(behind, "refused", {"why": why})
    return Fate.REFUSED


def _write(behind: Behind, template: str, words: dict[str, Any]) -> None:
    """Answer a letter; that it is an answer of a program says a header, so that programs leave it unanswered."""
    address = reverse("question", args=[behind.question.number])
    if behind.link is not None:
        address = reverse("question-office-letter", args=[make_office_link(behind.link.pk, behind.link.address)])
    elif behind.question.post.visibility != Visibility.PUBLIC:
        address = reverse("own-questions")
    context = {"number": behind.question.number, "address": settings.SQUARE_URL + address, **words}
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    template = f"offices/mail/mail_{template}"
    send_mail(to=behind.address, language=behind.language, template=template, context=context, headers=headers)
