"""What posts do when lower rooms tell."""

from pikir.media.events import PictureMoved
from pikir.posts.tasks import render_again


def on_picture_moved(event: PictureMoved) -> None:
    """A picture has a new address or none: have every text that shows it made anew."""
    render_again.enqueue(str(event.picture_id))
