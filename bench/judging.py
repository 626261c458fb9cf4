"""A moderator who takes a post down and takes that back, through the forms of a case."""

import http.client
import re
from contextlib import closing
from urllib.parse import urlencode

from writing import MARK


class Moderator:
    """Somebody signed in who may judge one post of a running square. Acts raise ValueError when they are refused."""

    def __init__(self, port: int, session: str, number: int) -> None:
        """Open the case of the post with this number."""
        self._port, self._session = port, session
        self._case = self._post(f"/en/desk/judge/post/{number}/", {})

    def hide(self) -> None:
        """Decide that the post is hidden, by the first rule there is."""
        page = self._get(self._case)
        fields = {name: _found(rf'name="{name}".*?value="(\d+)"', page) for name in ("rule", "turn")}
        self._post(self._case, {"act": "decide", "measure": "hide", **fields})

    def take_back(self) -> None:
        """Take the newest decision of the case back."""
        decision = _found(r'href="(/en/decisions/\d+/)"', self._get(self._case))
        self._post(decision, {"act": "reverse", "words": "Measured."})

    def _get(self, path: str) -> str:
        status, _place, page = self._ask("GET", path)
        if status != 200:
            raise ValueError(f"{path} was answered with {status}")
        return page

    def _post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form; return the address to which the answer leads."""
        status, place, _page = self._ask("POST", path, urlencode({"csrfmiddlewaretoken": MARK, **fields}))
        if status != 302:
            raise ValueError(f"{path} was answered with {status}")
        return place

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        cookies = f"sessionid={self._session}; csrftoken={MARK}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)) as connection:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            return response.status, response.headers.get("Location", ""), response.read().decode()


def _found(pattern: str, page: str) -> str:
    found = re.search(pattern, page, re.DOTALL)
    if found is None:
        raise ValueError(f"a page of the desk holds nothing like {pattern}")
    return found.group(1)
