"""What timelines do when lower rooms tell."""

from django.utils import timezone

from pikir.accounts.events import AccountLeft
from pikir.accounts.kinds import Fate
from pikir.posts.events import PostMoved
from pikir.timelines import tasks
from pikir.timelines.actions import end_slots_of, lay_out
from pikir.timelines.queries import stands


def on_account_left(event: AccountLeft) -> None:
    """Take what is withdrawn or erased off the front page."""
    if event.fate != Fate.KEEP:
        end_slots_of(account_id=event.account_id)


def on_post_moved(event: PostMoved) -> None:
    """Have the place of what was taken down filled, and given back when it is restored; readers miss it at once.

    What is only barred from the front page can be read still: there it must go now.
    """
    if event.verb == "set_off_front":
        lay_out(now=timezone.now())
    elif stands(event.post_id):
        tasks.lay_out.enqueue()
