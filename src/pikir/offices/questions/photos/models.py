"""Photos of questions."""

from typing import ClassVar

from django.db import models

from pikir.accounts.models import User
from pikir.kernel.ids import make_id
from pikir.media.models import Picture


class QuestionPhoto(models.Model):
    """A picture that was sent with a question: for its office.

    It is open to everyone as long as the text of the question shows it (``PostPicture``): so it goes out of sight with
    the text, and moderators judge it like any other picture.
    """

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    question = models.ForeignKey("offices.Question", on_delete=models.CASCADE, related_name="photos")
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="+")
    sender = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")  # who opens and closes it

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "picture"], name="question_photo_unique")]
