"""What the life of a text gives reason to tell its people: being asked as a co-author, and the answer."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext

from pikir.accounts.access import Viewer
from pikir.notifications.actions import notify
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice
from pikir.notifications.queries import users_of
from pikir.notifications.registry import Kind, Shown, Told, register
from pikir.posts.models import CoAuthor


def register_kinds() -> None:
    """Make the kinds of this subject known."""
    register(Kind(name="co_author", category=Category.REQUEST, phrase=_asked, show=_show_asked))
    register(Kind(name="co_author_yes", category=Category.REQUEST, phrase=_agreed, show=_show_agreed))


def tell_invited(row: CoAuthor) -> None:
    """Tell the people of an account that it is asked."""
    people = users_of([row.account_id])
    notify(receivers=people, kind="co_author", object_id=row.pk, about_id=row.pk, actor_account_id=row.post.account_id)


def tell_accepted(row: CoAuthor) -> None:
    """Tell the author's people that the account agreed."""
    people = users_of([row.post.account_id])
    notify(receivers=people, kind="co_author_yes", object_id=row.pk, about_id=row.pk, actor_account_id=row.account_id)


def _asked(told: Told) -> str:
    return gettext("%(name)s asks you to be a co-author of “%(title)s”") % told.words


def _agreed(told: Told) -> str:
    return gettext("%(name)s is now a co-author of “%(title)s”") % told.words


def _show_asked(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    """While the question waits."""
    waiting = CoAuthor.objects.filter(account__in=viewer.operates, accepted_at=None, declined_at=None)
    rows = waiting.filter(id__in={one.object_id for one in notices}).select_related("post").in_bulk()
    return {
        notice.id: Shown(url=reverse("co-author", args=[row.post_id]), title=row.post.headline)
        for notice in notices
        if (row := rows.get(notice.object_id))
    }


def _show_agreed(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    """While the name stands there."""
    named = CoAuthor.objects.filter(post__account__in=viewer.operates, accepted_at__isnull=False)
    rows = named.filter(id__in={one.object_id for one in notices}).select_related("post").in_bulk()
    return {
        notice.id: Shown(url=reverse("co-authors", args=[row.post_id]), title=row.post.headline)
        for notice in notices
        if (row := rows.get(notice.object_id))
    }
