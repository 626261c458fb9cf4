"""Maps as XML (sitemaps.org), written out by hand: tens of thousands of lines of one shape."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

CONTENT_TYPE = "application/xml; charset=utf-8"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


@dataclass(frozen=True, kw_only=True)
class News:
    """What a map of news says of a text beside its address."""

    square: str
    language: str
    title: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An address of a map; ``others`` are the same in other languages, by code."""

    url: str
    changed: datetime | None = None
    others: Mapping[str, str] = field(default_factory=dict)
    news: News | None = None


def index_of(urls: Iterable[str]) -> str:
    """Return the map of maps."""
    rows = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>\n" for url in urls)
    return f"{_HEAD}<sitemapindex {_SPACES}>\n{rows}</sitemapindex>\n"


def map_of(entries: Iterable[Entry]) -> str:
    """Return a map of pages."""
    return f"{_HEAD}<urlset {_SPACES}>\n{''.join(map(_line, entries))}</urlset>\n"


def _line(entry: Entry) -> str:
    changed = f"<lastmod>{entry.changed.isoformat(timespec='seconds')}</lastmod>" if entry.changed else ""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(url)}"/>' for code, url in entry.others.items()
    )
    news = _news(entry.news) if entry.news else ""
    return f"<url><loc>{escape(entry.url)}</loc>{changed}{news}{others}</url>\n"


def _news(news: News) -> str:
    publication = f"<news:name>{escape(news.square)}</news:name><news:language>{news.language}</news:language>"
    return (
        f"<news:news><news:publication>{publication}</news:publication>"
        f"<news:publication_date>{news.at.isoformat(timespec='seconds')}</news:publication_date>"
        f"<news:title>{escape(news.title)}</news:title></news:news>"
    )
