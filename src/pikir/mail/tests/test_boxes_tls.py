"""Boxes elsewhere are read over TLS, and only from a server that is who it says."""

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone
from typing_extensions import override

from pikir.mail.boxes import BoxError, collect
from pikir.mail.tests.test_boxes import Server, Talk, keep

HERE = "127.0.0.1"


def certificate(file: Path, host: str) -> Path:
    """Write a key and a certificate that it signed itself, good for one host and an hour."""
    key, now = ec.generate_private_key(ec.SECP256R1()), timezone.now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + made.public_bytes(pem))
    return file


class TlsServer(Server):
    """The small server, behind TLS."""

    context: ssl.SSLContext

    @override
    def get_request(self) -> tuple[Any, Any]:
        """Greet whoever comes; the thread of the connection does the rest."""
        taken, address = super().get_request()
        return self.context.wrap_socket(taken, server_side=True, do_handshake_on_connect=False), address

    @override
    def handle_error(self, *_args: Any) -> None:
        """Who does not trust the certificate hangs up; that is no fault of the server."""


@pytest.fixture
def serving(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[TlsServer]:
    """A server with a letter, whose certificate is for this machine, or for the host that the test names."""
    with TlsServer((HERE, 0), Talk) as made:
        made.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.context.load_cert_chain(certificate(tmp_path / "server.pem", getattr(request, "param", HERE)))
        made.letters, made.sizes = {4: (b"A: 1\r\n\r\none", set()), 7: (b"A: 2\r\n\r\ntwo", set())}, {}
        thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def address_of(server: TlsServer) -> str:
    return f"imaps://name:word@{HERE}:{server.server_address[1]}/INBOX"


def test_a_box_over_tls_is_read_and_what_was_taken_is_deleted(
    serving: TlsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))  # what OpenSSL trusts in this process
    found: list[bytes] = []
    assert collect(address_of(serving), lambda raw: keep(found)(raw) and b"one" in raw) == 2
    assert found == [b"A: 1\r\n\r\none", b"A: 2\r\n\r\ntwo"]
    assert {number: flags for number, (_raw, flags) in serving.letters.items()} == {7: {"\\Seen"}}
    assert collect(address_of(serving), keep(found)) == 0


def test_nothing_is_told_to_a_server_that_nobody_vouches_for(serving: TlsServer) -> None:
    with pytest.raises(BoxError, match="SSLCertVerificationError"):
        collect(address_of(serving), keep([]))
    assert [flags for _raw, flags in serving.letters.values()] == [set(), set()]


@pytest.mark.parametrize("serving", ["127.0.0.2"], indirect=True)
def test_a_certificate_for_another_host_is_refused(
    serving: TlsServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
    with pytest.raises(BoxError, match="SSLCertVerificationError"):
        collect(address_of(serving), keep([]))
