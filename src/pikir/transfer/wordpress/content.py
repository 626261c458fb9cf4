"""Texts of WordPress (HTML with shortcodes and block comments) as Markdown."""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from markdownify import MarkdownConverter

_BLOCK_NOTE = re.compile(r"<!--\s*/?wp:([a-z0-9/-]+).*?-->", re.DOTALL)
_MORE = re.compile(r"<!--\s*more.*?-->")
_NEXT_PAGE = re.compile(r"<!--\s*nextpage\s*-->")
_SHORTCODE = re.compile(r"\[(/?)(caption|gallery|embed|audio|video|playlist)\b([^\]\[]*)\]", re.IGNORECASE)
_LEFT_OVER = re.compile(r"\[/?([a-z][a-z0-9_-]{2,})(?:\s[^\]\[]*)?/?\]")
_ATTRIBUTE = re.compile(r"""([a-z_]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s|\"'\]]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_PARAGRAPHS = re.compile(r"\n\s*\n")

# Blocks that a theme fills when the page is shown; the export holds nothing of them.
_FILLED_LATER = {"latest-posts", "archives", "latest-comments", "calendar", "categories", "search", "tag-cloud", "rss"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "audio", "video", "iframe",
}  # fmt: skip
_PARTED = {"[document]", "div", "section", "article", "blockquote", "center", "figure", "aside"}

PictureFinder = Callable[[str], str]  # address of a picture there → "picture:…" here, or empty


@dataclass
class Converted:
    """A text in Markdown, the pictures it called by their old addresses, and what had to change."""

    source: str
    lead: str = ""
    changes: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, kw_only=True)
class Gallery:
    """How ``[gallery]`` finds its pictures: (address, alternative text) by number of the attachment, and its own."""

    by_number: dict[int, tuple[str, str]]
    own: list[int]


def convert(text: str, *, find_picture: PictureFinder, gallery: Gallery) -> Converted:
    """Turn a WordPress text into Markdown. Nothing is left out without a count in ``changes``."""
    result = Converted("")
    text = _take_notes(text, result)
    text = _SHORTCODE.sub(lambda match: _shortcode(match, gallery, result), text)
    for name in _LEFT_OVER.findall(text):
        result.changes[f"shortcode [{name}] left as text"] += 1
    soup = BeautifulSoup(text, "html.parser")
    _drop_dangerous(soup, result)
    _make_paragraphs(soup)
    _place_pictures(soup, find_picture, result)
    _replace_players(soup, result)
    made = _Markdown(heading_style="ATX", bullets="-", escape_misc=True, table_infer_header=True).convert_soup(soup)
    result.source = _EMPTY_LINES.sub("\n\n", made).strip()
    return result


def plain(text: str) -> str:
    """The words of a piece of HTML, on one line."""
    return " ".join(BeautifulSoup(text, "html.parser").get_text(" ").split())


def picture_addresses(text: str) -> set[str]:
    """Addresses of the pictures that a text shows, as they are written."""
    soup = BeautifulSoup(text, "html.parser")
    return {str(tag["src"]) for tag in soup.find_all("img") if tag.get("src")}


def _take_notes(text: str, result: Converted) -> str:
    def note(match: re.Match[str]) -> str:
        if match.group(1) in _FILLED_LATER:
            result.changes[f"block “{match.group(1)}” filled by the theme, left out"] += 1
        return "\n\n"

    text, more = _MORE.subn("\n\n", text)
    text, pages = _NEXT_PAGE.subn("\n\n<hr>\n\n", text)
    result.changes["“read more” mark left out"] += more
    result.changes["page break turned into a line"] += pages
    result.changes = +result.changes
    return _BLOCK_NOTE.sub(note, text)


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): one or two or three for name, one, two, three in _ATTRIBUTE.findall(html.unescape(text))}


def _shortcode(match: re.Match[str], gallery: Gallery, result: Converted) -> str:
    closing, name, given = match.group(1), match.group(2).lower(), _attributes(match.group(3))
    if name == "caption":
        if closing:
            return "</figcaption></figure>"
        said = html.escape(given.get("caption", ""))
        return f'<figure data-caption="{said}">'
    if name == "embed" or closing:
        return "\n\n"
    if name in ("gallery", "playlist"):
        result.changes[f"[{name}] turned into its files, one below the other"] += 1
        return _gallery(given, gallery)
    named = (given[key] for key in ("src", "mp4", "mp3", "ogg", "m4a", "webm", "wav") if given.get(key))
    bare = _WEB_ADDRESS.search(html.unescape(match.group(3)))
    address = next(named, bare.group() if bare else "")
    return f'<{name} src="{html.escape(address)}"></{name}>' if address else f"[{name}]"


def _gallery(given: dict[str, str], gallery: Gallery) -> str:
    asked = [int(number) for number in re.findall(r"\d+", given.get("ids", given.get("include", "")))]
    shown = [gallery.by_number[number] for number in asked or gallery.own if number in gallery.by_number]
    return "\n\n".join(f'<img src="{html.escape(address)}" alt="{html.escape(alt)}">' for address, alt in shown)


def _drop_dangerous(soup: BeautifulSoup, result: Converted) -> None:
    for tag in soup.find_all(["script", "style", "object", "embed", "applet"]):
        result.changes[f"<{tag.name}> left out"] += 1
        tag.decompose()


def _make_paragraphs(soup: BeautifulSoup) -> None:
    """Do what WordPress does when it shows a text: an empty line makes a paragraph, a single one a break."""
    for parent in [soup, *soup.find_all(list(_PARTED))]:
        run: list[PageElement] = []
        for child in list(parent.children):
            if isinstance(child, Tag) and (child.name in _BLOCKS):
                _wrap(soup, run)
                run = []
            else:
                run.extend(_parted(soup, child))
        _wrap(soup, run)


def _parted(soup: BeautifulSoup, child: PageElement) -> Iterator[PageElement]:
    """Split a piece of text at empty lines; a tag with the name ``part`` stands for each cut."""
    if not isinstance(child, NavigableString) or not _PARAGRAPHS.search(child):
        yield child
        return
    pieces: list[PageElement] = []
    for index, piece in enumerate(_PARAGRAPHS.split(child)):
        if index:
            pieces.append(soup.new_tag("part"))
        pieces.append(NavigableString(piece))
    child.replace_with(*pieces)
    yield from pieces


def _wrap(soup: BeautifulSoup, run: list[PageElement]) -> None:
    paragraph: Tag | None = None
    for piece in run:
        if isinstance(piece, Tag) and piece.name == "part":
            piece.extract()
            paragraph = None
            continue
        if isinstance(piece, NavigableString) and not piece.strip() and paragraph is None:
            continue
        if paragraph is None:
            paragraph = soup.new_tag("p")
            piece.insert_before(paragraph)
        paragraph.append(piece.extract())
        if isinstance(piece, NavigableString):
            _break_lines(soup, piece)


def _break_lines(soup: BeautifulSoup, piece: NavigableString) -> None:
    lines = piece.strip("\n").split("\n")
    if len(lines) == 1:
        return
    pieces: list[PageElement] = []
    for index, line in enumerate(lines):
        if index:
            pieces.append(soup.new_tag("br"))
        pieces.append(NavigableString(line))
    piece.replace_with(*pieces)


def _place_pictures(soup: BeautifulSoup, find_picture: PictureFinder, result: Converted) -> None:
    """Make each picture a paragraph of its own, with its caption as the title; one that is not here becomes a link."""
    for picture in soup.find_all("img"):
        address = str(picture.get("src") or "")
        key = find_picture(address) if address else ""
        if key:
            picture["src"] = key
            caption = _caption_of(picture)
            if caption:
                picture["title"] = caption
            holder = picture.parent
            if holder is not None and holder.name == "a":
                holder.replace_with(picture)
            continue
        result.changes["picture not given, turned into a link"] += 1
        link = soup.new_tag("a", href=address)
        link.string = plain(str(picture.get("alt") or "")) or address.rpartition("/")[2] or address
        (picture.parent if picture.parent is not None and picture.parent.name == "a" else picture).replace_with(link)


def _caption_of(picture: Tag) -> str:
    figure = picture.find_parent("figure")
    if figure is None or len(figure.find_all("img")) != 1:
        return ""
    written = figure.find("figcaption")
    said = plain(written.get_text(" ")) if written else plain(str(figure.get("data-caption") or ""))
    if written:
        written.decompose()
    if said:
        return said
    loose = plain(figure.get_text(" "))  # [caption]<img> words[/caption]
    for piece in list(figure.find_all(string=True)):
        piece.extract()
    return loose


def _replace_players(soup: BeautifulSoup, result: Converted) -> None:
    for player in soup.find_all(["iframe", "audio", "video"]):
        inner = player.find("source")
        address = str(player.get("src") or (inner.get("src") if isinstance(inner, Tag) else "") or "")
        result.changes[f"<{player.name}> turned into a link"] += 1
        if not address:
            player.unwrap()
            continue
        link = soup.new_tag("a", href=address)
        link.string = address
        paragraph = soup.new_tag("p")
        paragraph.append(link)
        player.replace_with(paragraph)


class _Markdown(MarkdownConverter):
    """Markdown as our renderer reads it."""

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002  # the library's signature
        """A picture of ours, on lines of its own."""
        alt = str(el.get("alt") or "").replace("[", "(").replace("]", ")").replace("\n", " ")
        title = str(el.get("title") or "").replace('"', "”").replace("\n", " ")
        shown = f"![{alt}]({el.get('src')}" + (f' "{title}")' if title else ")")
        return f"\n\n{shown}\n\n" if not {"td", "th", "li"} & parent_tags else shown
