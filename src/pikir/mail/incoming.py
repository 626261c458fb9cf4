"""A letter that comes in, read without trust: who says to have sent it, to whom, which words, which files.

Whatever it claims about itself is a claim. Nothing in it is believed but a secret that only the receiver of one of our
letters knows, and whoever calls this looks for that. What its servers say of its sender (``Authentication-Results``) is
not looked at, since anyone may write it. Each limit stands beside its reason.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from hashlib import sha256
from html import unescape
from typing import cast

BYTES = 12 * 1024 * 1024  # a photo or a scanned page, as mail writes it, and a long text
HEADER_BYTES = 128 * 1024  # of all headers; long ways over many servers have twenty
LINE_BYTES = 4_000  # of one header that is read: parsers take very long for longer ones
PARTS = 50  # of one letter; a letter with many pictures has twenty
DEPTH = 8  # of parts in parts; programs make four
BOUNDARIES = 200  # lines that open or close a part, counted before anything is parsed
TEXT_BYTES = 64 * 1024  # of the text that is read; an answer of two pages has four thousand
HOPS = 30  # servers on its way; more is a loop
ADDRESSES = 20  # receivers that are looked at
_CHARSETS = re.compile(
    r"(utf-?8|us-ascii|ascii|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d|koi8-[rut]|kz-?1048|ptcp154|utf-?16)",
    re.IGNORECASE,
)
_CONTENT = re.compile(rb"^content-[a-z-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(r"(/?)([a-z][a-z0-9]{0,20})")
_ADDRESS = re.compile(r"[^\s<>\"'(),:;@\[\]\\]{1,64}@[A-Za-z0-9.-]{1,253}")
_ROBOTS = re.compile(r"(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+=._-].*)?@.*", re.IGNORECASE)
_MASS = {"bulk", "junk", "list", "auto_reply"}
_LISTS = ("List-Id", "List-Unsubscribe", "List-Post", "X-Autoreply", "X-Autorespond")
_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "hr"}
_UNSEEN = {"script", "style", "head", "title", "template", "blockquote"}  # the last one holds what is quoted


class MailError(ValueError):
    """A letter cannot be read; ``code`` says why: large, nested or broken."""

    def __init__(self, code: str) -> None:
        """Keep why."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class IncomingFile:
    """A file that came with a letter; name and content are whatever its sender wrote."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """What a letter says. ``key`` is the same whenever the same letter comes again."""

    key: str
    sender: str  # in small letters; empty unless exactly one plain address is named
    receivers: tuple[str, ...]
    text: str
    files: tuple[IncomingFile, ...] = field(default=())
    robot: bool = False  # nobody wrote it: an answering machine, a bounce, a list


def read_letter(raw: bytes, *, receivers: tuple[str, ...] = (), bounced: bool = False) -> Incoming:
    """Read a letter as its bytes came. ``receivers`` and ``bounced`` (no sender) are what the mail server says.

    Raises MailError.
    """
    if len(raw) > BYTES:
        raise MailError("large")
    _hold_to_budget(raw)
    try:
        return _read(raw, receivers, bounced)
    except MailError:
        raise
    except (RecursionError, MemoryError):
        raise MailError("nested") from None
    except Exception:  # noqa: BLE001  # the library's parsers raise whatever they stumble over
        raise MailError("broken") from None


def _hold_to_budget(raw: bytes) -> None:
    """Refuse what takes long to parse before it is parsed."""
    head = re.search(rb"\r?\n\r?\n", raw)
    if (head.start() if head else len(raw)) > HEADER_BYTES or not raw.strip():
        raise MailError("broken")
    if len(re.findall(rb"^--\S", raw, re.MULTILINE)) > BOUNDARIES or raw.lower().count(b"multipart/") > PARTS:
        raise MailError("nested")
    if any(found.end() - found.start() > LINE_BYTES for found in _CONTENT.finditer(raw)):
        raise MailError("broken")


def _read(raw: bytes, receivers: tuple[str, ...], bounced: bool) -> Incoming:
    message = message_from_bytes(raw, policy=default)
    parts = list(_leaves(message, 0))
    if len(parts) > PARTS:
        raise MailError("nested")
    name = _line(message, "Message-ID")
    return Incoming(
        key=sha256(name.encode() if name else raw).hexdigest(),
        sender=_sender(message),
        receivers=(*receivers, *_receivers(message))[:ADDRESSES],
        text=_text_of(parts),
        files=tuple(_files_of(parts)),
        robot=bounced or _is_robot(message),
    )


def _leaves(part: Message, depth: int) -> Iterator[Message]:
    """Parts that hold something themselves. A letter inside the letter is not opened."""
    if depth > DEPTH:
        raise MailError("nested")
    if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
        for child in cast("list[Message]", part.get_payload()):
            yield from _leaves(child, depth + 1)
    else:
        yield part


def _line(message: Message, name: str) -> str:
    """The first header of a name as it was written, on one line; empty when there is none or it is endless."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            text = str(value)
            return " ".join(text.split()) if len(text) <= LINE_BYTES else ""
    return ""


