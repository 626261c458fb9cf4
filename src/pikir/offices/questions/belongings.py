"""What questions add to a person's archive."""

from collections.abc import Callable, Iterator
from typing import IO, Any

from django.utils.translation import gettext

from pikir.kernel.belongings import Owner, Part, register
from pikir.media.belongings import path_of, picture_files
from pikir.media.models import Picture
from pikir.offices.questions.models import Question, QuestionEvent, QuestionSupport, Verdict
from pikir.offices.questions.photos.models import QuestionPhoto


def register_parts() -> None:
    """Make the parts of questions known."""
    register(Part(name="questions", title=lambda: gettext("Questions you asked"), rows=_asked))
    title = lambda: gettext("Photos you sent with questions")  # noqa: E731  # in the language of the archive
    register(Part(name="question_photos", title=title, rows=_photos, files=_photo_files))
    register(Part(name="question_acts", title=lambda: gettext("What you did with questions"), rows=_acts))
    register(Part(name="question_supports", title=lambda: gettext("Questions you supported"), rows=_supports))
    register(Part(name="question_verdicts", title=lambda: gettext("What you said of answers"), rows=_verdicts))


def _asked(owner: Owner) -> Iterator[dict[str, Any]]:
    for one in Question.objects.filter(asker_id=owner.user_id).select_related("post").order_by("pk").iterator():
        said = {"number": one.number, "title": one.post.title, "text": one.post.source, "named": one.naming}
        yield said | {"state": one.state, "outcome": one.outcome, "asked_at": one.asked_at}


def _photos(owner: Owner) -> Iterator[dict[str, Any]]:
    found = QuestionPhoto.objects.filter(sender_id=owner.user_id).select_related("question", "picture").order_by("pk")
    for one in found.iterator():
        yield {"question": one.question.number, "alt": one.picture.alt, "file": path_of(one.picture.name)}


def _photo_files(owner: Owner) -> Iterator[tuple[str, Callable[[], IO[bytes]]]]:
    """Those that an account of the question alone holds; the others are among the pictures."""
    sent = QuestionPhoto.objects.filter(sender_id=owner.user_id).values("picture_id")
    return picture_files(Picture.objects.filter(id__in=sent).exclude(account_id=owner.account_id))


def _acts(owner: Owner) -> Iterator[dict[str, Any]]:
    found = QuestionEvent.objects.filter(actor_id=owner.user_id).select_related("question").order_by("pk")
    for one in found.iterator():
        yield {"question": one.question.number, "act": one.act, "part": one.part, "words": one.words, "at": one.at}


def _supports(owner: Owner) -> Iterator[dict[str, Any]]:
    found = QuestionSupport.objects.filter(user_id=owner.user_id).select_related("question").order_by("pk")
    for one in found.iterator():
        yield {"question": one.question.number, "at": one.at}


def _verdicts(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Verdict.objects.filter(user_id=owner.user_id).select_related("question").order_by("pk")
    for one in found.iterator():
        yield {"question": one.question.number, "answered": one.answered, "solved": one.solved, "at": one.at}
