"""What the life of a text gives reason to tell its people: of co-authors, and of an editor's review."""

from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext

from pikir.accounts.access import Viewer
from pikir.notifications.actions import notify
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice
from pikir.notifications.queries import users_of
from pikir.notifications.registry import Kind, Shown, Told, register
from pikir.posts.kinds import NoticeKind, State, Visibility
from pikir.posts.life import Correction, Review, Revision
from pikir.posts.models import CoAuthor, Post


def register_kinds() -> None:
    """Make the kinds of this subject known."""
    register(Kind(name="co_author", category=Category.REQUEST, phrase=_asked, show=_show_asked))
    register(Kind(name="co_author_yes", category=Category.REQUEST, phrase=_agreed, show=_show_agreed))
    register(Kind(name="co_author_change", category=Category.REQUEST, phrase=_changed, show=_show_changed))
    register(Kind(name="co_author_notice", category=Category.REQUEST, phrase=_corrected, show=_show_corrected))
    register(Kind(name="review", category=Category.REQUEST, phrase=_sent, show=_show_sent))
    register(Kind(name="review_back", category=Category.DECISION, phrase=_came_back, show=_show_came_back))
    register(Kind(name="review_yes", category=Category.DECISION, phrase=_let_out, show=_show_let_out))


def tell_invited(row: CoAuthor) -> None:
    """Tell the people of an account that it is asked."""
    people = users_of([row.account_id])
    notify(receivers=people, kind="co_author", object_id=row.pk, about_id=row.pk, actor_account_id=row.post.account_id)


def tell_accepted(row: CoAuthor) -> None:
    """Tell the author's people that the account agreed."""
    people = users_of([row.post.account_id])
    notify(receivers=people, kind="co_author_yes", object_id=row.pk, about_id=row.pk, actor_account_id=row.account_id)


def tell_changed(row: Revision, author_id: int) -> None:
    """Tell the people of those who signed a published text that the author's account changed it."""
    _tell_co_authors("co_author_change", row.pk, row.post_id, author_id)


def tell_corrected(row: Correction, author_id: int) -> None:
    """Tell the people of those who signed a text that it is publicly corrected or retracted."""
    _tell_co_authors("co_author_notice", row.pk, row.post_id, author_id, {"kind": row.kind})


def _tell_co_authors(
    kind: str, object_id: int, post_id: int, author_id: int, data: Mapping[str, str] | None = None
) -> None:
    signed = CoAuthor.objects.filter(post_id=post_id, accepted_at__isnull=False).values_list("account_id", flat=True)
    people = users_of(list(signed)) if signed else set()
    notify(receivers=people, kind=kind, object_id=object_id, about_id=post_id, actor_account_id=author_id, data=data)


def tell_editors(row: Review, editors: set[int], writer_id: int | None) -> None:
    """Tell an account's editors (users, by id) that a text of a writer waits for them."""
    notify(receivers=editors, kind="review", object_id=row.pk, about_id=row.pk, actor_account_id=writer_id)


def tell_sent_back(row: Review) -> None:
    """Tell the writer that the text came back with a remark."""
    if row.asked_by_id:
        notify(receivers={row.asked_by_id}, kind="review_back", object_id=row.pk)


def tell_approved(post: Post, writer: int | None) -> None:
    """Tell the writer (a user, by id) that the text is public."""
    if writer:
        notify(receivers={writer}, kind="review_yes", object_id=post.id)


def _sent(told: Told) -> str:
    return gettext("%(name)s sent “%(title)s” for review") % told.words


def _came_back(told: Told) -> str:
    return gettext("Came back from review: “%(title)s”") % told.words


def _let_out(told: Told) -> str:
    return gettext("Published after review: “%(title)s”") % told.words


def _show_sent(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    """While the text waits."""
    rows = _reviews(viewer, notices, returned=False)
    return {
        notice.id: Shown(url=reverse("review", args=[row.post_id]), title=row.post.headline)
        for notice in notices
        if (row := rows.get(notice.object_id))
    }


def _show_came_back(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    rows = _reviews(viewer, notices, returned=True)
    return {
        notice.id: Shown(url=reverse("edit", args=[row.post_id]), title=row.post.headline, words=row.remark)
        for notice in notices
        if (row := rows.get(notice.object_id))
    }


def _reviews(viewer: Viewer, notices: Sequence[Notice], *, returned: bool) -> dict[int, Review]:
    rows = Review.objects.filter(id__in={one.object_id for one in notices}, returned_at__isnull=not returned)
    drafts = rows.filter(post__account__in=viewer.operates, post__state=State.DRAFT)
    return drafts.select_related("post").in_bulk()


def _show_let_out(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    posts = Post.objects.published().filter(account__in=viewer.operates, id__in={one.object_id for one in notices})
    found = posts.select_related("account").defer("source", "html").in_bulk()
    return {
        notice.id: Shown(url=reverse("post", args=[post.account.handle, post.id]), title=post.headline)
        for notice in notices
        if (post := found.get(notice.object_id))
    }


def _asked(told: Told) -> str:
    return gettext("%(name)s asks you to be a co-author of “%(title)s”") % told.words


def _agreed(told: Told) -> str:
    return gettext("%(name)s is now a co-author of “%(title)s”") % told.words


def _changed(told: Told) -> str:
    return gettext("%(name)s changed “%(title)s”, of which you are a co-author") % told.words


def _corrected(told: Told) -> str:
    if told.data.get("kind") == NoticeKind.RETRACTION:
        return gettext("%(name)s retracted “%(title)s”, of which you are a co-author") % told.words
    return gettext("%(name)s corrected “%(title)s”, of which you are a co-author") % told.words


def _show_changed(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    rows = Revision.objects.filter(id__in={one.object_id for one in notices}).defer("source", "title", "lead", "cover")
    found = rows.in_bulk()
    signed = _signed(viewer, notices)
    return {
        notice.id: Shown(
            url=_read(post, "change", row.number), title=post.headline, words="" if row.hidden else row.note
        )
        for notice in notices
        if (post := signed.get(notice.about_id)) and (row := found.get(notice.object_id))
    }


def _show_corrected(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    found = Correction.objects.in_bulk({one.object_id for one in notices})
    signed = _signed(viewer, notices)
    return {
        notice.id: Shown(url=_read(post, "post"), title=post.headline, words=row.words)
        for notice in notices
        if (post := signed.get(notice.about_id)) and (row := found.get(notice.object_id))
    }


def _signed(viewer: Viewer, notices: Sequence[Notice]) -> dict[int, Post]:
    """The public posts of these notices that the viewer's accounts signed, by their identifiers."""
    rows = CoAuthor.objects.filter(account__in=viewer.operates, accepted_at__isnull=False)
    posts = Post.objects.published().filter(id__in={one.about_id for one in notices})
    found = posts.filter(Exists(rows.filter(post_id=OuterRef("id")))).select_related("account")
    return found.defer("source", "html").in_bulk()


def _read(post: Post, name: str, *place: int) -> str:
    """Where a co-author reads it: where all do, or where they signed when it is not meant for them."""
    if post.visibility in (Visibility.PUBLIC, Visibility.UNLISTED):
        return reverse(name, args=[post.account.handle, post.id, *place])
    return reverse("co-author", args=[post.id])


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
