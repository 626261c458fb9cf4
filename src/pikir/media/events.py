"""What pictures tell the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PictureMoved:
    """A picture was hidden, changed or restored: texts that show it must be made anew, since its addresses changed."""

    picture_id: int
    verb: str
