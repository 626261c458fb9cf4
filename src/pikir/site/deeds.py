"""What was done in the name of an account, as its people read it in the inner log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import OperatorRole, Role
from pikir.accounts.models import Account
from pikir.accounts.queries import names_of_users
from pikir.audit.models import Entry
from pikir.audit.queries import entries_for
from pikir.offices.kinds import Duty
from pikir.posts.addresses import address_of
from pikir.posts.models import Post
from pikir.web.keyset import Page, map_page

WORDS = {
    "create": _("Account made"),
    "add_operator": _("Acts for it from now on"),
    "ask_question": _("Question asked"),
    "open_photo": _("Photo of a question shown to everyone"),
    "close_photo": _("Photo of a question shown to the office alone"),
    "draft_answer": _("Answer drafted"),
    "sign_answer": _("Answer signed"),
    "revoke_link": _("Link of an office ended"),
    "read_sealed": _("Sealed report read"),
    "answer_sealed": _("Sealed report answered"),
    "close_sealed": _("Sealed report closed"),
    "receive_sealed": _("Receives sealed reports from now on"),
    "stop_sealed": _("Receives sealed reports no longer"),
    "open_identity": _("Identity behind an appeal opened"),
    "enter_appeal": _("Registration of an appeal noted"),
    "promise_clock": _("Promise of the office written down"),
    "change_clock": _("Terms of the clock changed"),
    "end_clock": _("Promise of the office taken back"),
    "give_duties": _("Duties at the desk changed"),
    "ask_for_office": _("Code sent to take the office over"),
    "prove_claim": _("Code typed, waits for an operator"),
    "confirm_claim": _("Office taken over"),
    "refuse_claim": _("Taking over refused"),
    "put_office": _("Entry in the register changed"),
    "describe_office": _("Page of the office changed"),
    "put_position": _("Position changed"),
    "retire_office": _("Office is over"),
    "retire_position": _("Position is over"),
    "appoint": _("Appointment noted"),
    "end_appointment": _("End of an appointment noted"),
    "put_competence": _("Competence changed"),
    "end_competence": _("End of a competence noted"),
    "change_role": _("Role changed"),
    "remove_operator": _("Acts for it no longer"),
    "invite_operator": _("Invited to act for it"),
    "withdraw_invitation": _("Invitation taken back"),
    "accept_invitation": _("Invitation accepted"),
    "decline_invitation": _("Invitation declined"),
    "edit_profile": _("Name or description changed"),
    "set_picture": _("Picture of the account changed"),
    "set_header": _("Header changed"),
    "set_links": _("Links changed"),
    "describe": _("Place or languages changed"),
    "describe_service": _("Hours, contacts or habits changed"),
    "change_handle": _("Handle changed"),
    "start_post": _("Draft begun"),
    "edit_post": _("Text changed"),
    "publish_post": _("Text published"),
    "schedule_post": _("Text scheduled"),
    "unschedule_post": _("Text scheduled no longer"),
    "send_for_review": _("Text sent to be signed"),
    "sign_post": _("Text signed"),
    "send_back": _("Text sent back to its writer"),
    "start_review": _("Texts wait for a second signature from now on"),
    "end_review": _("Texts wait for a second signature no longer"),
    "withdraw_post": _("Text taken back"),
    "give_away_post": _("Draft put into another name"),
    "comment": _("Comment written"),
    "share_post": _("Text shared"),
    "unshare_post": _("Text shared no longer"),
    "pin_post": _("Text pinned to the profile"),
    "unpin_post": _("Text unpinned from the profile"),
    "add_picture": _("Picture added"),
}
BY_STAFF = {  # who of the staff it was stays with the staff
    "suspend": _("Account suspended"),
    "restore": _("Account restored"),
    "hide_post": _("Text hidden"),
    "remove_post": _("Text removed"),
    "restore_post": _("Text restored"),
    "hold_post": _("Text waits for a look"),
    "release_post": _("Text let out after a look"),
    "pin_standing": _("Level of trust pinned"),
    "unpin_standing": _("Level of trust earned again"),
    "set_reach": _("Reach of a text changed"),
    "set_cover": _("Cover of a text changed"),
    "set_closed": _("Comments below a text closed or opened"),
    "set_off_front": _("Text barred from the front page, or no longer"),
    "hide_picture": _("Picture hidden"),
    "restore_picture": _("Picture restored"),
    "blur_picture": _("Picture covered"),
    "unblur_picture": _("Picture uncovered"),
    "mask_picture": _("Parts of a picture painted over"),
    "unmask_picture": _("Picture shown whole again"),
    "place_post": _("Text put on the front page"),
    "take_off_front": _("Text taken off the front page"),
    "move_on_front": _("Text moved on the front page"),
}


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One act in words: ``about`` is the text or person it was done to, ``detail`` a role, duties or an old handle."""

    at: datetime
    who: str
    words: str
    about: str = ""
    url: str = ""
    language: str = ""
    detail: str = ""
    reason: str = ""


def deeds_page(*, account: Account, viewer: Viewer, before: int | None) -> Page[Deed]:
    """Return a page of what was done in the name of an account and to it, newest first, in three queries."""
    page = entries_for(account_id=account.id, before=before)
    named = {int(entry.data["user"]) for entry in page.items if "user" in entry.data}
    people = names_of_users(named | {entry.actor_id for entry in page.items if entry.actor_id})
    texts = [entry.object_id for entry in page.items if entry.kind == "post"]
    posts = {post.id: post for post in Post.objects.filter(id__in=texts).visible_to(viewer).with_authors()}
    return map_page(page, lambda entry: _deed(entry, viewer, people, posts.get(entry.object_id)))


def _deed(entry: Entry, viewer: Viewer, people: Mapping[int, Account], post: Post | None) -> Deed:
    person = people.get(int(entry.data.get("user", 0)))
    about, url, language = "", "", ""
    if post is not None:
        about, url, language = post.headline, address_of(post), post.language
    elif person is not None and entry.data.get("user") != str(entry.actor_id):
        about = person.name
    return Deed(
        at=entry.at,
        who=_who(entry, viewer, people),
        words=str(WORDS.get(entry.verb) or BY_STAFF.get(entry.verb) or entry.verb),
        about=about,
        url=url,
        language=language,
        detail=_detail(entry),
        reason=entry.reason,
    )


def _who(entry: Entry, viewer: Viewer, people: Mapping[int, Account]) -> str:
    if entry.actor_id is None:
        return gettext("the square itself")
    if (entry.verb in BY_STAFF or "staff" in entry.data) and not viewer.has(Role.MODERATOR):
        return gettext("the staff of the square")
    person = people.get(entry.actor_id)
    return person.name if person else gettext("somebody who has left")


def _detail(entry: Entry) -> str:
    role = entry.data.get("role", "")
    if role in OperatorRole.values:
        return str(OperatorRole(role).label)
    if entry.verb == "give_duties":
        return ", ".join(str(Duty(duty).label) for duty in entry.data["duties"].split(", "))
    return f"@{entry.data['old']}" if "old" in entry.data else ""
