"""What somebody keeps at hand: read by nobody else."""

from dataclasses import dataclass

from pikir.accounts.access import Viewer
from pikir.posts.kinds import LIST_PAGE
from pikir.posts.models import Bookmark, Folder, Post
from pikir.web.keyset import Page, map_page, page_before


@dataclass(frozen=True)
class Kept:
    """A bookmark; without ``post`` what it led to cannot be read any more."""

    id: int
    post: Post | None


def bookmarks_page(
    *, viewer: Viewer, folder: Folder | None = None, before: int | None = None, limit: int = LIST_PAGE
) -> Page[Kept]:
    """Return one's bookmarks, of a folder or all, newest first, as far as one may still read them; two queries."""
    rows = Bookmark.objects.filter(account_id=viewer.account_id or 0)
    if folder is not None:
        rows = rows.filter(folder=folder)
    page = page_before(rows, key="id", before=before, limit=limit)
    seen = Post.objects.visible_to(viewer).filter(id__in=[row.post_id for row in page.items])
    posts = seen.with_authors().select_related("root__account").defer("source", "html").in_bulk()
    return map_page(page, lambda row: Kept(row.id, posts.get(row.post_id)))


def folders_of(viewer: Viewer) -> list[Folder]:
    """Return one's folders by name."""
    return list(Folder.objects.filter(account_id=viewer.account_id or 0).order_by("name", "id"))
