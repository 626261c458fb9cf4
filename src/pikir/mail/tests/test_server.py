"""Reading the address of the mail server."""

import pytest

from pikir.mail.server import MailServer, read_mail_server


@pytest.mark.parametrize(
    ("address", "port", "starttls", "tls"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtp+tls://mail.example.org", 587, True, False),
        ("smtp+tls://mail.example.org:2525", 2525, True, False),
    ],
)
def test_the_scheme_says_how_to_speak(address: str, port: int, starttls: bool, tls: bool) -> None:
    server = read_mail_server(address)
    assert (server.host, server.port, server.starttls, server.tls) == ("mail.example.org", port, starttls, tls)


def test_names_and_passwords_may_hold_any_letter() -> None:
    server = read_mail_server("smtps://alice%40example.org:p%3A%2Fw@mail.example.org")
    assert (server.user, server.password) == ("alice@example.org", "p:/w")


def test_no_address_is_no_server() -> None:
    assert read_mail_server("") == MailServer(host="", port=25, user="", password="", starttls=False, tls=False)
