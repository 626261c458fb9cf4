"""Reading the earlier texts of a post."""

from dataclasses import dataclass

from pikir.posts.changes import Piece, changes_between
from pikir.posts.life import Revision
from pikir.posts.models import Post
from pikir.web.keyset import Page, page_before

HISTORY_PAGE = 30  # changes on one page


@dataclass(frozen=True)
class Part:
    """What changed in one part of a text: ``name`` is the field."""

    name: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Change:
    """A change of a text. ``parts`` is empty when either text was taken out of the history for the reason given."""

    revision: Revision
    parts: list[Part]
    hidden_reason: str = ""


def history_page(post: Post, *, before: int | None, limit: int = HISTORY_PAGE) -> Page[Revision]:
    """Return the changes of a post, newest first, without their texts."""
    found = Revision.objects.filter(post=post).defer("source", "lead", "cover")
    return page_before(found, key="number", before=before, limit=limit)


def says(post: Post, phrase: str) -> bool:
    """Whether a text, or an earlier version of it, has these very words in one of its written parts."""
    texts = [post, *Revision.objects.filter(post=post)]
    return any(phrase in getattr(text, name) for text in texts for name in ("title", "lead", "cover", "source"))


def revision_of(post: Post, number: int) -> Revision | None:
    """Return an earlier text of a post by its number."""
    return Revision.objects.filter(post=post, number=number).select_related("post__account").first()


def change_of(post: Post, revision: Revision, *, staff: bool) -> Change:
    """Return what the change after an earlier text did: against the next earlier one, or against what is read now."""
    after = Revision.objects.filter(post=post, number=revision.number + 1).first()
    reason = revision.hidden_reason or (after.hidden_reason if after else "")
    if reason and not staff:
        return Change(revision, [], reason)
    later = after or post
    parts = [
        Part(name, changes_between(getattr(revision, name), getattr(later, name)))
        for name in ("title", "lead", "cover", "source")
    ]
    return Change(revision, [part for part in parts if part.pieces], reason)
