"""A person at a terminal: cookies, forms and answers over real HTTP, without following redirects."""

import http.client
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TOKEN = "csrftoken"


@dataclass(frozen=True)
class Answer:
    """What the square answered. ``headers`` have lower-case names."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")


@dataclass
class HttpPerson:
    """One person with a cookie jar. Each request opens a connection of its own, as strangers do."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, b"", headers)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form with the token of the cookie; ``cookies`` must have one, so open a page with a form before."""
        body = urlencode(fields | {"csrfmiddlewaretoken": self.cookies[TOKEN]}).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, login: str, password: str) -> None:
        """Sign in by the form."""
        self.get("/en/account/sign-in/")
        answer = self.post("/en/account/sign-in/", login=login, password=password)
        assert answer.status == 302, answer.text

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        if self.cookies:
            headers = headers | {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, content)
