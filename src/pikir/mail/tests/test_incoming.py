"""Reading letters without trust: what is in them, and what does harm to who parses it."""

from contextlib import suppress
from email.message import EmailMessage

import pytest

from pikir.kernel.replies import own_words
from pikir.mail.incoming import BYTES, Incoming, MailError, read_letter

HEAD = b"From: asel@example.org\r\nTo: reply+x@square.example.org\r\nMessage-ID: <1@example.org>\r\n"


def read(raw: bytes) -> Incoming:
    return read_letter(raw)


def refused(raw: bytes) -> str:
    with pytest.raises(MailError) as fault:
        read_letter(raw)
    return fault.value.code


def mixed() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Asel <Asel@Example.org>", "reply+x@square.example.org, b@example.org"
    message["Message-ID"] = "<2@example.org>"
    message.set_content("Көше жарық.\n")
    message.add_alternative("<p>Other words</p>", subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="../../акт.pdf")
    return message


def test_a_usual_letter_is_read() -> None:
    found = read(mixed().as_bytes())
    assert (found.sender, found.text.strip(), found.robot) == ("asel@example.org", "Көше жарық.", False)
    assert found.receivers == ("reply+x@square.example.org", "b@example.org")
    assert [(one.name, one.content) for one in found.files] == [("../../акт.pdf", b"%PDF-1.7")]


def test_the_same_letter_has_the_same_key_whatever_servers_add() -> None:
    raw = mixed().as_bytes()
    assert read(raw).key == read(b"Received: from a by b\r\n" + raw).key
    other = raw.replace(b"<2@example.org>", b"<3@example.org>")
    assert read(raw).key != read(other).key
    nameless = b"From: a@example.org\r\n\r\nHello"
    assert read(nameless).key == read(nameless).key != read(nameless + b"!").key


def test_html_is_read_as_text_alone() -> None:
    body = (
        b"<html><head><title>T</title><style>p{}</style></head><body><script>alert(1)</script><p>Lamps &amp; light</p>"
        b"<p>Second</p><blockquote>quoted</blockquote><img src=x onerror=alert(1)>"
    )
    found = read(HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + body)
    assert own_words(found.text) == "Lamps & light\n\nSecond"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("a &lt; b <!-- hidden <b>x</b> --> c < d", "a < b c < d"),
        ("<script>if (a<b) x('</p>')</script>after<style>p{}</style> it", "after it"),
        ("<div>one<div>two</div></div><blockquote>q<blockquote>r</blockquote>s</blockquote>end", "one\ntwo\n\nend"),
        ("<!DOCTYPE html><?xml?><P CLASS='a'>Big</P>", "Big"),
        ("before <!-- never closed <p>x", "before"),
        ("before <script>never closed <p>x", "before"),
        ("<a " * 20_000 + ">end", "end"),
    ],
)
def test_broken_html_gives_what_one_would_see(html: str, words: str) -> None:
    raw = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    assert own_words(read(raw).text) == words


@pytest.mark.parametrize(
    ("charset", "content", "words"),
    [
        ("windows-1251", "Фонари".encode("cp1251"), "Фонари"),
        ("koi8-r", "Фонари".encode("koi8-r"), "Фонари"),
        ("unicode_escape", b"\\x41", "\\x41"),  # no coding of text: read as it stands
        ("zlib_codec", b"x\x9c", "x\ufffd"),
        ("no-such-thing", b"plain", "plain"),
        ("utf-8", b"a\xff\x00b", "a\ufffdb"),
    ],
)
def test_only_codings_of_text_are_believed(charset: str, content: bytes, words: str) -> None:
    raw = HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + content
    assert read(raw).text == words


@pytest.mark.parametrize(
    "line",
    [
        b"From: a@example.org, b@example.org",
        b"From: a@example.org\r\nFrom: b@example.org",
        b"From: <a@example.org> <b@example.org>",
        b'From: "a@example.org" <b@exa mple.org>',
        b"From: =?utf-8?q?a=40example=2Eorg?=",
        b"From: a@example.org" + b"," * 5_000,
        b"Subject: none",
    ],
)
def test_a_doubtful_sender_is_none(line: bytes) -> None:
    assert read(line + b"\r\nTo: reply+x@square.example.org\r\n\r\nHello").sender == ""


def test_a_name_that_looks_like_an_address_is_a_name() -> None:
    assert read(b'From: "boss@city.example.org" <thief@example.org>\r\n\r\nHello').sender == "thief@example.org"


def nested(depth: int) -> bytes:
    inner = b"Content-Type: text/plain\r\n\r\ndeep"
    for number in range(depth):
        mark = f"m{number}".encode()
        inner = b'Content-Type: multipart/mixed; boundary="' + mark + b'"\r\n\r\n--' + mark + b"\r\n" + inner
        inner += b"\r\n--" + mark + b"--"
    return HEAD + inner


def test_what_is_too_deep_too_many_or_too_large_is_refused() -> None:
    assert read(nested(5)).text.strip() == "deep"
    assert refused(nested(20)) == "nested"
    assert refused(nested(3_000)) == "nested"
    many = HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 5_000
    assert refused(many) == "nested"
    assert refused(b"x" * (BYTES + 1)) == "large"
    assert refused(b"") == refused(b"\r\n") == "broken"
    assert refused(b"X-Long: " + b"y" * 200_000 + b"\r\n\r\nHello") == "broken"


@pytest.mark.parametrize(
    "kind",
    [
        b"text/plain; " + b"a*0*=x;" * 3_000,
        b"text/plain; charset=" + b"(" * 5_000,
        b"multipart/mixed; boundary=" + b'"' * 4_500,
    ],
)
def test_endless_headers_of_parts_are_refused_before_they_are_parsed(kind: bytes) -> None:
    assert refused(HEAD + b"Content-Type: " + kind + b"\r\n\r\nHello") == "broken"


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom:',
        HEAD + b"Content-Type: text/plain; charset=" + b"(" * 900 + b"\r\n\r\nHello",
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n====!!!",
        HEAD + b"Content-Transfer-Encoding: uuencode\r\n\r\nbegin 666 x\r\nzzz\r\n",
        HEAD + b"Content-Disposition: attachment; filename*=x'y'%FF%\r\nContent-Type: a/b/c; ;;=\r\n\r\nHello",
        b"\xff\xfe\x00\x01" * 50,
        b"From\r\n\tfolded: no\r\n \r\n\r\n" + bytes(range(256)),
    ],
)
def test_whatever_comes_is_a_letter_or_a_refusal(raw: bytes) -> None:
    codes = set()
    with suppress(MailError):
        codes.add(type(read_letter(raw).text))
    assert codes <= {str}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Yes.\n\nOn Monday Asel <a@example.org> wrote:\n> Which street?\n", "Yes."),
        ("Иә.\n\nДүйсенбі күні Әсел жазды:\n> Қай көше?", "Иә."),
        ("Да.\n\n23.11.2026, 10:00, Асель <a@example.org>\nпишет:\n> Какая улица?", "Да."),
        ("> Which street?\nAbai street.\n> Which house?\nFive.", "Abai street.\nFive."),
        ("Yes.\n-----Original Message-----\nFrom: a@example.org\nOld words", "Yes."),
        ("Yes.\n\nFrom: Asel <a@example.org>\nSent: Monday\nOld words", "Yes."),
        ("Yes.\n-- \nAsel, head of parks", "Yes."),
        ("Line one\r\nLine two\u202e\x07", "Line one\nLine two"),
        ("> only quoted", ""),
    ],
)
def test_quotations_and_signatures_are_cut_off(text: str, words: str) -> None:
    assert own_words(text) == words
