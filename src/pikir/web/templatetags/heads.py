"""What the head of a page says of it to machines: title, description, feeds, linked data. In every template."""

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString
from typing_extensions import override

register = template.Library()
_FEEDS = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
# As Django's ``json_script`` does it: nothing inside can end the element.
_HARMLESS = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class Told(template.Node):
    """Words that stand in the head twice: for browsers and search engines, and for whoever shows a shared link."""

    child_nodelists = ("nodelist",)  # so that pages find the blocks inside

    def __init__(self, nodelist: NodeList, form: str) -> None:
        self.nodelist = nodelist
        self._form = form

    @override
    def render(self, context: Context) -> SafeString:
        words = " ".join(self.nodelist.render(context).split())
        name = conditional_escape(getattr(context.get("square"), "name", ""))
        return SafeString(self._form.format(words=words, bare=words.removesuffix(f" · {name}")))  # name is beside it


@register.tag
def titled(parser: Parser, _token: Token) -> Told:
    """``<title>`` and ``og:title``; the latter without the name of the square at its end."""
    inside = parser.parse(("endtitled",))
    parser.delete_first_token()
    return Told(inside, '<title>{words}</title>\n<meta property="og:title" content="{bare}">')


@register.tag
def described(parser: Parser, _token: Token) -> Told:
    """The description of a page and ``og:description``."""
    inside = parser.parse(("enddescribed",))
    parser.delete_first_token()
    return Told(
        inside, '<meta name="description" content="{words}">\n<meta property="og:description" content="{words}">'
    )


@register.simple_tag
def linked(*, data: Mapping[str, Any]) -> SafeString:
    """What a page is, as schema.org data: a block that no browser runs, so the strict policy has no word in it."""
    if not data:
        return SafeString("")
    content = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":"))
    return SafeString(f'<script type="application/ld+json">{content.translate(_HARMLESS)}</script>')


@register.simple_tag
def feed_links(*, title: str, path: str, language: str) -> SafeString:
    """Where programs find the feed of a list, in each format; ``path`` as below ``/feeds/<language>/``."""
    rows = ((kind, title, language, path, form) for form, kind in _FEEDS.items())
    return format_html_join("\n", '<link rel="alternate" type="{}" title="{}" href="/feeds/{}/{}.{}">', rows)
