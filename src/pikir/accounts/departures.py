"""Leaving: what somebody decided of what they said, until when they may stay, and handles that nobody gets again."""

from typing import ClassVar

from django.db import models
from django.utils.crypto import salted_hmac

from pikir.accounts.kinds import Fate


class Departure(models.Model):
    """A person's wish to leave; the row stays with the empty account where there is still need of one."""

    account = models.OneToOneField("accounts.Account", on_delete=models.CASCADE, related_name="departure")
    fate = models.CharField(max_length=8, choices=Fate.choices)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True)

    objects: ClassVar = models.Manager()


class KeptHandle(models.Model):
    """A handle of somebody who left, as a keyed hash: nobody may take their place, and nothing says who they were."""

    digest = models.CharField(max_length=64, primary_key=True)

    objects: ClassVar = models.Manager()


def digest_of(handle: str) -> str:
    """Return by what a handle is remembered, in whatever case it is written."""
    return salted_hmac("accounts.handle", handle.lower(), algorithm="sha256").hexdigest()
