"""Pictures with their widths, and their captions."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pikir.web.shapes import Picture

_NOW = mark_safe('fetchpriority="high"')
_LATER = mark_safe('loading="lazy" decoding="async"')


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
    return format_html('<figure class="{}">{}{}</figure>', css, image(picture, sizes, eager), caption)
