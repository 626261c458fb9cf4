"""What offices do when lower rooms tell."""

from pikir.accounts.events import AccountLeft
from pikir.offices.actions import forget_person


def on_account_left(event: AccountLeft) -> None:
    """Let go of the person; the public record of who held which position stays."""
    forget_person(account_id=event.account_id, user_id=event.user_id)
