"""Who may be attested, and who attests."""

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import Role


def can_be_attested(viewer: Viewer) -> bool:
    """Whether the viewer may have their voice verified: everyone who may speak."""
    return viewer.signed_in and not viewer.suspended


def can_attest(viewer: Viewer) -> bool:
    """Whether the viewer keeps registers and sits at the desk."""
    return viewer.has(Role.OPERATOR)


def can_judge(viewer: Viewer, account_id: int) -> bool:
    """Whether the viewer may look at the document of an account: nobody attests who they themselves act for."""
    return can_attest(viewer) and account_id not in viewer.operates


def can_confirm(viewer: Viewer, *, account_id: int, recorded_by: int | None) -> bool:
    """Whether the viewer may be the second to look: as above, and another than the first."""
    return can_judge(viewer, account_id) and viewer.user_id != recorded_by
