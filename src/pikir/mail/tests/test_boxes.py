"""Boxes of incoming letters: a real Maildir, and a small IMAP server of the test's own."""

import re
import socketserver
from collections.abc import Callable, Iterator
from mailbox import Maildir
from pathlib import Path
from threading import Thread

import pytest

from pikir.mail.boxes import BoxError, collect


def keep(found: list[bytes], taken: bool = True) -> Callable[[bytes], bool]:
    def take(raw: bytes) -> bool:
        found.append(raw)
        return taken

    return take


@pytest.fixture
def folder(tmp_path: Path) -> Maildir:
    """An empty Maildir."""
    return Maildir(tmp_path / "box", create=True)


def test_what_is_taken_leaves_the_maildir_and_the_rest_counts_as_seen(folder: Maildir, tmp_path: Path) -> None:
    for words in (b"A: 1\n\none", b"A: 2\n\ntwo"):
        folder.add(words)
    address, found = f"maildir:{tmp_path}/box", []
    assert collect(address, lambda raw: keep(found)(raw) and b"one" in raw) == 2
    assert sorted(found) == [b"A: 1\n\none", b"A: 2\n\ntwo"]
    assert collect(address, keep(found)) == 0
    left = list(folder)
    assert [(one.get_payload(), one.get_flags(), one.get_subdir()) for one in left] == [("two", "S", "cur")]


def test_a_fault_leaves_the_letter_for_the_next_look(folder: Maildir, tmp_path: Path) -> None:
    folder.add(b"A: 1\n\none")
    address, found = f"maildir:{tmp_path}/box", []

    def die(_raw: bytes) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect(address, die)
    assert collect(address, keep(found)) == 1
    assert found == [b"A: 1\n\none"]


def test_links_in_a_maildir_are_not_followed(folder: Maildir, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("words")
    (tmp_path / "box/new/1").symlink_to(tmp_path / "secret")
    assert collect(f"maildir:{tmp_path}/box", keep([])) == 0


def test_a_box_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BoxError):
        collect(f"maildir:{tmp_path}/nothing", keep([]))
    with pytest.raises(BoxError):
        collect("imap://name:word@127.0.0.1:1/INBOX", keep([]))


class Server(socketserver.ThreadingTCPServer):
    """As much of IMAP as a box needs: one folder, letters with flags by their number."""

    daemon_threads = True
    letters: dict[int, tuple[bytes, set[str]]]
    sizes: dict[int, int]


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    server: Server

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("* OK ready")
        for line in self.rfile:
            tag, _, rest = line.decode().strip().partition(" ")
            word = rest.split(" ", 2)[:2] if rest.upper().startswith("UID") else [rest.split(" ")[0]]
            answer = self.answer(" ".join(word).upper(), rest)
            self.say(f"{tag} {answer}")
            if answer.startswith("OK bye"):
                return

    def answer(self, word: str, rest: str) -> str:
        letters = self.server.letters
        if word == "CAPABILITY":
            self.say("* CAPABILITY IMAP4REV1")
        elif word == "LOGIN" and '"word"' not in rest and not rest.endswith(" word"):
            return "NO wrong"
        elif word == "SELECT":
            if "INBOX" not in rest:
                return "NO no such folder"
            self.say(f"* {len(letters)} EXISTS")
        elif word == "UID SEARCH":
            found = [str(number) for number, (_raw, flags) in letters.items() if not flags]
            self.say("* SEARCH " + " ".join(found))
        elif word == "UID FETCH":
            self.fetch(rest)
        elif word == "LOGOUT":
            self.say("* BYE")
            return "OK bye"
        else:
            self.change(word, rest)
        return "OK done"

    def change(self, word: str, rest: str) -> None:
        letters = self.server.letters
        if word == "UID STORE":
            number = int(rest.split(" ")[2])
            letters[number][1].update(re.findall(r"\\\w+", rest))
        elif word == "EXPUNGE":
            for number in [number for number, (_raw, flags) in letters.items() if "\\Deleted" in flags]:
                del letters[number]

    def fetch(self, rest: str) -> None:
        number = int(rest.split(" ")[2])
        raw = self.server.letters[number][0]
        size = self.server.sizes.get(number, len(raw))
        if "SIZE" in rest:
            self.say(f"* 1 FETCH (UID {number} RFC822.SIZE {size})")
            return
        assert number not in self.server.sizes
        self.wfile.write(f"* 1 FETCH (UID {number} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n")


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine."""
    with Server(("127.0.0.1", 0), Talk) as made:
        made.letters, made.sizes = {}, {}
        thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def address_of(server: Server, word: str = "word", folder: str = "INBOX") -> str:
    return f"imap://name:{word}@127.0.0.1:{server.server_address[1]}/{folder}"


def test_an_imap_box_is_emptied_of_what_is_taken(server: Server) -> None:
    server.letters = {4: (b"A: 1\r\n\r\none", set()), 7: (b"A: 2\r\n\r\ntwo", set()), 9: (b"seen", {"\\Seen"})}
    found: list[bytes] = []
    assert collect(address_of(server), lambda raw: keep(found)(raw) and b"one" in raw) == 2
    assert found == [b"A: 1\r\n\r\none", b"A: 2\r\n\r\ntwo"]
    assert {number: flags for number, (_raw, flags) in server.letters.items()} == {7: {"\\Seen"}, 9: {"\\Seen"}}
    assert collect(address_of(server), keep(found)) == 0


def test_what_is_too_large_is_not_fetched(server: Server) -> None:
    server.letters, server.sizes = {4: (b"small", set())}, {4: 10**9}
    found: list[bytes] = []
    assert collect(address_of(server), keep(found, taken=False)) == 1
    assert server.letters[4][1] == {"\\Seen"}


def test_a_fault_leaves_the_letter_unseen(server: Server) -> None:
    server.letters = {4: (b"A: 1\r\n\r\none", set())}

    def die(_raw: bytes) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect(address_of(server), die)
    assert server.letters[4][1] == set()


@pytest.mark.parametrize("given", [{"word": "wrong"}, {"folder": "Nowhere"}])
def test_a_refusal_of_the_server_is_a_fault(server: Server, given: dict[str, str]) -> None:
    with pytest.raises(BoxError):
        collect(address_of(server, **given), keep([]))
