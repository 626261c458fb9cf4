"""The photos that a page of a question shows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from pikir.accounts.access import Viewer
from pikir.media.kinds import PictureState
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.access import may_open, sees_photo
from pikir.offices.questions.photos.kinds import MOST
from pikir.offices.questions.photos.models import QuestionPhoto
from pikir.posts.models import PostPicture
from pikir.posts.shapes import picture_of
from pikir.web.shapes import Picture


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A photo as somebody sees it. ``covered``: by moderators, readers open it themselves."""

    id: int
    picture: Picture
    covered: bool
    everyone: bool
    mine: bool  # whether the viewer decides who sees it


def photos_of(question: Question, viewer: Viewer) -> list[Shown]:
    """Return the photos of a question that the viewer sees, in the order in which they came."""
    if not question.photo_count:
        return []
    return [
        Shown(
            id=one.pk,
            picture=picture_of(one.picture),
            covered=one.picture.blurred,
            everyone=one.everyone,
            mine=may_open(viewer, question, one),
        )
        for one in _shown(question)
        if one.everyone or sees_photo(viewer, question, one)
    ]


def photos_for_office(question: Question) -> list[QuestionPhoto]:
    """Return all photos of a question, for the office that has it."""
    return list(_shown(question)) if question.photo_count else []


def photo_of(question: Question, photo_id: int) -> QuestionPhoto | None:
    """Return one photo of a question that nobody took down."""
    return next((one for one in photos_for_office(question) if one.pk == photo_id), None)


def _shown(question: Question) -> "QuerySet[Any]":
    rows = QuestionPhoto.objects.filter(question=question, picture__state=PictureState.READY, picture__drawn=True)
    opened = PostPicture.objects.filter(post_id=question.pk, picture_id=OuterRef("picture_id"))
    return rows.select_related("picture").annotate(everyone=Exists(opened)).order_by("pk")[:MOST]
