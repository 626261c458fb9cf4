"""Keeping photos with a question, opening and closing them."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import F

from pikir.accounts.access import Viewer, require
from pikir.audit.actions import record
from pikir.media.actions import delete_given_pictures, readdress_picture
from pikir.media.models import Picture
from pikir.media.workshop import PictureError
from pikir.offices.questions.freshness import touch_question
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.access import may_open
from pikir.offices.questions.photos.kinds import Photo, PhotoError, SentPhoto
from pikir.offices.questions.photos.models import QuestionPhoto
from pikir.posts.actions.questions import cover_picture, show_picture
from pikir.posts.actions.texts import take_along
from pikir.posts.kinds import Visibility
from pikir.posts.models import PostPicture


def made_of(sent: Iterable[SentPhoto], make: Callable[[SentPhoto], Picture]) -> tuple[Photo, ...]:
    """Make pictures of what came with a form, before any transaction. Raises PhotoError for the first that is none."""
    made = []
    for one in sent:
        try:
            made.append(Photo(picture_id=make(one).pk, everyone=one.everyone))
        except PictureError as fault:
            raise PhotoError(str(fault), one.field) from None
    return tuple(made)


def keep_photos(*, question: Question, photos: Iterable[Photo], sender_id: int | None) -> None:
    """Let pictures go with a question, in the hands of the account that speaks; for the caller's transaction."""
    sent = {one.picture_id: one.everyone for one in photos}
    if not sent:
        return
    QuestionPhoto.objects.bulk_create(
        QuestionPhoto(question=question, picture_id=picture_id, sender_id=sender_id) for picture_id in sent
    )
    take_along(question.post, sent)
    for picture_id, everyone in sent.items():
        if everyone and question.post.visibility == Visibility.PUBLIC:
            show_picture(post=question.post, picture_id=picture_id)
    Question.objects.filter(pk=question.pk).update(photo_count=F("photo_count") + len(sent))
    question.photo_count += len(sent)
    touch_question(question)


def copy_photos(*, whole: Question, part: Question) -> None:
    """Let the photos of a question go with a part of it as well; for the caller's transaction."""
    opened = set(PostPicture.objects.filter(post_id=whole.pk).values_list("picture_id", flat=True))
    for sender_id, picture_id in whole.photos.order_by("pk").values_list("sender_id", "picture_id"):
        keep_photos(
            question=part,
            photos=[Photo(picture_id=picture_id, everyone=picture_id in opened)],
            sender_id=sender_id,
        )


def open_photo(*, actor: Viewer, question: Question, photo: QuestionPhoto, everyone: bool) -> None:
    """Show a photo to everyone, or to the office alone; then its old addresses are gone. Raises PermissionDenied."""
    require(may_open(actor, question, photo))
    with transaction.atomic():
        rows = QuestionPhoto.objects.select_for_update(of=("self",)).filter(picture_id=photo.picture_id)
        for one in rows.select_related("question__post__account", "question__office__account"):
            if everyone:
                show_picture(post=one.question.post, picture_id=photo.picture_id)
            else:
                cover_picture(post=one.question.post, picture_id=photo.picture_id)
            touch_question(one.question)
        if not everyone:
            readdress_picture(picture_id=photo.picture_id)
        own = question.post.account_id
        if own == actor.account_id:  # of an alias no other room learns whose it is
            verb = "open_photo" if everyone else "close_photo"
            record(actor=actor.user_id, verb=verb, kind="picture", object_id=photo.picture_id, account_id=own)


def forget_closed_photos(*, user_id: int) -> None:
    """Delete what somebody who leaves sent to offices alone; for the caller's transaction."""
    sent = QuestionPhoto.objects.filter(sender_id=user_id)
    opened = PostPicture.objects.filter(picture_id__in=sent.values("picture_id"))
    closed = sent.exclude(picture_id__in=opened.values("picture_id"))
    delete_given_pictures(picture_ids=set(closed.values_list("picture_id", flat=True)))
