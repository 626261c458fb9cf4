"""Posts as the shell draws them: cards in lists and comments in threads."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext, ngettext, pgettext

from pikir.accounts.access import Viewer
from pikir.accounts.badges import badge_of
from pikir.accounts.circles import NO_FILTERS, Filters, filters_of
from pikir.accounts.models import Account
from pikir.kernel.text import reading_minutes
from pikir.media.kinds import PORTRAIT_WIDTHS, address_of
from pikir.media.models import Picture as PictureRow
from pikir.posts import reasons
from pikir.posts.access import can_flag, can_moderate, can_withdraw
from pikir.posts.home import HomeItem
from pikir.posts.kinds import TOPICS_ON_CARD, PostKind, State
from pikir.posts.models import Post, PostTopic, Topic
from pikir.posts.presses import NO_PRESSES, Presses
from pikir.posts.queries import ThreadPage
from pikir.posts.thread_kinds import Stance
from pikir.posts.topic_lists import topics_of_posts
from pikir.web.addresses import address
from pikir.web.keyset import Page, map_page
from pikir.web.shapes import Author, Card, Hand, Link, NamedLink, Picture, Reply, Said
from pikir.web.statements import remembered


def author_of(account: Account) -> Author:
    """The account as a byline shows it."""
    return Author(
        name=account.shown_name,
        url="" if account.left else address("profile", account.handle),
        kind=account.kind,
        picture=address_of(account.picture, PORTRAIT_WIDTHS[0]),
        badge=badge_of(account),
    )


def badge_of_post(post: Post) -> str:
    """What public position stands beside the name of an author: as of then where it was said in one, else today's."""
    if post.audience_id and post.published_at:
        then = timezone.localdate(post.published_at)
        return badge_of(post.account, on=then, within=post.audience_id) or badge_of(post.account)
    return badge_of(post.account)


def author_of_post(post: Post) -> Author:
    """The author of a post as its byline shows them."""
    return author_of(post.account)._replace(badge=badge_of_post(post))


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
    why: str = "",
    shared_by: str = "",
    topics: tuple[NamedLink, ...] = (),
) -> Card:
    """A post as it stands in a list; it needs the account, and the picture where that is shown, in the same query.

    ``url`` is where the card leads when not to the post's own page; ``filters`` are those of the reader, ``why`` the
    rule of the list, ``topics`` as ``topics_on_cards`` gives them.
    """
    language = get_language() or ""
    card = _card(post, language, badge_of_post(post), hand, with_picture, with_lead, url, why, topics)
    filtered = filters.match(post.account_id, post.title, post.lead, post.cover, post.excerpt)
    return card._replace(filtered=filtered, shared_by=shared_by) if filtered or shared_by else card


@remembered
def _card(
    post: Post,
    language: str,
    badge: str,  # ends with a day, whatever the row says
    hand: Hand | None,
    with_picture: bool,
    with_lead: bool,
    url: str,
    why: str,
    topics: tuple[NamedLink, ...],
) -> Card:
    picture = post.picture if with_picture and not post.cover else None
    return Card(
        title=post.headline or gettext("Without words"),
        url=url or address("post", post.account.handle, post.id),
        kind=post.kind,
        language=post.language if post.language != language else "",
        lead=_lead(post) if with_lead else "",
        author=author_of(post.account)._replace(badge=badge),
        at=post.published_at or post.updated_at,
        facts=tuple(_facts(post)),
        picture=picture_of(picture) if picture else None,
        hand=hand,
        why=why,
        topics=topics,
    )


def topics_on_cards(posts: Iterable[Post], *, beside: int | None = None) -> dict[int, tuple[NamedLink, ...]]:
    """The first topics of each post of a list, in one query; the one whose own list it is (``beside``) is left out."""
    return links_of_topics(topics_of_posts([post.id for post in posts if not post.is_comment]), beside=beside)


def links_of_topics(rows: Iterable[PostTopic], *, beside: int | None = None) -> dict[int, tuple[NamedLink, ...]]:
    """The same of what ``topics_of_posts`` found."""
    found: dict[int, list[Topic]] = {}
    for row in rows:
        found.setdefault(row.post_id, []).append(row.topic)
    return {
        post_id: tuple(
            (topic.name, address("topic", topic.slug), topic.name_language)
            for topic in [one for one in topics if one.id != beside][:TOPICS_ON_CARD]
        )
        for post_id, topics in found.items()
    }


def cards_for(viewer: Viewer, page: Page[Post], *, why: str = "", beside: int | None = None) -> Page[Card]:
    """A page of posts as cards, with the filters of whoever reads them; one query, two for the signed in."""
    filters, topics = filters_of(viewer), topics_on_cards(page.items, beside=beside)
    return map_page(page, lambda post: card_of(post, filters=filters, why=why, topics=topics.get(post.id, ())))


def home_cards(viewer: Viewer, page: Page[HomeItem]) -> Page[Card]:
    """The home of a reader as cards; what was shared says by whom."""
    filters, topics = filters_of(viewer), topics_on_cards(item.post for item in page.items)

    def drawn(item: HomeItem) -> Card:
        sharer = item.shared_by.shown_name if item.shared_by else ""
        named = topics.get(item.post.id, ())
        return card_of(item.post, filters=filters, shared_by=sharer, why=_why_home(item), topics=named)

    return map_page(page, drawn)


