"""The door from a view to a notice."""

from django.http import Http404

from pikir.accounts.access import Viewer, user_of
from pikir.notifications.models import Notice
from pikir.notifications.registry import names_of


def access_notice(viewer: Viewer, notice_id: int) -> Notice:
    """Return a notice of the viewer's own; Http404 for any other."""
    notice = Notice.objects.filter(id=notice_id, receiver_id=user_of(viewer), kind__in=names_of()).first()
    if notice is None:
        raise Http404
    return notice
