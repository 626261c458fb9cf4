"""What this room adds to a person's archive."""

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext

from pikir.accounts.devices import SESSION_DEVICE
from pikir.accounts.models import (
    Attestation,
    BlockList,
    Filter,
    Invitation,
    OldHandle,
    Operator,
    Profile,
    ProfileLink,
    Relation,
    Session,
    SquareRole,
    User,
    Voice,
)
from pikir.kernel.belongings import Owner, Part, register


def register_parts() -> None:
    """Make the parts of this room known."""
    register(Part(name="account", title=lambda: gettext("Account"), rows=_account))
    register(Part(name="profile", title=lambda: gettext("Profile"), rows=_profile))
    register(Part(name="links", title=lambda: gettext("Links"), rows=_links))
    register(Part(name="old_handles", title=lambda: gettext("Handles you gave up"), rows=_old_handles))
    register(Part(name="relations", title=lambda: gettext("Relations"), rows=_relations))
    register(Part(name="filters", title=lambda: gettext("Filters"), rows=_filters))
    register(Part(name="block_lists", title=lambda: gettext("Block lists"), rows=_block_lists))
    register(Part(name="voice", title=lambda: gettext("Verified voice"), rows=_voice))
    register(Part(name="operated", title=lambda: gettext("You also act for"), rows=_operated))
    register(Part(name="invitations", title=lambda: gettext("Invitations to act for others"), rows=_invitations))
    register(Part(name="voices", title=lambda: gettext("As whom you last wrote"), rows=_voices))
    register(Part(name="sessions", title=lambda: gettext("Where you are signed in"), rows=_sessions))
    register(Part(name="factors", title=lambda: gettext("Safety"), rows=_factors))


def _account(owner: Owner) -> Iterator[dict[str, Any]]:
    user = User.objects.select_related("account").get(id=owner.user_id)
    account = user.account
    yield {
        "handle": account.handle,
        "name": account.name,
        "bio": account.bio,
        "language": account.language,
        "email": user.email,
        "letters_in": user.language,
        "look": user.look,
        "quiet_from": user.quiet_from,
        "quiet_until": user.quiet_until,
        "created_at": user.created_at,
        "last_sign_in_at": user.last_login,
        "state": account.state,
        "state_reason": account.state_reason,
        "follow_policy": account.follow_policy,
        "mentions_from": account.mentions_from,
        "writes_from": account.writes_from,
        "hides_follows": account.hides_follows,
        "hides_from_search": account.hides_from_search,
        "picture": f"media/{account.picture}.webp" if account.picture else "",
        "picture_alt": account.picture_alt,
        "roles": list(SquareRole.objects.filter(user=user).order_by("role").values_list("role", flat=True)),
    }


def _profile(owner: Owner) -> Iterator[dict[str, Any]]:
    for page in Profile.objects.filter(account_id=owner.account_id).select_related("place"):
        yield {
            "reads": page.reads,
            "place": page.place.code if page.place else "",
            "header": f"media/{page.header}.webp" if page.header else "",
            "header_alt": page.header_alt,
            "header_focus": [page.header_x, page.header_y],
        }


def _links(owner: Owner) -> Iterator[dict[str, Any]]:
    found = ProfileLink.objects.filter(account_id=owner.account_id).order_by("position", "id")
    yield from map(dict, found.values("url", "label", "verified_at", "checked_at"))


def _old_handles(owner: Owner) -> Iterator[dict[str, Any]]:
    found = OldHandle.objects.filter(account_id=owner.account_id).order_by("given_up_at")
    yield from map(dict, found.values("handle_key", "given_up_at"))


def _relations(owner: Owner) -> Iterator[dict[str, Any]]:
    """The own ones, and who follows; never who blocks or mutes: that is theirs."""
    mine = Relation.objects.filter(source_id=owner.account_id).order_by("id")
    fields = ("kind", "since", "until")
    for row in mine.values(*fields, "target__handle", "target__host").iterator():
        yield {"from": "you", **row}
    theirs = Relation.objects.filter(target_id=owner.account_id, kind__in=("follow", "request")).order_by("id")
    for row in theirs.values(*fields, "source__handle", "source__host").iterator():
        yield {"to": "you", **row}


def _filters(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Filter.objects.filter(account_id=owner.account_id).order_by("id")
    yield from map(dict, found.values("words", "whole_word", "since", "until").iterator())


def _block_lists(owner: Owner) -> Iterator[dict[str, Any]]:
    for row in BlockList.objects.filter(account_id=owner.account_id).order_by("id"):
        handles = row.targets.order_by("handle_key").values_list("handle", flat=True)
        yield {"name": row.name, "since": row.since, "handles": list(handles)}


def _voice(owner: Owner) -> Iterator[dict[str, Any]]:
    """What attests them, never the hash of what: it is of use only to the square's key."""
    found = Attestation.objects.filter(account_id=owner.account_id).order_by("id")
    fields = ("adapter", "level", "territory__code", "state", "since", "until", "ended_at", "shown")
    yield from map(dict, found.values(*fields))


def _operated(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Operator.objects.filter(user_id=owner.user_id).order_by("id")
    yield from map(dict, found.values("account__handle", "account__name", "role", "since", "shown", "position"))


def _invitations(owner: Owner) -> Iterator[dict[str, Any]]:
    """To the owner, from whomever; and by the owner, to whom."""
    mine = Invitation.objects.filter(user_id=owner.user_id).order_by("id")
    for asked in mine.values("account__handle", "role", "since", "by__account__handle"):
        yield {"to": "you", **asked}
    theirs = Invitation.objects.filter(by_id=owner.user_id).order_by("id")
    for row in theirs.values("account__handle", "role", "since", "user__account__handle"):
        yield {"from": "you", **row}


def _voices(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Voice.objects.filter(user_id=owner.user_id).order_by("place")
    yield from map(dict, found.values("place", "account__handle"))


def _sessions(owner: Owner) -> Iterator[dict[str, Any]]:
    for row in Session.objects.filter(user_id=owner.user_id).order_by("-seen_at"):
        yield {"seen_at": row.seen_at, **row.get_decoded().get(SESSION_DEVICE, {})}


def _factors(owner: Owner) -> Iterator[dict[str, Any]]:
    """That there are factors, never what they rest on."""
    for factor in Authenticator.objects.filter(user_id=owner.user_id).order_by("id"):
        yield {"type": factor.type, "created_at": factor.created_at, "last_used_at": factor.last_used_at}
    for eid in SocialAccount.objects.filter(user_id=owner.user_id).order_by("id"):
        yield {"type": "eid", "created_at": eid.date_joined, "last_used_at": eid.last_login}
