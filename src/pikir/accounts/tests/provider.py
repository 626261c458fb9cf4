"""A small OpenID Connect provider on this machine: it signs whatever the test says of a person."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from pikir.accounts.oidc import Oidc, read_oidc

CLIENT, SECRET = "pikir-square", "s3cret:with@signs"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What it will tell next, and what it was asked."""

    url: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    claims: dict[str, Any] = field(default_factory=dict)
    token: str = ""  # instead of a well signed one
    asked: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """As an operator of the square writes it."""
        return self.url.replace("http://", f"http://{CLIENT}:s3cret%3Awith%40signs@") + "#City%20ID"

    @property
    def settings(self) -> Oidc:
        found = read_oidc(self.address)
        assert found is not None
        return found

    def id_token(self, **changed: Any) -> str:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300} | self.claims | changed
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})

    def answer(self, path: str, form: dict[str, str]) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}
        if path == "/token":
            self.asked.append(form)
            return {"access_token": "access", "token_type": "Bearer", "id_token": self.token or self.id_token()}
        raise LookupError(path)


@contextmanager
def serving() -> Iterator[Provider]:
    """The provider serves on a free port within the block."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/authorize?"):
                self._send_back()
            else:
                self._reply({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._reply({name: values[0] for name, values in parse_qs(body).items()})

        def _send_back(self) -> None:
            """Whoever comes agrees at once."""
            asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'state': asked['state'], 'code': '1'})}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _reply(self, form: dict[str, str]) -> None:
            content = json.dumps(provider.answer(urlsplit(self.path).path, form)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_given: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
