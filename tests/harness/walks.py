"""A person who walks through the square in a browser, by its forms and letters, and hears what language it speaks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page

from harness.browser import Visitor
from harness.leftovers import leftovers

PASSPHRASE = "seven grey geese 11"
LOOKS = 200  # how often a page is asked for again before something that a job does is given up
KNOWN = ("example.org", "csv", "CSV", "ZIP", "PIN", "eID", "Chromium", "Chrome", "Linux", "UTF", "https://")
WORDS = """() => {
    const main = document.querySelector("main").cloneNode(true);
    main.querySelectorAll("[translate=no], [lang], textarea, script, code").forEach(one => one.remove());
    document.body.append(main);
    const words = document.title + "\\n" + main.innerText;
    main.remove();
    return words;
}"""


@dataclass
class Walker:
    """One person in one language. Names are digits, so that every letter on a page is the square's own."""

    guest: Visitor
    home: str  # address of the square, with the language
    handle: str
    name: str
    password: str = PASSPHRASE

    @property
    def page(self) -> Page:
        """The window."""
        return self.guest.page

    @property
    def language(self) -> str:
        """The language of the walk."""
        return self.home.rstrip("/").rpartition("/")[2]

    @property
    def email(self) -> str:
        """Where letters to this person go."""
        return f"{self.handle}@example.org"

    def open(self, path: str) -> None:
        """Go to a page below the language."""
        self.guest.open(self.home + path)
        self.hear()

    def prove(self, path: str) -> None:
        """Go to a page that asks for the password once more, unless that was given just now."""
        self.open(path)
        if "/again/" in self.page.url:
            self.send(password=self.password)

    def press(self, selector: str = 'main form:not([hidden]) button[type="submit"]') -> None:
        """Press what leads to another page."""
        self.guest.complaints.clear()
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(selector).first.click()
        self.hear()

    def send(self, **fields: str) -> None:
        """Fill fields of the page's form by name, and press its button."""
        for name, value in fields.items():
            self.page.fill(f'main [name="{name}"]', value)
        self.press()

    def choose(self, **values: str) -> None:
        """Choose among round buttons by name."""
        for name, value in values.items():
            self.page.check(f'main [name="{name}"][value="{value}"]', force=True)

    def hear(self) -> None:
        """The page speaks one language, and nothing of it is wider than the window."""
        if self.page.url == self.home:  # the front page is full of names
            return
        assert self.page.get_attribute("html", "lang") == self.language
        words = self.page.evaluate(WORDS)
        for known in KNOWN:
            words = words.replace(known, " ")
        words = re.sub(r"@?\b\w+_(?:kk|ru|en)\b|@\w+", " ", words)
        faults = [(line, found) for line in words.splitlines() if (found := leftovers(line, self.language))]
        assert not faults, f"{self.page.url}: {faults}"
        assert self.guest.sideways() <= 0, self.page.url

    def look(self) -> None:
        """No barrier on the page that is open, and no complaint of its console, unless of what the square refused."""
        assert self.guest.barriers() == [], self.page.url
        told = [text for text in self.guest.complaints if "status of 4" not in text]
        assert told == [], self.page.url

    def wait_for(self, path: str, seen: Callable[[Page], bool]) -> None:
        """Open a page until a job has done what is waited for."""
        for _ in range(LOOKS):
            self.page.goto(self.home + path)
            if seen(self.page):
                return self.hear()
        raise AssertionError(f"not seen at {path}: {self.page.inner_text('main')}")

    def words(self) -> str:
        """What the page says."""
        return self.page.inner_text("main")

    def follow_letter(self, pattern: str) -> None:
        """Open the address that the newest letter to this person gives, as shown by the outbox."""
        self.page.goto(self.home + "outbox/")
        self.press(f'main li:has-text("{self.email}") a')
        link = re.search(rf"https?://\S+/{pattern}\S*", self.words())
        assert link, self.words()
        self.open(urlsplit(link[0]).path.split("/", 2)[2])

    def sign_up(self) -> None:
        """Sign up and confirm the address."""
        self.open("account/sign-up/")
        self.send(email=self.email, handle=self.handle, name=self.name, password1=self.password)
        self.follow_letter("account/confirm/")
        self.press()

    def sign_in(self) -> None:
        """Sign in by the form."""
        self.open("account/sign-in/")
        self.send(login=self.handle, password=self.password)

    def sign_out(self) -> None:
        """Sign out by the form."""
        self.open("account/sign-out/")
        self.press()

    def is_inside(self) -> bool:
        """Whether the person is signed in."""
        return self.page.request.get(self.home + "account/", max_redirects=0).status == 200

    def write(self, words: str) -> str:
        """Publish a note; return its path below the language."""
        self.open("write/")
        self.choose(kind="note")
        self.page.fill('main [name="source"]', words)
        self.press('main form button[name="act"][value="publish"]')
        return self.page.url.removeprefix(self.home)
