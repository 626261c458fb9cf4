"""Formats and limits of feeds."""

FEED_SIZE = 30  # readers fetch often enough that thirty are never missed
ONLY = "in"  # the parameter that names the one language whose texts are wanted
CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
