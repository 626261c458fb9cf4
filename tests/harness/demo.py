"""The demo town as the tests meet it: who may sign in, and where the pages of each kind are."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

import pytest
from playwright.sync_api import Browser

from harness.browser import WIDTH, Visitor, open_window
from harness.http import HttpPerson
from square import Square

PERSON, ORGANISATION = "saule", "tany"  # two of the town's accounts
SIGN_IN = re.compile(r"\b(?P<role>reader|editor|operator) +(?P<login>\S+@\S+) +(?P<password>\S+)$", re.MULTILINE)


@dataclass
class Demo:
    """A running demo square. ``places`` are addresses below the language, by the name of a kind of page."""

    square: Square
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def sign_ins(self) -> dict[str, tuple[str, str]]:
        """Login and password by role, as the square printed them at its start."""
        found = {one["role"]: (one["login"], one["password"]) for one in SIGN_IN.finditer(self.square.output)}
        assert set(found) == {"reader", "editor", "operator"}, self.square.output
        return found

    def person(self, role: str) -> HttpPerson:
        """Somebody signed in with this role; each call is one more session of the same user."""
        person = HttpPerson(self.square.port)
        person.sign_in(*self.sign_ins[role])
        return person

    @cached_property
    def places(self) -> dict[str, str]:
        """Addresses of the town's pages, and one of a note that its author took back."""
        items = json.loads(HttpPerson(self.square.port).get("/feeds/en/newest.json").body)["items"]
        by_length = sorted(items, key=lambda item: len(item["content_html"]))
        entry, note = (re.sub(r"^https?://[^/]+/\w\w/", "", item["url"]) for item in (by_length[-1], by_length[0]))
        accounts = self.person("operator").get("/en/desk/accounts/").text
        account = re.search(r"/desk/accounts/(\d+)/", accounts)
        assert account, accounts
        live_part, past_part = self._blog_parts()
        return {
            "entry": entry,
            "note": note,
            "post": entry.split("/")[1],
            "person": f"@{PERSON}/",
            "month": f"{datetime.now(UTC):%Y/%-m}",
            "log_month": f"{datetime.now(UTC):%Y-%-m}",
            "organisation": f"@{ORGANISATION}/",
            "organisation_handle": ORGANISATION,
            "account": account[1],
            "long": self._found("@tany/", "Өзен жағасы"),
            "quoting": self._found("@ruth/", "I read this to my eighth grade"),
            "own": self._found("@bekzat/", "Автобус күткен таң").split("/")[1],
            "version": self._past_front_page(),
            "question": self._question(),
            **self._shaped(),
            "blog_part": live_part,
            "blog_archive": past_part,
            "gone": self._take_back_a_note(),
        }

    def _found(self, page: str, title: str) -> str:
        """The address of the post whose headline on a page begins so."""
        shown = HttpPerson(self.square.port).get(f"/en/{page}").text
        link = re.search(rf'<a href="/en/(@\w+/\d+/)">{title}', shown)
        assert link, title
        return link[1]

    def _question(self) -> str:
        """The number of the question that is overdue longest."""
        listed = HttpPerson(self.square.port).get("/en/questions/overdue/").text
        number = re.search(r"/questions/(Q-[0-9-]+)", listed)
        assert number, listed
        return number[1]

    def _shaped(self) -> dict[str, str]:
        """Numbers of questions that were joined, split, withdrawn or opened again, by what they show."""
        lists = {"newest": "/en/questions/", "mine": "/en/questions/mine/", "appeals": "/en/questions/appeals/"}
        shown = {name: self.person("reader").get(path).text for name, path in lists.items()}
        wanted = {
            "unrouted": ("newest", "Мектеп мұражайына"),
            "proposed": ("newest", "Зауыт көшесіндегі 4-үйде"),
            "withdrawn": ("newest", "Қан тапсыратын"),
            "whole": ("newest", "Тёмный переход"),  # the oldest of its name; the others are its parts
            "reopened": ("mine", "Көпірдің таяныш темірі"),
            "heard": ("mine", "Жатақханадағы орнымды"),
            "course": ("appeals", "Q-"),  # its text is not for everyone
            "silent": ("appeals", "Көпірдегі ескі қоршауымды"),
        }
        removed = re.search(r"(Q-[0-9-]+),removed,", self.person("reader").get("/data/questions.csv").text)
        assert removed
        return {"removed": removed[1]} | {
            name: re.findall(rf'/questions/(Q-[0-9-]+)"[^>]*>{title}', shown[page])[-1]
            for name, (page, title) in wanted.items()
        }

    def _blog_parts(self) -> list[str]:
        """Addresses of the parts of a position's blog: that of today's holder, and the archive of the one before."""
        shown = HttpPerson(self.square.port).get("/en/offices/@madeniet_bolimi/kitaphanalar/").text
        parts = re.findall(r'<a href="/en/(offices/@\w+/[a-z-]+/blog/\d+/)"', shown)
        assert parts, shown
        return parts

    def _past_front_page(self) -> str:
        listed = HttpPerson(self.square.port).get("/en/front/history/").text
        versions = re.findall(r"/front/history/(\d+)/", listed)
        assert len(versions) > 2, listed
        return versions[-1]

    def _take_back_a_note(self) -> str:
        reader = self.person("reader")
        form = reader.get("/en/write/").text
        account = re.search(r'name="account"[^>]*value="(\d+)"|<option value="(\d+)"', form)
        assert account, form
        fields = {"kind": "note", "account": account[1] or account[2], "source": "Soon gone.", "visibility": "public"}
        written = reader.post("/en/write/", act="publish", **fields)
        assert written.status == 302, written.text
        address = written.headers["location"]
        taken = reader.post(f"/en/withdraw/{address.rstrip('/').rpartition('/')[2]}/")
        assert taken.status == 302, taken.text
        return address.removeprefix("/en/")


@pytest.fixture(scope="session")
def demo(square: Square) -> Demo:
    """The shared demo square with its people and places."""
    return Demo(square)


def sign_in(demo: Demo, role: str, one: Visitor) -> None:
    """Give a window the cookies of this role's session."""
    if role not in demo.cookies:
        demo.cookies[role] = demo.person(role).cookies
    cookies = [{"name": name, "value": value, "url": demo.square.url} for name, value in demo.cookies[role].items()]
    one.page.context.add_cookies(cookies)  # type: ignore[arg-type]  # a name, a value and an address


@pytest.fixture
def member(demo: Demo, visitor: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Opens a window in which somebody is signed in: ``member("editor", width=360)``."""

    def make(role: str, **window: object) -> Visitor:
        one = visitor(**window)
        sign_in(demo, role, one)
        return one

    return make


@pytest.fixture(scope="session")
def onlooker(demo: Demo, browser: Browser) -> Callable[..., Visitor]:
    """Gives a window for a test that only looks: ``onlooker("editor", width=360)``, ``onlooker(language="kk")``.

    It is kept for all such tests, since a new one takes as long as eight pages; so leave it as it was. Who looks at
    several widths takes it as wide as it is, ``width=None``: a page is laid out anew for each change.
    """
    kept: dict[tuple[object, ...], Visitor] = {}

    def find(
        role: str | None = None, *, width: int | None = WIDTH, language: str = "en", script: bool = True
    ) -> Visitor:
        one = kept.get((role, language, script))
        if one is None:
            one = kept[role, language, script] = open_window(
                browser, width=width or WIDTH, language=language, script=script
            )
            if role:
                sign_in(demo, role, one)
        one.widen(width or one.width)
        return one

    return find
