"""Who sees a photo that is not open to everyone, and who opens it."""

from collections.abc import Collection

from pikir.accounts.access import Viewer
from pikir.offices.questions.access import parts_of
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.models import QuestionPhoto
from pikir.offices.questions.states import Part
from pikir.posts.kinds import Visibility

# Who asked sees their own photos; who took the question over, and who runs the square, are not the office.
_OUTSIDE = frozenset({Part.AUTHOR, Part.ARBITER})


def visible_photos(viewer: Viewer, picture_ids: Collection[int]) -> set[int]:
    """Return those of the pictures that the viewer sent with a question, or may see at the desk of its office."""
    if not viewer.signed_in:
        return set()
    rows = QuestionPhoto.objects.filter(picture_id__in=tuple(picture_ids))
    found = rows.select_related("question__post", "question__above", "question__appointment__official")
    return {one.picture_id for one in found if sees_photo(viewer, one.question, one)}


def held_photos(picture_ids: Collection[int]) -> set[int]:
    """Return those of the pictures that go with a question."""
    rows = QuestionPhoto.objects.filter(picture_id__in=tuple(picture_ids))
    return set(rows.values_list("picture_id", flat=True))


def sees_photo(viewer: Viewer, question: Question, photo: QuestionPhoto) -> bool:
    """Whether the viewer sees a photo that is not open: who sent it, and the office that has the question."""
    return _sent(viewer, photo) or bool(parts_of(viewer, question) - _OUTSIDE)


def may_open(viewer: Viewer, question: Question, photo: QuestionPhoto) -> bool:
    """Whether the viewer decides who sees a photo: who sent it; a private question has nothing to open."""
    return _sent(viewer, photo) and not viewer.suspended and question.post.visibility == Visibility.PUBLIC


def _sent(viewer: Viewer, photo: QuestionPhoto) -> bool:
    return viewer.signed_in and photo.sender_id == viewer.user_id
