"""A box in which letters to the square arrive: a Maildir on this machine, or an IMAP box elsewhere.

Each new letter is handed over as it came. What was taken is deleted; what was not stays in the box and counts as seen,
so that an operator finds it. Whoever is killed in between meets the same letter again: taking it twice must do no harm.
"""

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pikir.mail.incoming import BYTES
from pikir.mail.kinds import SERVER_SECONDS

AT_ONCE = 50  # letters of one look; the rest has its turn in a minute
_PORTS = {"imap": 143, "imaps": 993}
Taker = Callable[[bytes], bool]


class BoxError(OSError):
    """The box cannot be opened or read; the next look may succeed."""


def collect(address: str, take: Taker) -> int:
    """Hand over what is new in a box; ``take`` says whether a letter may be deleted. Return how many letters came.

    A fault of ``take`` leaves its letter and all after it new. Raises BoxError.
    """
    parts = urlsplit(address)
    if parts.scheme == "maildir":
        return _collect_folder(Path(unquote(parts.path)), take)
    try:
        return _collect_imap(address, take)
    except (imaplib.IMAP4.error, OSError) as fault:
        raise BoxError(f"the box cannot be read ({type(fault).__name__})") from None


def _collect_folder(folder: Path, take: Taker) -> int:
    if not (folder / "new").is_dir():
        raise BoxError("there is no Maildir at this path")
    waiting = sorted(path for path in (folder / "new").iterdir() if path.is_file() and not path.is_symlink())
    for path in waiting[:AT_ONCE]:
        with path.open("rb") as file:
            raw = file.read(BYTES + 1)
        if take(raw):
            path.unlink(missing_ok=True)
        else:
            (folder / "cur").mkdir(exist_ok=True)
            path.replace(folder / "cur" / f"{path.name.partition(':')[0]}:2,S")
    return len(waiting[:AT_ONCE])


def _collect_imap(address: str, take: Taker) -> int:
    parts = urlsplit(address)
    port = parts.port or _PORTS[parts.scheme]
    host, name, password = parts.hostname or "", unquote(parts.username or ""), unquote(parts.password or "")
    box = (
        imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=SERVER_SECONDS)
        if parts.scheme == "imaps"
        else imaplib.IMAP4(host, port, timeout=SERVER_SECONDS)
    )
    with box:
        box.login(name, password)
        folder = unquote(parts.path.strip("/")) or "INBOX"
        if box.select(f'"{folder}"')[0] != "OK":
            raise BoxError("there is no such folder in the box")
        waiting = list(_unseen(box))[:AT_ONCE]
        for number in waiting:
            taken = take(_letter(box, number))
            box.uid("STORE", number, "+FLAGS", r"(\Seen \Deleted)" if taken else r"(\Seen)")
        box.expunge()
    return len(waiting)


def _unseen(box: imaplib.IMAP4) -> Iterator[str]:
    answer = box.uid("SEARCH", "UNSEEN", "UNDELETED")[1]
    for number in (answer[0] or b"").split():
        yield number.decode("ascii")


def _letter(box: imaplib.IMAP4, number: str) -> bytes:
    """A letter, without being marked as seen; of one that is too large as much as shows that it is."""
    size = re.search(rb"RFC822\.SIZE (\d+)", _bytes_of(box.uid("FETCH", number, "(RFC822.SIZE)")[1]))
    if size and int(size[1]) > BYTES:
        return b"\0" * (BYTES + 1)
    for part in box.uid("FETCH", number, "(BODY.PEEK[])")[1]:
        if isinstance(part, tuple):
            return bytes(part[1])
    return b""


def _bytes_of(answer: list[object]) -> bytes:
    parts = [part[0] if isinstance(part, tuple) else part for part in answer]
    return b" ".join(part for part in parts if isinstance(part, bytes))
