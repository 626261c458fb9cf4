"""Who may see a picture: whoever may see something that shows it, its uploader, and those who judge it.

What shows pictures lies on floors above, so rooms there register a gate. A picture that nothing shows yet is seen by
its uploader alone.
"""

from collections.abc import Callable, Collection, Iterable

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import Role
from pikir.media.attachments.models import Attachment
from pikir.media.kinds import PictureState, PictureUse
from pikir.media.models import Picture

# Given a viewer and identifiers of pictures: those of them that the viewer may see in something of the gate's room.
Gate = Callable[[Viewer, Collection[int]], Collection[int]]
# Given identifiers of pictures: those of them that something of the room still shows, whoever may see it.
Holder = Callable[[Collection[int]], Iterable[int]]

_gates: list[Gate] = []
_holders: list[Holder] = []
_attachment_gates: list[Gate] = []
_attachment_holders: list[Holder] = []


def register_gate(gate: Gate, holder: Holder) -> None:
    """Let a room say which pictures its things show, and to whom. Both are asked in bulk; one query each is right."""
    if gate not in _gates:
        _gates.append(gate)
        _holders.append(holder)


def register_attachment_gate(gate: Gate, holder: Holder) -> None:
    """Let a room say which files its things lead to, and for whom, as for pictures."""
    if gate not in _attachment_gates:
        _attachment_gates.append(gate)
        _attachment_holders.append(holder)


def can_view_attachment(viewer: Viewer, attachment: Attachment) -> bool:
    """Whether the viewer may save a file: its uploader, and who may see something that leads to it."""
    if attachment.account_id in viewer.operates:
        return True
    return any(attachment.id in gate(viewer, [attachment.id]) for gate in _attachment_gates)


def held_attachments(attachment_ids: Collection[int]) -> set[int]:
    """Return the identifiers of those files that something leads to."""
    return {found for holder in _attachment_holders for found in holder(attachment_ids)}


def can_view_picture(viewer: Viewer, picture: Picture) -> bool:
    """Whether the viewer may see a picture."""
    return picture.id in visible_pictures(viewer, [picture])


def visible_pictures(viewer: Viewer, pictures: Collection[Picture]) -> set[int]:
    """Return the identifiers of those pictures that the viewer may see. Load their accounts with them."""
    seen = {picture.id for picture in pictures if _seen_by_itself(viewer, picture)}
    asked = {picture.id for picture in pictures if picture.state == PictureState.READY} - seen
    for gate in _gates:
        if not asked:
            break
        found = set(gate(viewer, asked))
        seen |= found
        asked -= found
    return seen


def held_pictures(picture_ids: Collection[int]) -> set[int]:
    """Return the identifiers of those pictures that something shows."""
    return {found for holder in _holders for found in holder(picture_ids)}


def can_judge(viewer: Viewer, picture: Picture) -> bool:
    """Whether the viewer may hide or restore a picture: staff, and never in a matter of their own."""
    if not viewer.has(Role.MODERATOR):
        return False
    if picture.account_id in viewer.operates:
        return False
    return picture.use == PictureUse.POST  # who misuses a portrait is suspended, which hides it


def _seen_by_itself(viewer: Viewer, picture: Picture) -> bool:
    if picture.account_id in viewer.operates:
        return True
    if picture.state == PictureState.HIDDEN:
        return viewer.has(Role.MODERATOR)
    return picture.use in (PictureUse.PORTRAIT, PictureUse.HEADER) and not picture.account.suspended
