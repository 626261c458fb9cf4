"""What an account shows beside its name: links, languages, a place, a header, hours; and handles that it gave up."""

from typing import ClassVar

from django.db import models

from pikir.accounts.kinds import ALT_LENGTH, CONTACTS_LENGTH, HABITS_LENGTH, HANDLE_LENGTH, LABEL_LENGTH, URL_LENGTH
from pikir.places.models import Territory


class Profile(models.Model):
    """The page of an account, as far as its people have filled it in. An account without a row has an empty page.

    A focal point is where to look, in hundredths from the left and from the top: no cut may lose it.
    """

    account = models.OneToOneField(
        "accounts.Account", on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    reads = models.JSONField(default=list)  # codes of languages its people understand, the best known first
    place = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, related_name="+")
    header = models.CharField(max_length=64, blank=True, default="")  # base name; media keeps the files
    header_width = models.PositiveIntegerField(default=0)  # of the widest file, in pixels
    header_alt = models.CharField(max_length=ALT_LENGTH, blank=True, default="")
    header_x = models.PositiveSmallIntegerField(default=50)
    header_y = models.PositiveSmallIntegerField(default=50)
    hours = models.JSONField(default=list)  # seven lines of plain words, Monday first; or none
    contacts = models.TextField(max_length=CONTACTS_LENGTH, blank=True, default="")
    habits = models.CharField(max_length=HABITS_LENGTH, blank=True, default="")  # how soon and where it answers

    objects: ClassVar = models.Manager()


class ProfileLink(models.Model):
    """A page elsewhere that an account says is its own; ``verified_at`` when that page last said so too."""

    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=LABEL_LENGTH, blank=True, default="")
    url = models.CharField(max_length=URL_LENGTH)
    verified_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)  # last time anybody asked that page

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "url"], name="profile_link_unique")]
        indexes = [models.Index(fields=["checked_at"], name="profile_link_checked")]


class OldHandle(models.Model):
    """A handle that an account gave up. It is kept for that account for ever and leads to the present one."""

    handle_key = models.CharField(max_length=HANDLE_LENGTH, primary_key=True)  # in small letters
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="old_handles")
    given_up_at = models.DateTimeField()

    objects: ClassVar = models.Manager()
