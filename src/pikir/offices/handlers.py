"""What offices do when lower rooms tell."""

from pikir.accounts.events import AccountLeft
from pikir.offices.actions import forget_person, unbind_late_text
from pikir.posts.events import PostPublished


def on_account_left(event: AccountLeft) -> None:
    """Let go of the person; the public record of who held which position stays."""
    forget_person(account_id=event.account_id, user_id=event.user_id)


def on_post_published(event: PostPublished) -> None:
    """Have what became public after its author left the position stand in their own name."""
    if not event.comment:
        unbind_late_text(post_id=event.post_id)