def _sender(message: Message) -> str:
    lines = [key for key, _value in message.raw_items() if key.lower() == "from"]
    found = _addresses(_line(message, "From"))
    return found[0].lower() if len(lines) == 1 and len(found) == 1 else ""


def _receivers(message: Message) -> list[str]:
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
    return [address for name in names for address in _addresses(_line(message, name))]


def _addresses(line: str) -> list[str]:
    """Plain addresses in a line, those in angle brackets where there are any: names may look like addresses."""
    bracketed = re.findall(r"<([^<>]{1,320})>", line)
    return [one for one in (bracketed or re.split(r"[\s,;]+", line)) if _ADDRESS.fullmatch(one)]


def _is_robot(message: Message) -> bool:
    said = _line(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if said not in ("", "no") or _line(message, "Precedence").lower() in _MASS or _line(message, "Return-Path") == "<>":
        return True
    if message.get_content_type() in ("multipart/report", "message/delivery-status"):
        return True
    if any(_line(message, name) for name in _LISTS) or _ROBOTS.fullmatch(_sender(message)):
        return True
    return sum(key.lower() == "received" for key, _value in message.raw_items()) > HOPS


def _text_of(parts: list[Message]) -> str:
    """The first part of plain text; else the words of the first one in HTML."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                text = _decoded(part)
                return text if kind == "text/plain" else _words_of(text)
    return ""


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    content = content[:TEXT_BYTES] if isinstance(content, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        text = content.decode(charset if _CHARSETS.fullmatch(charset) else "utf-8", errors="replace")
    except (LookupError, ValueError):
        text = content.decode("utf-8", errors="replace")
    return text.replace("\0", "")


def _files_of(parts: list[Message]) -> Iterator[IncomingFile]:
    """What was added to the letter; of a letter inside the letter the name alone."""
    for part in parts:
        if part.get_content_disposition() == "attachment" or _is_photo(part):
            content = part.get_payload(decode=True)
            name = part.get_filename() or part.get_content_type()
            yield IncomingFile(name=name[:200], content=content if isinstance(content, bytes) else b"")


def _is_photo(part: Message) -> bool:
    """Telephones put photos between the words; pictures of a signature have a name by which the text calls them."""
    named = part.get_filename() and not part.get("Content-ID")
    return bool(named and part.get_content_disposition() == "inline" and part.get_content_maintype() == "image")


def _words_of(source: str) -> str:
    """What a reader of HTML sees: text alone, a line for each block.

    Each sign is looked at once; parsers that try to understand broken mark-up take minutes for some.
    """
    first, *pieces = source.split("<")
    words, hidden, depth, comment = [first], "", 0, False
    for piece in pieces:
        if comment or piece.startswith("!--"):
            _inside, end, text = piece.partition("-->")
            comment = not end
        else:
            tag, end, text = piece.partition(">")
            closing, name = _tag_of(tag)
            if not name:
                text = f"<{piece}" if not tag.startswith(("!", "?")) else text
            elif hidden:
                depth += (name == hidden) * (-1 if closing else 1)
                hidden = hidden if depth else ""
                text = text if not hidden else ""
            elif name in _UNSEEN and not closing:
                hidden, depth = name, 1
            elif name in _BLOCKS:
                words.append("\0")  # what stands for a new line until all other space is one
        if not hidden:
            words.append(text)
    lines = " ".join("".join(words).split()).split("\0")
    return "\n".join(unescape(line).strip() for line in lines)


def _tag_of(tag: str) -> tuple[bool, str]:
    """Whether a tag closes, and its name; empty for what is none."""
    found = _TAG.match(tag.lower())
    return (bool(found[1]), found[2]) if found else (False, "")
