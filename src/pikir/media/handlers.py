"""What pictures do when lower rooms tell."""

from pikir.accounts.events import AccountLeft
from pikir.accounts.kinds import Fate
from pikir.media import tasks
from pikir.media.actions import delete_faces, delete_pictures
from pikir.media.attachments.actions import delete_attachments
from pikir.media.events import PictureMoved


def on_account_left(event: AccountLeft) -> None:
    """Delete the pictures and files of somebody who left, but for those that posts which stay may show."""
    if event.fate == Fate.KEEP:
        delete_faces(account_id=event.account_id)
    else:
        delete_pictures(account_id=event.account_id)
        delete_attachments(account_id=event.account_id)


def on_picture_moved(event: PictureMoved) -> None:
    """Have the files of a picture drawn as its masks say now."""
    if event.verb in ("mask_picture", "unmask_picture"):
        tasks.draw_masks.enqueue(str(event.picture_id))
