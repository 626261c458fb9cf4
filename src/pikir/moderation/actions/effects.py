"""What decisions do to things: always what those in force say together, so that each can end in any order.

Lower rooms carry the changes out; the right was asked before. What a measure changed is kept in ``Case.originals``.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, override

from pikir.accounts.access import Viewer
from pikir.accounts.actions import restore_account, suspend_account
from pikir.accounts.kinds import AccountState, Role
from pikir.media.actions import blur_picture, hide_picture, mask_picture, restore_picture
from pikir.media.kinds import PictureState
from pikir.moderation.actions.areas import masks_of
from pikir.moderation.actions.redactions import settle_redactions
from pikir.moderation.kinds import Measure
from pikir.moderation.models import Case, Decision
from pikir.posts.access import rules_of
from pikir.posts.actions import (
    hide_post,
    remove_post,
    restore_post,
    set_closed,
    set_cover,
    set_off_front,
    set_reach,
)
from pikir.posts.kinds import COVER_LENGTH, State, Visibility
from pikir.posts.models import Post
from pikir.web.statements import Statement, moment

Measures = frozenset[str]


def hand_of(user_id: int | None) -> Viewer:
    """Who carries a decision out in lower rooms: staff that speaks for nobody; without a user the square itself."""
    return Viewer(user_id=user_id, roles=frozenset({Role.OPERATOR}))


def settle(case: Case, measure: str, *, by: int | None, reason: str) -> None:
    """Let what a measure concerns be as the decisions in force say, inside the caller's transaction.

    The case is locked, and saved here when it has to remember something.
    """
    if measure == Measure.SUSPEND:
        _settle_account(case, by, reason)
        return
    held: Measures = _measures(case)
    if case.picture is not None:
        _settle_picture(case, held, by, reason)
    elif case.post_id is not None:
        _settle_post(case, _POST.rows(case.post_id)[0], measure, held, by, reason)


def is_in_force(case: Case, measure: str) -> bool:
    """Whether a measure holds now; a suspension, whichever case of the account it was decided in."""
    if measure != Measure.SUSPEND:
        return measure in _measures(case)
    suspended = Decision.objects.in_force(timezone.now()).filter(account=case.account, measure=Measure.SUSPEND)
    return bool(suspended.exists())


def _measures(case: Case) -> Measures:
    """The measures that hold now, less that which is about the account behind the thing."""
    return frozenset(measure for (measure,) in _HELD.rows(case.id))


def _held(case_id: int) -> "QuerySet[Decision, tuple[str]]":
    found = Decision.objects.in_force(moment()).filter(case_id=case_id).exclude(measure=Measure.SUSPEND)
    return found.values_list("measure")


_HELD = Statement[tuple[str]](_held)
_POST = Statement[Post](
    lambda post_id: Post.objects.filter(id=post_id).with_authors().select_related("root__account", "thread_rules")
)


def _settle_account(case: Case, by: int | None, reason: str) -> None:
    if case.account is None or case.account.left:
        return
    held = is_in_force(case, Measure.SUSPEND)
    if held == (case.account.state == AccountState.SUSPENDED):
        return
    act = suspend_account if held else restore_account
    act(actor=hand_of(by), account_id=case.account.id, reason=reason)


def _settle_picture(case: Case, held: Measures, by: int | None, reason: str) -> None:
    """What is hidden has no cover: that one is put on when it comes back."""
    if case.picture is None:
        return
    hand, picture, masks = hand_of(by), case.picture, masks_of(case)
    if (Measure.HIDE in held) != (picture.state == PictureState.HIDDEN):
        act = hide_picture if Measure.HIDE in held else restore_picture
        picture = act(actor=hand, picture_id=picture.id, reason=reason)
    if picture.state == PictureState.READY and (Measure.BLUR in held) != picture.blurred:
        blur_picture(actor=hand, picture_id=picture.id, blurred=Measure.BLUR in held, reason=reason)
    if masks != picture.masks:
        mask_picture(actor=hand, picture_id=picture.id, masks=masks, reason=reason)


def _settle_post(case: Case, post: Post, measure: str, held: Measures, by: int | None, reason: str) -> None:
    if measure in (Measure.HIDE, Measure.REMOVE):
        _settle_state(post, held, by, reason)
    elif measure == Measure.LIMIT:
        _settle_reach(case, post, held, by, reason)
    elif measure == Measure.COVER:
        _settle_cover(case, post, held, by, reason)
    elif measure == Measure.LOCK:
        _settle_comments(case, post, held, by, reason)
    elif measure == Measure.REDACT:
        settle_redactions(case, post)
    elif measure == Measure.FRONT:
        set_off_front(post=post, by=by, reason=reason)


def _settle_state(post: Post, held: Measures, by: int | None, reason: str) -> None:
    """What its author withdrew stays withdrawn."""
    hand = hand_of(by)
    if Measure.REMOVE in held:
        if post.state in (State.PUBLISHED, State.HIDDEN, State.HELD):
            remove_post(actor=hand, post=post, reason=reason)
        return
    wanted = State.HIDDEN if Measure.HIDE in held else State.PUBLISHED
    if post.state not in (State.PUBLISHED, State.HELD, State.HIDDEN, State.REMOVED) or post.state == wanted:
        return
    if post.state not in (State.PUBLISHED, State.HELD):
        restore_post(actor=hand, post=post, reason=reason)
    if wanted == State.HIDDEN:
        hide_post(actor=hand, post=post, reason=reason)


def _settle_reach(case: Case, post: Post, held: Measures, by: int | None, reason: str) -> None:
    limited = Measure.LIMIT in held
    if limited and post.visibility == Visibility.PUBLIC:
        _remember(case, "visibility", post.visibility)
        set_reach(post=post, visibility=Visibility.UNLISTED, by=by, reason=reason)
    elif not limited and "visibility" in case.originals:
        set_reach(post=post, visibility=str(_recall(case, "visibility")), by=by, reason=reason)


def _settle_cover(case: Case, post: Post, held: Measures, by: int | None, reason: str) -> None:
    covered = Measure.COVER in held
    if covered and "cover" not in case.originals:
        _remember(case, "cover", post.cover)
        with override(post.language):
            words = gettext("The moderators put a cover over this text.")
        set_cover(post=post, cover=words[:COVER_LENGTH], by=by, reason=reason)
    elif not covered and "cover" in case.originals:
        set_cover(post=post, cover=str(_recall(case, "cover")), by=by, reason=reason)


def _settle_comments(case: Case, post: Post, held: Measures, by: int | None, reason: str) -> None:
    locked, closed_at = Measure.LOCK in held, rules_of(post).closed_at
    if locked and "closed_at" not in case.originals:
        _remember(case, "closed_at", closed_at.isoformat() if closed_at else "")
        set_closed(post=post, closed_at=closed_at or timezone.now(), by=by, reason=reason)
    elif not locked and "closed_at" in case.originals:
        before = str(_recall(case, "closed_at"))
        set_closed(post=post, closed_at=datetime.fromisoformat(before) if before else None, by=by, reason=reason)


def _remember(case: Case, name: str, value: str) -> None:
    case.originals = case.originals | {name: value}
    case.save(update_fields=["originals"])


def _recall(case: Case, name: str) -> object:
    value = case.originals[name]
    case.originals = {key: other for key, other in case.originals.items() if key != name}
    case.save(update_fields=["originals"])
    return value
