"""What transfer does when lower rooms tell."""

from pikir.accounts.events import AccountLeft
from pikir.transfer.actions import forget_account


def on_account_left(event: AccountLeft) -> None:
    """Delete the archive and what imports remember."""
    forget_account(account_id=event.account_id, user_id=event.user_id)
