"""What reactions give reason to tell: calm notices, grouped by what was supported, shared or quoted, never a letter."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from pikir.accounts.access import Viewer
from pikir.notifications.actions import notify
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice
from pikir.notifications.queries import users_of
from pikir.notifications.registry import Kind, Shown, Told, register
from pikir.posts.models import Boost, Post, Support


def register_kinds() -> None:
    """Make the kinds of reactions known."""
    register(Kind(name="support", category=Category.REACTION, phrase=_support, show=_show_supports))
    register(Kind(name="boost", category=Category.REACTION, phrase=_boost, show=_show_boosts))
    register(Kind(name="quote", category=Category.REACTION, phrase=_quote, show=_show_quotes))


def tell_of_support(*, support_id: int) -> None:
    """Tell the author of a support that still stands."""
    _tell_of(Support.objects.filter(id=support_id).select_related("post").first(), "support")


def tell_of_boost(*, boost_id: int) -> None:
    """Tell the author of a share that still stands."""
    _tell_of(Boost.objects.filter(id=boost_id).select_related("post").first(), "boost")


def tell_of_quote(*, post_id: int) -> None:
    """Tell the author of what a public note quotes."""
    note = Post.objects.published().filter(id=post_id, quote_of__isnull=False).select_related("quote_of").first()
    if note is None or note.quote_of is None:
        return
    notify(
        receivers=users_of([note.quote_of.account_id]),
        kind="quote",
        object_id=note.id,
        about_id=note.quote_of_id,
        actor_account_id=note.account_id,
    )


def _tell_of(row: Support | Boost | None, kind: str) -> None:
    if row is None:  # taken back in the meantime
        return
    notify(
        receivers=users_of([row.post.account_id]),
        kind=kind,
        object_id=row.id,
        about_id=row.post_id,
        actor_account_id=row.account_id,
        at=row.at,
    )


def _support(told: Told) -> str:
    if not told.others:
        return gettext("%(name)s supports “%(title)s”") % told.words
    return (
        ngettext(
            "%(name)s and %(count)s other support “%(title)s”",
            "%(name)s and %(count)s others support “%(title)s”",
            told.others,
        )
        % told.words
    )


def _boost(told: Told) -> str:
    if not told.others:
        return gettext("%(name)s shared “%(title)s”") % told.words
    return (
        ngettext(
            "%(name)s and %(count)s other shared “%(title)s”",
            "%(name)s and %(count)s others shared “%(title)s”",
            told.others,
        )
        % told.words
    )


def _quote(told: Told) -> str:
    if not told.others:
        return gettext("%(name)s quoted “%(title)s”") % told.words
    return (
        ngettext(
            "%(name)s and %(count)s other quoted “%(title)s”",
            "%(name)s and %(count)s others quoted “%(title)s”",
            told.others,
        )
        % told.words
    )


def _show_supports(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    rows = Support.objects.filter(id__in=[notice.object_id for notice in notices])
    return _about_own(viewer, notices, set(rows.values_list("id", flat=True)))


def _show_boosts(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    rows = Boost.objects.filter(id__in=[notice.object_id for notice in notices])
    return _about_own(viewer, notices, set(rows.values_list("id", flat=True)))


def _about_own(viewer: Viewer, notices: Sequence[Notice], standing: set[int]) -> Mapping[int, Shown]:
    """What was taken back is told no more; what is told leads to one's own post."""
    posts = Post.objects.published().filter(id__in={one.about_id for one in notices}, account__in=viewer.operates)
    found = posts.select_related("account").defer("source", "html").in_bulk()
    return {
        one.id: Shown(url=reverse("post", args=[post.account.handle, post.id]), title=post.headline)
        for one in notices
        if one.object_id in standing and (post := found.get(one.about_id))
    }


def _show_quotes(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    seen = Post.objects.published().visible_to(viewer).wanted_by(viewer)
    seen = seen.filter(id__in={one.object_id for one in notices}, quote_of__account__in=viewer.operates)
    notes = seen.select_related("account", "quote_of").defer("source", "html").in_bulk()
    return {
        one.id: Shown(
            url=reverse("post", args=[note.account.handle, note.id]),
            title=note.quote_of.headline,
            words=note.excerpt,
            language=note.language,
        )
        for one in notices
        if (note := notes.get(one.object_id)) and note.quote_of
    }
