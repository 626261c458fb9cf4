"""What a post quotes, as its reader may see it."""

from dataclasses import dataclass

from pikir.accounts.access import Viewer
from pikir.posts.models import Post


@dataclass(frozen=True)
class Quoted:
    """Without ``post`` the quoted text cannot be read; ``detached`` says that its author took it out of this place."""

    post: Post | None
    detached: bool = False


def quoted_in(post: Post, viewer: Viewer) -> Quoted | None:
    """Return what a post quotes, None when it quotes nothing; one query for a quote that still holds."""
    if post.quote_of_id is None:
        return None
    if post.quote_detached:
        return Quoted(None, detached=True)
    seen = Post.objects.published().visible_to(viewer).filter(id=post.quote_of_id)
    return Quoted(seen.with_authors().defer("source", "html").first())
