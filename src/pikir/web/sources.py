"""Where a reader came from, as five words, and who is no reader at all. Nothing else of a request is looked at."""

import re

SOURCES = ("direct", "own", "search", "social", "other")

# Words in the name by which a program says what it is; an empty name counts as a program too.
ROBOT_WORDS = (
    "bot", "crawl", "spider", "slurp", "preview", "monitor", "fetch", "scan", "feed", "rss", "headless", "python",
    "curl", "wget", "java/", "go-http", "http-client", "httpclient", "httpx", "aiohttp", "okhttp", "axios", "ruby",
    "perl", "php", "facebookexternalhit", "whatsapp", "telegram", "mastodon", "pleroma", "misskey",
)  # fmt: skip
_ROBOTS = re.compile("|".join(map(re.escape, ROBOT_WORDS)).encode(), re.IGNORECASE)

# Parts of host names that tell what a site is, and short hosts that only their whole name tells.
SEARCHES = {
    "google", "bing", "yandex", "duckduckgo", "yahoo", "ecosia", "baidu", "startpage", "qwant", "kagi", "brave",
    "perplexity", "chatgpt",
}  # fmt: skip
NETWORKS = {
    "facebook", "instagram", "threads", "twitter", "vk", "odnoklassniki", "tiktok", "youtube", "linkedin", "reddit",
    "telegram", "whatsapp", "pinterest", "bsky", "mastodon",
}  # fmt: skip
_SHORT_NETWORKS = (
    "t.me", "t.co", "x.com", "ok.ru", "m.ok.ru", "fb.com", "lnkd.in", "youtu.be", "my.mail.ru", "web.telegram.org",
)  # fmt: skip
_SHORT = {"ya.ru": "search", "go.mail.ru": "search"} | dict.fromkeys(_SHORT_NETWORKS, "social")


def is_person(agent: bytes) -> bool:
    """Whether a browser's line of a request is not that of a program that says so."""
    return bool(agent) and not _ROBOTS.search(agent)


def source_of(host: bytes) -> str:
    """Return which of SOURCES another site's host is; ``direct`` for none."""
    name = host.decode("latin-1").lower().partition(":")[0].removeprefix("www.")
    if not name:
        return "direct"
    parts = set(name.split(".")[:-1])  # the last says only which country
    if name in _SHORT:
        return _SHORT[name]
    if parts & SEARCHES:
        return "search"
    return "social" if parts & NETWORKS else "other"
