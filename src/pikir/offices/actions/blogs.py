"""Writing as the holder of a position."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.offices.models import Appointment, BlogText, running
from pikir.posts.actions import speak_plainly
from pikir.posts.models import Post


def bind_text(actor: Viewer, post: Post, appointment: str) -> int | None:
    """Have a text stand in the blog of a position that its author holds as they write, or in none; return the office.

    For the transaction of the writing. Raises PermissionDenied for a position that the author does not hold.
    """
    if not appointment:
        unbound, _rows = BlogText.objects.filter(post=post).delete()
        return None if unbound else post.audience_id
    held = Appointment.objects.filter(running(timezone.localdate(post.updated_at)), official__account=actor.account_id)
    found = held.filter(pk=appointment, position__retired_on=None).select_related("position").first()
    if found is None:
        raise PermissionDenied
    BlogText.objects.update_or_create(post=post, defaults={"appointment": found})
    office_id: int = found.position.office_id
    return office_id


def unbind_late_text(*, post_id: int) -> None:
    """Have a text that becomes public after its author left the position stand in their own name alone.

    For the transaction of the publishing.
    """
    row = BlogText.objects.select_related("appointment", "post").filter(post=post_id).first()
    if row and not row.appointment.runs(timezone.localdate(row.post.published_at)):
        speak_plainly(post_id=post_id)
        row.delete()
