"""Pictures with their widths, and their captions; for who saves data, links to them in their place."""

import re
from html import escape, unescape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from pikir.web.look import is_saving
from pikir.web.shapes import Picture

_NOW = mark_safe('fetchpriority="high"')
_LATER = mark_safe('loading="lazy" decoding="async"')
_TAGS = re.compile(r'<(?:[^>"]|"[^"]*")*>')
_ATTRIBUTES = re.compile(r'\b(src|srcset|alt)="([^"]*)"')


def image(picture: Picture, sizes: str = "100vw", eager: bool = False) -> SafeString:
    """The bare ``<img>``: a choice of widths, its size known beforehand, loaded when it comes near unless ``eager``."""
    return format_html(
        '<img src="{}"{} width="{}" height="{}" alt="{}" {}>',
        picture.src,
        format_html(' srcset="{}" sizes="{}"', picture.srcset, sizes) if picture.srcset else "",
        picture.width,
        picture.height,
        picture.alt,
        _NOW if eager else _LATER,
    )


def picture(*, picture: Picture, sizes: str = "100vw", eager: bool = False, css: str = "fig") -> SafeString:
    """A figure with its caption and credit. ``eager`` for the one picture of the first screen."""
    credit = format_html(' <span class="credit">{}</span>', picture.credit) if picture.credit else ""
    caption = ""
    if picture.caption or picture.credit:
        caption = format_html("<figcaption>{}{}</figcaption>", picture.caption, credit)
    shown = image(picture, sizes, eager)
    return format_html('<figure class="{}">{}{}</figure>', css, spare(shown) if is_saving() else shown, caption)


def spare(html: str) -> SafeString:
    """A sanitised text of ours with links to the narrowest file in the places of its pictures.

    A picture inside a link becomes its description alone: the link leads elsewhere.
    """
    in_link = False

    def replaced(tag: re.Match[str]) -> str:
        nonlocal in_link
        if tag[0].startswith("<img "):
            return _waiting(dict(_ATTRIBUTES.findall(tag[0])), in_link=in_link)
        if tag[0].startswith(("<a ", "</a>")):
            in_link = tag[0] != "</a>"
        return tag[0]

    return SafeString(_TAGS.sub(replaced, html))


def _waiting(picture: dict[str, str], *, in_link: bool) -> str:
    alt = picture.get("alt", "")
    if in_link:
        return alt or escape(gettext("Picture"))
    words = gettext("Show the picture: %(alt)s") % {"alt": unescape(alt)} if alt else gettext("Show the picture")
    address = picture.get("srcset", "").partition(" ")[0] or picture.get("src", "")
    return f'<a class="spared" href="{address}" data-alt="{alt}">{escape(words)}</a>'
