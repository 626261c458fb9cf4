"""What timelines do when lower rooms tell."""

from pikir.accounts.events import AccountLeft
from pikir.accounts.kinds import Fate
from pikir.timelines.actions import end_slots_of


def on_account_left(event: AccountLeft) -> None:
    """Take what is withdrawn or erased off the front page."""
    if event.fate != Fate.KEEP:
        end_slots_of(account_id=event.account_id)
