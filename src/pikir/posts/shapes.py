"""Posts as the shell draws them: cards in lists and comments in threads."""

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext, ngettext, pgettext

from pikir.accounts.access import Viewer
from pikir.accounts.circles import NO_FILTERS, Filters, filters_of
from pikir.accounts.models import Account
from pikir.kernel.text import reading_minutes
from pikir.media.kinds import PORTRAIT_WIDTHS, address_of
from pikir.media.models import Picture as PictureRow
from pikir.posts.kinds import PostKind, State
from pikir.posts.models import Post
from pikir.posts.queries import ThreadPage
from pikir.web.keyset import Page, map_page
from pikir.web.shapes import Author, Card, Hand, Link, Picture, Reply


def author_of(account: Account) -> Author:
    """The account as a byline shows it."""
    return Author(
        name=account.shown_name,
        url="" if account.left else reverse("profile", args=[account.handle]),
        kind=account.kind,
        picture=address_of(account.picture, PORTRAIT_WIDTHS[0]),
    )


def picture_of(row: PictureRow) -> Picture:
    """A picture of the media room as the shell draws it."""
    return Picture(
        src=row.src,
        width=row.width,
        height=row.height,
        alt=row.alt,
        srcset=row.srcset,
        caption=row.caption,
        credit=row.credit,
    )


def card_of(
    post: Post,
    *,
    hand: Hand | None = None,
    with_picture: bool = True,
    with_lead: bool = True,
    url: str = "",
    filters: Filters = NO_FILTERS,
) -> Card:
    """A post as it stands in a list; it needs the account, and the picture where that is shown, in the same query.

    ``url`` is where the card leads when not to the post's own page; ``filters`` are those of the reader.
    """
    picture = post.picture if with_picture and not post.cover else None
    return Card(
        title=post.headline or gettext("Without words"),
        url=url or reverse("post", args=[post.account.handle, post.id]),
        kind=post.kind,
        language=post.language if post.language != get_language() else "",
        lead=_lead(post) if with_lead else "",
        author=author_of(post.account),
        at=post.published_at or post.updated_at,
        facts=tuple(_facts(post)),
        picture=picture_of(picture) if picture else None,
        hand=hand,
        filtered=filters.match(post.account_id, post.title, post.lead, post.cover, post.excerpt),
    )


def cards_for(viewer: Viewer, page: Page[Post]) -> Page[Card]:
    """A page of posts as cards, with the filters of whoever reads them; one query for the signed in."""
    filters = filters_of(viewer)
    return map_page(page, lambda post: card_of(post, filters=filters))


def _lead(post: Post) -> str:
    if post.cover:
        return post.cover
    return post.excerpt if post.title else ""


def _facts(post: Post) -> list[str]:
    facts = []
    if post.state != State.PUBLISHED:
        facts.append(post.get_state_display())
    if post.retracted_at:
        facts.append(pgettext("mark of a post", "retracted"))
    if post.kind == PostKind.ENTRY and post.words:
        minutes = reading_minutes(post.words, post.language)
        facts.append(ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes})
    if post.reply_count:
        count = post.reply_count
        facts.append(ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count})
    return facts


def replies_of(
    thread: ThreadPage,
    root: Post,
    *,
    can_comment: bool,
    own: frozenset[int],
    staff: bool,
    filters: Filters = NO_FILTERS,
) -> list[Reply]:
    """The comments of a thread page; ``own`` are the accounts of the reader, whose comments can be taken back."""
    return [
        _silence(comment, root)
        if comment.id in thread.silent
        else Reply(
            id=comment.id,
            at=comment.published_at or comment.created_at,
            html=comment.html,
            author=author_of(comment.account),
            parent=_parent(comment, root),
            by_author=comment.account_id == root.account_id,
            language=comment.language if comment.language != get_language() else "",
            edited=comment.edited_at is not None,
            earlier=_place_of_parent(comment, root),
            filtered=filters.match(comment.account_id, strip_tags(comment.html)) if filters.patterns else "",
            acts=_acts(comment, root, can_comment=can_comment, own=own, staff=staff),
        )
        for comment in thread.comments
    ]


def _parent(comment: Post, root: Post) -> int | None:
    return comment.reply_to_id if comment.reply_to_id != root.id else None


def _place_of_parent(comment: Post, root: Post) -> str:
    """Where the comment that this one answers is found when it stands on another page of the thread."""
    parent = _parent(comment, root)
    return reverse("post", args=[root.account.handle, parent]) if parent else ""


def _silence(comment: Post, root: Post) -> Reply:
    """What stands in the place of a comment that may not be read, so that its answers keep their sense."""
    if comment.state == State.PUBLISHED:
        words = gettext("This comment is not shown to you.")
    elif comment.erased:
        words = gettext("The author, who has left, erased this comment.")
    elif comment.state == State.WITHDRAWN:
        words = gettext("The author took this comment back.")
    else:
        words = gettext("This comment was taken down under the rules.")
    return Reply(id=comment.id, at=comment.created_at, parent=_parent(comment, root), gone=words)


def _acts(comment: Post, root: Post, *, can_comment: bool, own: frozenset[int], staff: bool) -> tuple[Link, ...]:
    acts = []
    if can_comment and comment.state == State.PUBLISHED:
        acts.append((pgettext("act", "Comment"), reverse("reply", args=[root.account.handle, comment.id]) + "#answer"))
    if comment.account_id in own and comment.state == State.PUBLISHED:
        acts.append((pgettext("act", "Take back"), reverse("withdraw", args=[comment.id])))
    elif staff and comment.account_id not in own:
        acts.append((pgettext("act", "Moderate"), reverse("takedown", args=[comment.id])))
    return tuple(acts)
