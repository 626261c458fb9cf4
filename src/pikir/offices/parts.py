"""Reading the blog of a position: its parts, and what stands in them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.offices.kinds import PARTS_LIMIT
from pikir.offices.models import Appointment, BlogText, Position
from pikir.posts.kinds import LIST_PAGE, State, Visibility
from pikir.posts.models import Post, PostQuerySet
from pikir.web.keyset import Page, page_before

_PUBLIC = Q(texts__post__state=State.PUBLISHED, texts__post__visibility=Visibility.PUBLIC)


@dataclass(frozen=True, kw_only=True, slots=True)
class BlogPart:
    """What one holder said in a position, and how much of it everybody may read. ``over``: it is an archive."""

    appointment: Appointment
    size: int
    over: bool

    @property
    def url(self) -> str:
        """Where it is read."""
        position = self.appointment.position
        return reverse("position-blog", args=[position.office.account.handle, position.code, self.appointment.pk])


def parts_of(position: Position) -> list[BlogPart]:
    """Return the parts of the blog of a position in which something stands, the latest first; one query."""
    return _parts(Q(position=position))


def parts_by(account: Account) -> list[BlogPart]:
    """Return what a person said in public positions, the latest first; one query."""
    return _parts(Q(official__account=account))


def _parts(which: Q) -> list[BlogPart]:
    today = timezone.localdate()
    rows = Appointment.objects.filter(which).annotate(size=Count("texts", filter=_PUBLIC)).filter(size__gt=0)
    rows = rows.select_related("official__account", "position__office__account").order_by("-first_day", "-pk")
    return [
        BlogPart(appointment=row, size=row.size, over=bool(row.last_day and row.last_day < today))
        for row in rows[:PARTS_LIMIT]
    ]


def texts_of(part: BlogPart, viewer: Viewer, *, before: int | None = None, limit: int = LIST_PAGE) -> Page[Post]:
    """Return what stands in a part, newest first."""
    found = _said(viewer, appointment=part.appointment).for_cards()
    return page_before(found, key="listed_at_id", before=before, limit=limit, with_newer=True)


def blog_of(position: Position, *, only: str = "", limit: int = LIST_PAGE) -> list[Post]:
    """Return what all holders of a position said as such, newest first, whole, each text once.

    ``only`` leaves all other languages out.
    """
    found = _said(Viewer.guest(), appointment__position=position).in_language(only, "")
    return page_before(found, key="listed_at_id", before=None, limit=limit).items


def _said(viewer: Viewer, **where: Any) -> PostQuerySet:
    said = BlogText.objects.filter(**where).values("post_id")
    found: PostQuerySet = Post.objects.listed_for(viewer).filter(id__in=said).with_authors()
    return found
