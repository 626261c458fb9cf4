"""The blog of a position: what its holders said as such. Each appointment is a part of it, closed with its last day."""

from typing import ClassVar

from django.db import models

from pikir.posts.models import Post


class BlogText(models.Model):
    """A text that somebody wrote as the holder of a position; it stays with the appointment by which they held it."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="+")
    appointment = models.ForeignKey("offices.Appointment", on_delete=models.PROTECT, related_name="texts")

    objects: ClassVar = models.Manager()
