"""What stands in an open composer and was not sent yet: kept so that neither a lost line nor a closed tab loses it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Q

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account, Operator
from pikir.kernel.text import excerpt
from pikir.posts.kinds import COPIES_SHOWN, COPY_HEAD

KEY_LENGTH = 64


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Which window writes what, and how far it is.

    ``key`` names the text, ``window`` one opened page, ``step`` grows with each of its saves; ``base`` is the stamp of
    the copy with which the page began, empty for one of its own.
    """

    key: str
    window: str
    step: int
    base: str = ""


class Copy(models.Model):
    """The form of one composer, seen by whoever typed it and by nobody else."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")  # of the person who types
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, null=True, related_name="copies")  # None: a new
    key = models.CharField(max_length=KEY_LENGTH)
    values = models.JSONField(default=dict)  # of the form's fields, as typed
    window = models.CharField(max_length=KEY_LENGTH, default="")
    step = models.BigIntegerField(default=0)
    saved_at = models.DateTimeField()
    closed = models.BooleanField(default=False)  # sent or dropped: a save that comes late does not bring it back

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="copy_key")]
        indexes = [models.Index(fields=["account", "post", "-saved_at"], name="copy_open", condition=Q(closed=False))]

    @property
    def stamp(self) -> str:
        """Which save this is; another window says it when it goes on with the copy."""
        return f"{self.window}:{self.step}"

    @property
    def head(self) -> str:
        """How a list calls it: the title, or the beginning of the text."""
        return excerpt(self.values.get("title") or self.values.get("source") or "", COPY_HEAD)


def open_copies(*, viewer: Viewer, post_id: int | None) -> list[Copy]:
    """Return what the viewer typed for a text (None: for new ones) and neither sent nor dropped, newest first."""
    found = _open_of(viewer.account_id, post_id)
    return list(found.order_by("-saved_at")[:COPIES_SHOWN])


def copy_named(*, viewer: Viewer, key: str) -> Copy | None:
    """Return the viewer's own open copy of this name."""
    if not key:
        return None
    return Copy.objects.filter(account=viewer.account_id, key=key, closed=False).first()


def other_key(copy: Copy) -> str:
    """Return the name of another open copy that the same person has of the same text, empty when there is none."""
    found = _open_of(copy.account_id, copy.post_id).exclude(id=copy.id)
    return found.order_by("-saved_at").values_list("key", flat=True).first() or ""


def named_in_copies(owners: Mapping[int, int], *, sign: str, keys_of: Callable[[str], Iterable[str]]) -> set[int]:
    """Return which pictures or files an unsent text still names; ``owners`` are their accounts by their identifiers.

    ``sign`` stands in every text that names any, ``keys_of`` finds them. Only who acts for the owner keeps a thing so.
    """
    if not owners:
        return set()
    copies = Copy.objects.filter(closed=False, values__source__icontains=sign)
    named = {
        (account_id, int(key))
        for account_id, source in copies.values_list("account_id", "values__source").iterator()
        for key in keys_of(source)
        if key.isdecimal() and int(key) in owners
    }
    acting = Operator.objects.filter(user__account__in={account_id for account_id, _ in named})
    speaks = set(acting.values_list("user__account_id", "account_id"))
    return {key for account_id, key in named if account_id == owners[key] or (account_id, owners[key]) in speaks}


def _open_of(account_id: int | None, post_id: int | None) -> models.QuerySet[Copy]:
    mine = Copy.objects.filter(account=account_id, closed=False)
    return mine.filter(post__isnull=True) if post_id is None else mine.filter(post=post_id)
