"""What pictures do when lower rooms tell."""

from pikir.accounts.events import AccountLeft
from pikir.accounts.kinds import Fate
from pikir.media.actions import delete_faces, delete_pictures
from pikir.media.attachments.actions import delete_attachments


def on_account_left(event: AccountLeft) -> None:
    """Delete the pictures and files of somebody who left, but for those that posts which stay may show."""
    if event.fate == Fate.KEEP:
        delete_faces(account_id=event.account_id)
    else:
        delete_pictures(account_id=event.account_id)
        delete_attachments(account_id=event.account_id)
