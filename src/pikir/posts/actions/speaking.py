"""As what a person speaks in a text of their own."""

from pikir.accounts.access import Viewer
from pikir.posts.capacities import bind
from pikir.posts.models import Post


def speak_in(actor: Viewer, post: Post, capacity: str) -> None:
    """Have a text be said in a capacity or, where that is empty, in none; what was public stays as it is.

    For the transaction in which the text is kept. Raises PermissionDenied for a capacity that is not the actor's.
    """
    if post.listed_at_id or not (capacity or post.audience_id):
        return
    audience = bind(actor, post, capacity if post.account_id == actor.account_id else "")
    if audience != post.audience_id:
        post.audience_id = audience
        Post.objects.filter(id=post.id).update(audience=audience)


def speak_plainly(*, post_id: int) -> None:
    """Have a text be said in no other's place, because its capacity is over. For the caller's transaction."""
    Post.objects.filter(id=post_id).update(audience=None)
