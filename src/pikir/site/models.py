"""What an operator says about the square itself."""

from typing import ClassVar

from django.db import models

NAME_LENGTH = 60
TAGLINE_LENGTH = 160


class Square(models.Model):
    """The square's own facts; one row with id 1, made by the set-up."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    names = models.JSONField(default=dict)  # by language
    taglines = models.JSONField(default=dict)  # by language
    language = models.CharField(max_length=8)  # for readers whose browser asks for none of ours
    zone = models.CharField(max_length=64)  # IANA name
    set_up_at = models.DateTimeField()

    objects: ClassVar = models.Manager()


class TextKey(models.TextChoices):
    """Which page of the square a text is."""

    RULES = "rules"
    ABOUT = "about"


class Text(models.Model):
    """The newest version of a page that operators write: rules or about, in one language."""

    key = models.CharField(max_length=12, choices=TextKey.choices)
    language = models.CharField(max_length=8)
    source = models.TextField()  # Markdown
    html = models.TextField()
    updated_at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="text_unique")]
