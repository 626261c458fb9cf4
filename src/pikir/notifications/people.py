"""What accounts give reason to tell: who follows, who asks to, the safety of an account."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from pikir.accounts.access import Viewer
from pikir.accounts.circles import shut_out, unwanted
from pikir.accounts.kinds import AccountState, RelationKind
from pikir.accounts.models import Relation
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice
from pikir.notifications.registry import Kind, Shown, Told, register


def register_kinds() -> None:
    """Make the kinds of this room known."""
    register(Kind(name="follow", category=Category.FOLLOW, phrase=_follow, show=_show_followers))
    register(Kind(name="request", category=Category.REQUEST, phrase=_request, show=_show_requests))
    register(Kind(name="let_in", category=Category.REQUEST, phrase=_let_in, show=_show_let_in))
    register(Kind(name="security", category=Category.SECURITY, phrase=_security, show=_show_security))
    register(Kind(name="voice", category=Category.SECURITY, phrase=_voice, show=_show_voice))


def _follow(told: Told) -> str:
    if told.title:
        return _follow_of_other(told)
    if not told.others:
        return gettext("%(name)s follows you") % told.words
    return (
        ngettext("%(name)s and %(count)s other follow you", "%(name)s and %(count)s others follow you", told.others)
        % told.words
    )


def _follow_of_other(told: Told) -> str:
    if not told.others:
        return gettext("%(name)s follows “%(title)s”") % told.words
    return (
        ngettext(
            "%(name)s and %(count)s other follow “%(title)s”",
            "%(name)s and %(count)s others follow “%(title)s”",
            told.others,
        )
        % told.words
    )


def _request(told: Told) -> str:
    if not told.others:
        return gettext("%(name)s asks to follow you") % told.words
    return (
        ngettext(
            "%(name)s and %(count)s other ask to follow you",
            "%(name)s and %(count)s others ask to follow you",
            told.others,
        )
        % told.words
    )


def _let_in(told: Told) -> str:
    if not told.others:
        return gettext("%(name)s lets you follow") % told.words
    return (
        ngettext(
            "%(name)s and %(count)s other let you follow", "%(name)s and %(count)s others let you follow", told.others
        )
        % told.words
    )


def _security(told: Told) -> str:
    """What became of the account; a change that this version does not know is named as one."""
    sentences = {
        "sign_in": gettext("A browser that was not known before signed in to your account"),
        "password_changed": gettext("Your password was changed"),
        "password_set": gettext("Your password was changed"),
        "password_reset": gettext("Your password was changed"),
        "email_changed": gettext("Your e-mail address was changed"),
        "totp_activated": gettext("An authenticator app was added to your account"),
        "totp_deactivated": gettext("The authenticator app was removed from your account"),
        "webauthn_added": gettext("A passkey was added to your account"),
        "webauthn_removed": gettext("A passkey was removed from your account"),
        "recovery_codes_generated": gettext("New recovery codes were made for your account"),
        "account_connected": gettext("Another way to sign in was added to your account"),
        "account_disconnected": gettext("A way to sign in was removed from your account"),
    }
    return sentences.get(told.data["what"]) or gettext("Something that keeps your account safe was changed")


def _voice(told: Told) -> str:
    """What became of the verified voice; a change that this version does not know is named as one."""
    sentences = {
        "made": gettext("Your voice is verified"),
        "moved_here": gettext("What verified another account of yours verifies this one now"),
        "moved_away": gettext("What verified this account verifies another one now"),
        "ending": gettext("What verifies your account ends within a month"),
        "ended": gettext("What verified your account is over"),
        "revoked": gettext("An operator ended what verified your account"),
    }
    return sentences.get(told.data["what"]) or gettext("What verifies your account was changed")


def _show_voice(_viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    return {notice.id: Shown(url=reverse("voice")) for notice in notices}


def _show_security(_viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    return {notice.id: Shown(url=reverse("mfa_index")) for notice in notices}


def _show_followers(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    return _show_relations(viewer, notices, RelationKind.FOLLOW)


def _show_requests(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    return _show_relations(viewer, notices, RelationKind.REQUEST)


def _show_relations(viewer: Viewer, notices: Sequence[Notice], kind: str) -> Mapping[int, Shown]:
    """Relations that still stand, to accounts for which the reader acts, from those whom the reader wants to see."""
    wanted = {(notice.actor_id, notice.about_id): notice.id for notice in notices}
    found = Relation.objects.filter(kind=kind, source__in=[actor for actor, _ in wanted], target__in=viewer.operates)
    seen = found.filter(~unwanted(viewer, "source_id"), ~shut_out(viewer, "source_id"))
    rows = seen.filter(source__state=AccountState.ACTIVE).select_related("source", "target")
    return {
        wanted[row.source_id, row.target_id]: Shown(
            url=_place_of(row, viewer),
            title="" if row.target_id == viewer.account_id else row.target.bare_name,
        )
        for row in cast("list[Relation]", list(rows))
        if (row.source_id, row.target_id) in wanted
    }


def _show_let_in(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    """Whom the reader still follows and wants to see."""
    wanted = {notice.actor_id: notice.id for notice in notices}
    found = Relation.objects.filter(kind=RelationKind.FOLLOW, source=viewer.account_id or 0, target__in=wanted)
    seen = found.filter(~unwanted(viewer, "target_id"), ~shut_out(viewer, "target_id"))
    rows = seen.filter(target__state=AccountState.ACTIVE).values_list("target_id", "target__handle")
    return {wanted[account_id]: Shown(url=reverse("profile", args=[handle])) for account_id, handle in rows}


def _place_of(row: Relation, viewer: Viewer) -> str:
    """Where the reader answers a request, else the profile of the other one."""
    if row.kind == RelationKind.REQUEST and row.target_id == viewer.account_id:
        return reverse("relations-list", args=["requests"])
    return reverse("profile", args=[row.source.handle])
