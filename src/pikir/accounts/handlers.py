"""What accounts have done when something happened to one of them."""

from pikir.accounts import tasks
from pikir.accounts.events import LinksChanged


def on_links_changed(event: LinksChanged) -> None:
    """Have the pages asked that the account names as its own."""
    tasks.check_links.enqueue(str(event.account_id))
