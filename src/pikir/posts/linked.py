"""What a post, an account or a list is in the words of schema.org, for search engines; only what everyone may read."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from pikir.accounts.kinds import AccountKind
from pikir.accounts.models import Account
from pikir.media.kinds import PORTRAIT_WIDTHS, address_of
from pikir.posts.access import is_open
from pikir.posts.kinds import PostKind, State, Visibility
from pikir.posts.models import Post, PostTopic, Topic
from pikir.posts.stamps import stamp_of_post
from pikir.web.statements import remembered

Linked = dict[str, Any]

_ORGANISATIONS = {
    AccountKind.ORGANISATION: "Organization",
    AccountKind.OFFICE: "GovernmentOrganization",
    AccountKind.NEWSROOM: "NewsMediaOrganization",
}


def is_told(post: Post) -> bool:
    """Whether search engines are told of a post: everyone finds it, and its author does not hide from them."""
    public = post.state == State.PUBLISHED and post.visibility == Visibility.PUBLIC
    return public and not post.account.hides_from_search


def social_picture_of(post: Post) -> str:
    """Return the path of the picture that stands beside a shared link; empty where the square's own has to do.

    It is the first picture of the text, or a card that is drawn. A cover covers both.
    """
    return _social_picture(post, get_language())


@remembered
def _social_picture(post: Post, _language: str | None) -> str:
    if post.cover or not is_open(post):
        return ""
    if post.picture:
        return str(post.picture.src)
    return reverse("post-picture", args=[post.id, stamp_of_post(post)])


def linked_post(post: Post, *, co_authors: Iterable[Account], topics: Iterable[PostTopic], picture: str) -> Linked:
    """Return a text with its authors, or a note as the beginning of a discussion; nothing of what is not told.

    ``picture`` is the path of the picture for shared links. Of a covered text no more than the cover is said.
    """
    if not is_told(post):
        return {}
    url = _whole(reverse("post", args=[post.account.handle, post.id]))
    authors = [linked_account(account) for account in (post.account, *co_authors)]
    found: Linked = {
        "@type": _type_of(post),
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": post.headline,
        "inLanguage": post.language,
        "author": authors if len(authors) > 1 else authors[0],
        "commentCount": post.reply_count,
        "isAccessibleForFree": True,
    }
    if post.published_at:
        found["datePublished"] = post.published_at.isoformat()
        found["dateModified"] = (post.edited_at or post.published_at).isoformat()
    if picture:
        found["image"] = _whole(picture)
    if post.opening:
        found["text" if post.kind == PostKind.NOTE else "description"] = post.opening
    if post.words and not post.cover:
        found["wordCount"] = post.words
    names = [row.topic.name for row in topics]
    return {"@graph": [found | ({"keywords": names} if names else {}), _way_to(post)]}


def _type_of(post: Post) -> str:
    if post.kind == PostKind.NOTE:
        return "DiscussionForumPosting"
    return "NewsArticle" if post.account.kind == AccountKind.NEWSROOM else "BlogPosting"


def _way_to(post: Post) -> Linked:
    account = post.account
    above = [] if account.left else [(account.name, reverse("profile", args=[account.handle]))]
    return linked_way([*above, (post.headline, reverse("post", args=[account.handle, post.id]))])


def linked_way(steps: Iterable[tuple[str, str]]) -> Linked:
    """Return the way to a page from above: the name and the path of each step."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": _whole(path)}
        for number, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def linked_account(account: Account) -> Linked:
    """Return who an account is, as a byline says it."""
    kind = _ORGANISATIONS.get(AccountKind(account.kind), "Person" if account.is_person else "Organization")
    if account.left:
        return {"@type": kind, "name": account.shown_name}
    found = {"@type": kind, "name": account.name, "url": _whole(reverse("profile", args=[account.handle]))}
    if account.picture:
        found["image"] = _whole(address_of(account.picture, PORTRAIT_WIDTHS[-1]))
    return found


def linked_profile(account: Account, links: Iterable[str]) -> Linked:
    """Return the page of an account; ``links`` are the pages elsewhere that were checked to be its own."""
    if account.hides_from_search or account.suspended:
        return {}
    who = linked_account(account) | {"identifier": f"@{account.handle}"}
    if account.bio:
        who["description"] = account.bio
    same = list(links)
    return {"@type": "ProfilePage", "mainEntity": who | ({"sameAs": same} if same else {})}


def linked_topic(topic: Topic, above: Iterable[Topic]) -> Linked:
    """Return where a topic stands among all topics."""
    return linked_way([(one.name, reverse("topic", args=[one.slug])) for one in (*above, topic)])


def _whole(path: str) -> str:
    return str(settings.SQUARE_URL) + path
