"""From what a grammar read to what a page shows: outline, pictures, tables, links."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it.token import Token

from pikir.kernel.languages import slugify
from pikir.media.models import Picture
from pikir.posts.rendering.grammar import is_outside
from pikir.posts.rendering.hashtags import with_hashtags
from pikir.posts.rendering.mentions import with_mentions
from pikir.posts.rendering.text import inline_text

OUTSIDE_REL = "nofollow ugc noopener"  # nobody pays or vouches for what readers link to
SIZES = "(min-width: 46rem) 46rem, 100vw"  # a figure reaches a little beyond the column of text


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of a text: 2 to 6 (the title of the post is the first), its anchor on the page, its words."""

    level: int
    anchor: str
    text: str


@dataclass(kw_only=True)
class Page:
    """What is known of a text before it is shaped, and what was learnt of it."""

    post_id: int = 0
    language: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    handles: Collection[str] = ()  # of accounts that may be mentioned
    topics: Mapping[str, str] = field(default_factory=dict)  # ends of addresses, by the key of a hashtag
    hashtags: dict[str, str] = field(default_factory=dict)  # as written, by key, in order
    headings: list[Heading] = field(default_factory=list)
    shown: dict[int, None] = field(default_factory=dict)  # identifiers of pictures, in order


def shape(tokens: Sequence[Token], page: Page) -> list[Token]:
    """Return the tokens to draw; fills ``page.headings``, ``page.shown`` and ``page.hashtags``."""
    _shape_headings(tokens, page)
    _shape_tables(tokens)
    for token in tokens:
        if token.type == "inline":
            token.children = list(_shape_inline(token.children or [], page))
    return list(_with_frames(tokens))


def _shape_headings(tokens: Sequence[Token], page: Page) -> None:
    """Give headings the levels of an outline below the title, without gaps, and anchors."""
    outline: list[int] = []  # levels as written of the headings that are open
    taken: set[str] = set()
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        written = int(opening.tag[1])
        while outline and outline[-1] >= written:
            outline.pop()
        outline.append(written)
        level = min(len(outline) + 1, 6)
        text = " ".join(inline_text(inline.children or []).split())
        opening.tag = f"h{level}"
        if opening.level == 0 and text:
            anchor = _free_anchor(text, page.language, taken)
            opening.attrs["id"] = anchor
            page.headings.append(Heading(level=level, anchor=anchor, text=text))
    _close_headings(tokens)


def _close_headings(tokens: Sequence[Token]) -> None:
    tag = ""
    for token in tokens:
        if token.type == "heading_open":
            tag = token.tag
        elif token.type == "heading_close":
            token.tag = tag


def _free_anchor(text: str, language: str, taken: set[str]) -> str:
    stem = f"h-{slugify(text, language) or len(taken) + 1}"
    anchor, number = stem, 2
    while anchor in taken:
        anchor, number = f"{stem}-{number}", number + 1
    taken.add(anchor)
    return anchor


def _shape_tables(tokens: Sequence[Token]) -> None:
    """Say what header cells head; an empty one heads nothing. Alignment is a class, since styles are not allowed."""
    for index, token in enumerate(tokens):
        if token.type not in ("th_open", "td_open"):
            continue
        style = token.attrs.pop("style", "")
        if style == "text-align:right":
            token.attrs["class"] = "num"
        elif style == "text-align:center":
            token.attrs["class"] = "center"
        if token.type == "th_open" and tokens[index + 1].content.strip():
            token.attrs["scope"] = "col"
        elif token.type == "th_open":
            token.tag = tokens[index + 2].tag = "td"


def _with_frames(tokens: Sequence[Token]) -> Iterator[Token]:
    """Put tables into a frame that scrolls, and pictures that stand alone into figures."""
    figures = False
    for index, token in enumerate(tokens):
        if token.type == "table_open":
            yield Token("frame_open", "div", 1, attrs={"class": "scroll", "tabindex": 0}, block=True)
        if token.type == "paragraph_open":
            figures = _only_pictures(tokens[index + 1])
        if not figures:
            yield token
        elif token.type == "inline":
            yield from _figures(token.children or [])
        if token.type == "paragraph_close":
            figures = False
        if token.type == "table_close":
            yield Token("frame_close", "div", -1, block=True)


