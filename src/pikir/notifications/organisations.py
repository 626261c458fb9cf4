"""What acting for organisations gives reason to tell: being asked, the answer, another role."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import OperatorRole
from pikir.accounts.names import unquoted
from pikir.accounts.queries import AccountCard, account_cards, invitations_to
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice
from pikir.notifications.registry import Answer, Kind, Shown, Told, register


def register_kinds() -> None:
    """Make the kinds of this subject known."""
    register(Kind(name="invitation", category=Category.ORGANISATION, phrase=_invitation, show=_show_invitations))
    register(Kind(name="invitation_answer", category=Category.ORGANISATION, phrase=_answer, show=_show_answers))
    register(Kind(name="operator_role", category=Category.ORGANISATION, phrase=_role, show=_show_roles))


def _invitation(told: Told) -> str:
    return gettext("%(name)s invites you to act for “%(title)s”. Role: %(detail)s") % told.words


def _answer(told: Told) -> str:
    if told.data["accepted"]:
        return gettext("%(name)s accepted the invitation to act for “%(title)s”") % told.words
    return gettext("%(name)s declined the invitation to act for “%(title)s”") % told.words


def _role(told: Told) -> str:
    if told.data["role"]:
        return gettext("Your role for “%(title)s” is now: %(detail)s") % told.words
    return gettext("You no longer act for “%(title)s”") % told.words


def _show_invitations(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    """Invitations that wait for an answer; they are answered beside the notice."""
    waiting = {row.pk: row for row in invitations_to(viewer)}
    found = {notice.id: waiting[notice.object_id] for notice in notices if notice.object_id in waiting}
    return {
        notice_id: Shown(
            url=reverse("organisations"),
            title=unquoted(row.account.name),
            detail=row.get_role_display(),
            answers=_answers(reverse("organisation", args=[row.account.handle])),
        )
        for notice_id, row in found.items()
    }


def _answers(url: str) -> tuple[Answer, ...]:
    accept, decline = pgettext("invitation", "Accept"), pgettext("request", "Decline")
    return Answer(words=accept, url=url, act="accept"), Answer(words=decline, url=url, act="decline")


def _show_answers(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    """Answers about accounts for which the reader still acts."""
    named = _named(notices)
    return {
        notice_id: Shown(url=reverse("organisation", args=[account.handle]), title=unquoted(account.name))
        for notice_id, account in named.items()
        if account.id in viewer.operates
    }


def _show_roles(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    """The reader's own roles, as they were given; the page of the organisation is open to who still acts for it."""
    roles = {notice.id: notice.data["role"] for notice in notices}
    return {
        notice_id: Shown(
            url=reverse("organisation" if account.id in viewer.operates else "profile", args=[account.handle]),
            title=unquoted(account.name),
            detail=str(OperatorRole(roles[notice_id]).label) if roles[notice_id] else "",
        )
        for notice_id, account in _named(notices).items()
    }


def _named(notices: Sequence[Notice]) -> dict[int, AccountCard]:
    """The accounts that notices name, by the notices' identifiers."""
    accounts = account_cards([int(notice.data["account"]) for notice in notices])
    named = {notice.id: accounts.get(int(notice.data["account"])) for notice in notices}
    return {notice_id: account for notice_id, account in named.items() if account and not account.left}
