"""What stands alone in a line becomes more: pictures become figures, links to players and files become cards."""

from collections.abc import Iterator, Sequence

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import override as speaking
from markdown_it.token import Token

from pikir.media.models import Attachment
from pikir.posts.rendering.players import Embed

GALLERY_SIZES = "(min-width: 46rem) 23rem, 50vw"  # two in a row


def framed(tokens: Sequence[Token], language: str) -> Iterator[Token]:
    """Put tables into a frame that scrolls, pictures that stand alone into figures, and players' links into cards."""
    alone: list[Token] | None = None
    gallery = 0
    for index, token in enumerate(tokens):
        gallery += _gallery_step(token, gallery)
        if token.type == "paragraph_open" and not token.hidden:
            alone = _alone(tokens[index + 1], language, in_gallery=gallery > 0)
        if token.type == "table_open":
            yield Token("frame_open", "div", 1, attrs={"class": "scroll", "tabindex": 0}, block=True)
        if alone is None:
            yield token
        elif token.type == "inline":
            yield from alone
        if token.type == "paragraph_close":
            alone = None
        if token.type == "table_close":
            yield Token("frame_close", "div", -1, block=True)


def _gallery_step(token: Token, depth: int) -> int:
    """Count cards from a gallery on, so that its own end is known."""
    if token.type == "card_open":
        return 1 if depth or token.attrs.get("class") == "gallery" else 0
    return -1 if token.type == "card_close" and depth else 0


def _alone(inline: Token, language: str, *, in_gallery: bool) -> list[Token] | None:
    """Return what is drawn in place of a paragraph, None to leave it as it is."""
    pieces = [piece for piece in inline.children or [] if not _is_space(piece)]
    if pieces and all(piece.type == "picture" for piece in pieces):
        return [token for piece in pieces for token in _figure(piece, in_gallery=in_gallery)]
    known = pieces[0].meta if _is_one_link(pieces) else {}
    if file := known.get("file"):
        return list(_file(pieces, file, language))
    embed = known.get("embed")
    return list(_embed(pieces, embed, language)) if embed else None


def _is_space(piece: Token) -> bool:
    return piece.type == "softbreak" or (piece.type == "text" and not piece.content.strip())


def _is_one_link(pieces: Sequence[Token]) -> bool:
    if len(pieces) < 3 or pieces[0].type != "link_open" or pieces[-1].type != "link_close":
        return False
    return not any(piece.type in ("link_open", "picture") for piece in pieces[1:])


def _figure(picture: Token, *, in_gallery: bool) -> Iterator[Token]:
    """Draw a picture with its words. In a gallery it is cut to fit its neighbours and leads to the whole."""
    yield Token("figure_open", "figure", 1, block=True)
    if in_gallery and "srcset" in picture.attrs:
        picture.attrs["sizes"] = GALLERY_SIZES
    if in_gallery:
        yield Token("whole_open", "a", 1, attrs={"href": picture.attrs["src"]})
    yield picture
    if in_gallery:
        yield Token("whole_close", "a", -1)
    if picture.meta["caption"] or picture.meta["credit"]:
        yield _unread(_caption(picture.meta["caption"], picture.meta["credit"]))
    yield Token("figure_close", "figure", -1, block=True)


def _caption(caption: str, credit: str) -> Iterator[Token]:
    yield Token("caption_open", "figcaption", 1)
    yield _text(f"{caption} " if caption and credit else caption)
    if credit:
        yield Token("credit_open", "span", 1, attrs={"class": "credit"})
        yield _text(credit)
        yield Token("credit_close", "span", -1)
    yield Token("caption_close", "figcaption", -1)


def _embed(link: Sequence[Token], embed: Embed, language: str) -> Iterator[Token]:
    """Draw a link that a script may turn into the player; without a title of its author it says what it opens."""
    opening, *words, closing = link
    titled = opening.markup not in ("linkify", "autolink")
    with speaking(language):
        title = (gettext("Sound on %(place)s") if embed.sound else gettext("Video on %(place)s")) % {
            "place": embed.place
        }
        told = gettext("%(place)s learns of your visit only when you open it.") % {"place": embed.place}
    opening.attrs["data-player"] = embed.frame
    yield Token("embed_open", "figure", 1, attrs={"class": "embed"}, block=True)
    yield opening
    if titled:
        yield Token("inline", "", 0, children=words)
    else:
        yield _text(title)
    yield closing
    yield _unread([Token("caption_open", "figcaption", 1), _text(told), Token("caption_close", "figcaption", -1)])
    yield Token("embed_close", "figure", -1, block=True)


def _file(link: Sequence[Token], file: Attachment, language: str) -> Iterator[Token]:
    """Draw a link to a file with its kind and its size."""
    opening, *words, closing = link
    with speaking(language):
        facts = f"{file.kind.upper()}, {filesizeformat(file.size)}"
    yield Token("file_open", "p", 1, attrs={"class": "file"}, block=True)
    yield opening
    yield Token("inline", "", 0, children=words)
    yield closing
    yield _text(" ")
    yield Token("facts_open", "span", 1, attrs={"class": "facts"})
    yield _text(facts)
    yield Token("facts_close", "span", -1)
    yield Token("file_close", "p", -1, block=True)


def _unread(words: Iterator[Token] | list[Token]) -> Token:
    """Words that stand on the page but are no part of what the author wrote."""
    return Token("inline", "", 0, children=list(words), meta={"caption": True})


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
