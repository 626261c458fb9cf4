"""A feed as plain data, and its three encodings: RSS 2.0, Atom and JSON Feed 1.1 (jsonfeed.org)."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed


@dataclass(frozen=True, kw_only=True)
class Item:
    """One post. Addresses are absolute; ``html`` is sanitised and its addresses are absolute too.

    ``id`` never changes, whatever handle the author takes and in whatever language the feed speaks.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    language: str
    author: str
    author_url: str
    published: datetime
    updated: datetime
    picture: str = ""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A list of posts, newest first. ``url`` is the page for people, ``self_url`` the feed's own address."""

    title: str
    description: str
    language: str
    url: str
    self_url: str
    items: Sequence[Item]


def as_rss(feed: Feed) -> bytes:
    """Encode as RSS 2.0."""
    return _as_xml(feed, Rss201rev2Feed)


def as_atom(feed: Feed) -> bytes:
    """Encode as Atom."""
    return _as_xml(feed, Atom1Feed)


def _as_xml(feed: Feed, kind: type[SyndicationFeed]) -> bytes:
    made = kind(
        title=feed.title,
        link=feed.url,
        description=feed.description,
        language=feed.language,
        feed_url=feed.self_url,
    )
    for item in feed.items:
        made.add_item(
            title=item.title,
            link=item.url,
            description=item.html,
            author_name=item.author,
            author_link=item.author_url,
            unique_id=item.id,
            unique_id_is_permalink=False,
            pubdate=item.published,
            updateddate=item.updated,
        )
    return made.writeString("utf-8").encode()


def as_json(feed: Feed) -> bytes:
    """Encode as JSON Feed 1.1."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.url,
        "feed_url": feed.self_url,
        "language": feed.language,
        "items": [_as_json_item(item) for item in feed.items],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _as_json_item(item: Item) -> dict[str, object]:
    content: dict[str, object] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "language": item.language,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": item.author} | ({"url": item.author_url} if item.author_url else {})],
    }
    return content | ({"image": item.picture} if item.picture else {})


ENCODERS: dict[str, Callable[[Feed], bytes]] = {"rss": as_rss, "atom": as_atom, "json": as_json}