def _why_home(item: HomeItem) -> str:
    if item.shared_by:
        return reasons.of_shared(item.shared_by.shown_name)
    if item.topic:
        return reasons.of_followed_topic(item.topic.name)
    return reasons.of_followed(item.post.account.shown_name)


def _lead(post: Post) -> str:
    return post.opening if post.title else ""


def _facts(post: Post) -> list[str]:
    facts = []
    if post.state != State.PUBLISHED:
        facts.append(post.get_state_display())
    if post.retracted_at:
        facts.append(pgettext("mark of a post", "retracted"))
    if post.kind == PostKind.ENTRY and post.words:
        minutes = reading_minutes(post.words, post.language)
        facts.append(ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes})
    if post.quote_of_id and not post.quote_detached:
        facts.append(gettext("with a quotation"))
    if post.reply_count:
        count = post.reply_count
        facts.append(ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count})
    return facts


def replies_of(
    thread: ThreadPage,
    root: Post,
    *,
    viewer: Viewer,
    can_comment: bool,
    filters: Filters = NO_FILTERS,
    presses: Presses = NO_PRESSES,
) -> list[Reply]:
    """The comments of a thread page, each with what the reader may do with it."""
    acts = _Acts(root, viewer, can_comment=can_comment, reported=presses.marks.reported)
    language = get_language() or ""
    below = (language, root.id, root.account_id, root.account.handle)
    return [
        _silence(comment, thread, root)
        if comment.id in thread.silent
        else Reply(
            id=comment.id,
            said=_said(comment, badge_of(comment.account), *below),
            filtered=filters.match(comment.account_id, strip_tags(comment.html)) if filters.patterns else "",
            folded=gettext("Hidden by the author of the text") if comment.folded_at else "",
            presses=presses.of_comment(comment),
            acts=acts.of(comment),
            rest=_rest(comment, thread, root),
        )
        for comment in thread.comments
    ]


@remembered
def _said(comment: Post, _badge: str, language: str, root_id: int, author_id: int, handle: str) -> Said:
    """A comment below a root by an author with this handle."""
    parent = _parent(comment, root_id)
    return Said(
        at=comment.published_at or comment.created_at,
        html=comment.html,
        author=author_of(comment.account),
        parent=parent,
        by_author=comment.account_id == author_id,
        language=comment.language if comment.language != language else "",
        edited=comment.edited_at is not None,
        earlier=address("post", handle, parent) if parent else "",  # should it stand on another page
        stance=_stance_words(comment.stance),
    )


def _rest(comment: Post, thread: ThreadPage, root: Post) -> str:
    """Where the answers below a comment go on that a page has no room for: in the order of time."""
    place = thread.cut.get(comment.id)
    return f"{address('post', root.account.handle, root.id)}?after={place - 1}#comments" if place else ""


def _parent(comment: Post, root_id: int) -> int | None:
    return comment.reply_to_id if comment.reply_to_id != root_id else None


def _silence(comment: Post, thread: ThreadPage, root: Post) -> Reply:
    """What stands in the place of a comment that may not be read, so that its answers keep their sense."""
    if comment.state == State.PUBLISHED:
        words = gettext("This comment is not shown to you.")
    elif comment.erased:
        words = gettext("The author, who has left, erased this comment.")
    elif comment.state == State.WITHDRAWN:
        words = gettext("The author took this comment back.")
    else:
        words = gettext("This comment was taken down under the rules.")
    said = Said(at=comment.created_at, parent=_parent(comment, root.id))
    return Reply(id=comment.id, said=said, gone=words, rest=_rest(comment, thread, root))


def _stance_words(stance: str) -> str:
    return str(Stance(stance).label) if stance else ""


class _Acts:
    """The links below the comments of a thread, for one reader."""

    def __init__(self, root: Post, viewer: Viewer, *, can_comment: bool, reported: frozenset[int]) -> None:
        self._viewer, self._reported = viewer, reported
        self._below = (get_language() or "", root.account.handle)
        self._can_comment = can_comment

    def of(self, comment: Post) -> tuple[Link, ...]:
        """Return what the reader may do with a comment, beside pressing a button."""
        answers = self._can_comment and comment.state == State.PUBLISHED
        own = can_withdraw(self._viewer, comment)
        moderates = not own and can_moderate(self._viewer, comment)
        flags = not own and not moderates and self._viewer.signed_in and can_flag(self._viewer, comment)
        return _acts(comment, *self._below, answers, own, moderates, flags, comment.id in self._reported)


@remembered
def _acts(
    comment: Post,
    _language: str,
    handle: str,
    answers: bool,
    withdraws: bool,
    moderates: bool,
    flags: bool,
    reported: bool,
) -> tuple[Link, ...]:
    acts = []
    if answers:
        answer = address("reply", handle, comment.id)
        acts += [
            (pgettext("act", "Comment"), f"{answer}#answer"),
            (pgettext("act", "Quote"), f"{answer}?quote=1#answer"),
        ]
    if withdraws:
        acts.append((pgettext("act", "Take back"), address("withdraw", comment.id)))
    if moderates:
        acts.append((pgettext("act", "Moderate"), address("takedown", comment.id)))
    if flags:
        text = gettext("You reported this") if reported else pgettext("act", "Report")
        acts.append((text, address("flag", "post", comment.id)))
    return tuple(acts)