def _only_pictures(inline: Token) -> bool:
    pieces = [piece for piece in inline.children or [] if not _is_space(piece)]
    return bool(pieces) and all(piece.type == "picture" for piece in pieces)


def _is_space(piece: Token) -> bool:
    return piece.type == "softbreak" or (piece.type == "text" and not piece.content.strip())


def _figures(children: Sequence[Token]) -> Iterator[Token]:
    for piece in children:
        if piece.type != "picture":
            continue
        yield Token("figure_open", "figure", 1, block=True)
        yield piece
        if piece.meta["caption"] or piece.meta["credit"]:
            words = list(_caption(piece.meta["caption"], piece.meta["credit"]))
            yield Token("inline", "", 0, children=words, meta={"caption": True})
        yield Token("figure_close", "figure", -1, block=True)


def _caption(caption: str, credit: str) -> Iterator[Token]:
    yield Token("caption_open", "figcaption", 1)
    yield Token("text", "", 0, content=f"{caption} " if caption and credit else caption)
    if credit:
        yield Token("credit_open", "span", 1, attrs={"class": "credit"})
        yield Token("text", "", 0, content=credit)
        yield Token("credit_close", "span", -1)
    yield Token("caption_close", "figcaption", -1)


def _shape_inline(children: Sequence[Token], page: Page) -> Iterator[Token]:
    links: list[bool] = []  # whether each open link is drawn
    for piece in children:
        if piece.type == "image":
            yield from _shape_picture(piece, page, in_link=bool(links))
        elif piece.type == "link_open":
            links.append(_shape_link(piece, page))
            if links[-1]:
                yield piece
        elif piece.type == "text" and not links:
            for part in with_mentions(piece, page.handles):
                yield from with_hashtags(part, page.topics, page.hashtags) if part.type == "text" else (part,)
        elif piece.type != "link_close" or links.pop():
            yield piece


def _shape_link(opening: Token, page: Page) -> bool:
    """Say where a link leads; false when it leads nowhere and only its words should stay."""
    address = str(opening.attrs.get("href", ""))
    opening.attrs = {"href": address}
    if is_outside(address):
        opening.attrs["rel"] = OUTSIDE_REL
    if address.startswith("#"):
        anchor = f"h-{address[1:].removeprefix('h-')}"
        opening.attrs["href"] = f"#{anchor}"
        return any(heading.anchor == anchor for heading in page.headings)
    return not address.lower().startswith("picture:")


def _shape_picture(image: Token, page: Page, *, in_link: bool) -> Iterator[Token]:
    """Draw a picture of ours; one from outside is not loaded, for the readers' privacy, but linked."""
    address = str(image.attrs.get("src", ""))
    alt = " ".join(inline_text(image.children or []).split())
    picture = page.pictures.get(_picture_key(address))
    if picture:
        yield _picture(picture, alt, str(image.attrs.get("title", "")), lazy=bool(page.shown))
        page.shown[picture.id] = None
        return
    words = Token("text", "", 0, content=alt or (address if is_outside(address) else ""))
    if in_link or not is_outside(address):
        yield words
        return
    yield Token("link_open", "a", 1, attrs={"href": address, "rel": OUTSIDE_REL})
    yield words
    yield Token("link_close", "a", -1)


def _picture_key(address: str) -> str:
    if address.startswith("/media/"):
        return address.removeprefix("/media/").partition("-")[0]
    return address.removeprefix("picture:")


def _picture(picture: Picture, alt: str, caption: str, *, lazy: bool) -> Token:
    """Draw a picture. All but the first of a text, which is likely in sight at once, are loaded when needed."""
    attrs: dict[str, str | int | float] = {"src": picture.src}
    if picture.srcset:
        attrs |= {"srcset": picture.srcset, "sizes": SIZES}
    attrs |= {"alt": alt or picture.alt, "width": picture.width, "height": picture.height}
    if lazy:
        attrs["loading"] = "lazy"
    return Token(
        "picture", "img", 0, attrs=attrs, meta={"caption": caption or picture.caption, "credit": picture.credit}
    )
