"""From what a grammar read to what a page shows: outline, pictures, tables, links."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext
from django.utils.translation import override as speaking
from markdown_it.token import Token

from pikir.kernel.languages import slugify
from pikir.media.models import Attachment, Picture
from pikir.posts.rendering.frames import framed
from pikir.posts.rendering.grammar import is_outside
from pikir.posts.rendering.hashtags import with_hashtags
from pikir.posts.rendering.mentions import with_mentions
from pikir.posts.rendering.players import embed_of
from pikir.posts.rendering.text import PICTURES_MAX, inline_text

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
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    handles: Collection[str] = ()  # of accounts that may be mentioned
    players: bool = False  # whether links to players become cards
    topics: Mapping[str, str] = field(default_factory=dict)  # ends of addresses, by the key of a hashtag
    hashtags: dict[str, str] = field(default_factory=dict)  # as written, by key, in order
    headings: list[Heading] = field(default_factory=list)
    shown: dict[int, None] = field(default_factory=dict)  # identifiers of pictures, in order
    drawn: int = 0  # pictures, each as often as it stands in the text


def shape(tokens: Sequence[Token], page: Page) -> list[Token]:
    """Return the tokens to draw; fills ``page.headings``, ``page.shown`` and ``page.hashtags``."""
    _shape_headings(tokens, page)
    _shape_tables(tokens)
    for token in tokens:
        if token.type == "inline":
            token.children = list(_shape_inline(token.children or [], page))
    return list(framed(tokens, page.language))


def _shape_headings(tokens: Sequence[Token], page: Page) -> None:
    """Give headings the levels of an outline below the title, without gaps, and anchors."""
    outline: list[int] = []  # levels as written of the headings that are open
    taken: dict[str, int] = {}  # how often each stem was asked for
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


def _free_anchor(text: str, language: str, taken: dict[str, int]) -> str:
    stem = f"h-{slugify(text, language) or len(taken) + 1}"
    anchor = stem
    while anchor in taken:
        taken[stem] += 1
        anchor = f"{stem}-{taken[stem]}"
    taken[anchor] = 1
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
        opening.meta["embed"] = embed_of(address) if page.players else None
    if address.startswith("file:"):
        return _shape_file(opening, page)
    if address.startswith("#"):
        anchor = f"h-{address[1:].removeprefix('h-')}"
        opening.attrs["href"] = f"#{anchor}"
        return any(heading.anchor == anchor for heading in page.headings)
    return not address.lower().startswith("picture:")


def _shape_file(opening: Token, page: Page) -> bool:
    found = page.attachments.get(str(opening.attrs["href"]).removeprefix("file:"))
    if found is None:
        return False
    opening.attrs["href"] = found.address
    opening.meta["file"] = found
    return True


def _shape_picture(image: Token, page: Page, *, in_link: bool) -> Iterator[Token]:
    """Draw a picture of ours; one from outside is not loaded, for the readers' privacy, but linked."""
    address = str(image.attrs.get("src", ""))
    alt = " ".join(inline_text(image.children or []).split())
    picture = page.pictures.get(_picture_key(address))
    if picture and page.drawn < PICTURES_MAX:
        page.drawn += 1
        if picture.blurred:
            yield from _way_to(picture, alt or picture.alt, page, in_link=in_link)
            return
        caption, _, credit = str(image.attrs.get("title", "")).partition("|")
        yield _picture(picture, alt, caption.strip(), credit.strip(), lazy=bool(page.shown))
        page.shown[picture.id] = None
        return
    words = Token("text", "", 0, content=alt or (address if is_outside(address) else ""))
    if in_link or not is_outside(address):
        yield words
        return
    yield Token("link_open", "a", 1, attrs={"href": address, "rel": OUTSIDE_REL})
    yield words
    yield Token("link_close", "a", -1)


def _way_to(picture: Picture, alt: str, page: Page, *, in_link: bool) -> Iterator[Token]:
    """A picture that the moderators covered: its words, and the way to it for who wants to look."""
    with speaking(page.language):
        words = gettext("The moderators covered a picture here. Open it:")
    page.shown[picture.id] = None
    yield Token("text", "", 0, content=f"{words} ")
    if in_link:
        yield Token("text", "", 0, content=alt)
        return
    yield Token("link_open", "a", 1, attrs={"href": picture.src, "rel": "nofollow"})
    yield Token("text", "", 0, content=alt or "…")
    yield Token("link_close", "a", -1)


def _picture_key(address: str) -> str:
    if address.startswith("/media/"):
        return address.removeprefix("/media/").partition("-")[0]
    return address.removeprefix("picture:")


def _picture(picture: Picture, alt: str, caption: str, credit: str, *, lazy: bool) -> Token:
    """Draw a picture. All but the first of a text, which is likely in sight at once, are loaded when needed."""
    attrs: dict[str, str | int | float] = {"src": picture.src}
    if picture.srcset:
        attrs |= {"srcset": picture.srcset, "sizes": SIZES}
    attrs |= {"alt": alt or picture.alt, "width": picture.width, "height": picture.height}
    if lazy:
        attrs["loading"] = "lazy"
    meta = {"caption": caption or picture.caption, "credit": credit or picture.credit}
    return Token("picture", "img", 0, attrs=attrs, meta=meta)
