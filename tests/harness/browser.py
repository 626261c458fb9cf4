"""A real Chromium, driven by Playwright; axe looks at the pages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, ViewportSize, sync_playwright

from chromium import ARGUMENTS, found_chromium

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # those of them that a theme can break
HEIGHTS = {360: 740}  # of a window, by its width
WIDTH, HEIGHT = 1280, 900


@dataclass
class Visitor:
    """A person before a browser window: one page, and every complaint its console made."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Go there and wait until everything is loaded; complaints of the page before are forgotten."""
        self.complaints.clear()
        self.page.goto(address, wait_until="load")

    def barriers(self, rules: dict[str, Any] = WCAG, *, colours: bool = True) -> list[str]:
        """What axe finds against these rules (WCAG 2.2 A and AA), one line a place; its colours may be left out."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        chosen = {} if colours else {rule: {"enabled": False} for rule in COLOURS["values"]}
        options = {"runOnly": rules, "rules": chosen, "resultTypes": ["violations"]}
        return [
            f"{rule['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
            for rule in self.page.evaluate("options => axe.run(options).then(found => found.violations)", options)
            for node in rule["nodes"]
        ]

    def barriers_by_theme(self) -> dict[str, list[str]]:
        """The same in light, and what dark colours add; the theme is light again afterwards."""
        found = {"light": self.barriers()}
        self.page.emulate_media(color_scheme="dark")
        found["dark"] = self.barriers(COLOURS)
        self.page.emulate_media(color_scheme="light")
        return {theme: places for theme, places in found.items() if places}

    @property
    def width(self) -> int:
        """Of the window, in pixels."""
        shown = self.page.viewport_size
        assert shown
        return shown["width"]

    def widen(self, width: int) -> None:
        """Make the window this wide."""
        if self.page.viewport_size != size(width):
            self.page.set_viewport_size(size(width))

    def sideways(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "blocked by Playwright" not in message.text:
            self.complaints.append(message.text)

    def _fault(self, error: Error) -> None:
        self.complaints.append(str(error))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of this process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


def open_window(
    browser: Browser,
    *,
    theme: str = "light",
    width: int = WIDTH,
    language: str = "en",
    script: bool = True,
    **more: Any,
) -> Visitor:
    """A window without cookies."""
    context = browser.new_context(
        color_scheme=theme,  # type: ignore[arg-type]  # "light" or "dark"
        viewport=size(width),
        locale=language,
        java_script_enabled=script,
        reduced_motion="reduce",
        **({"service_workers": "block"} | more),  # type: ignore[arg-type]  # by name; tests of the worker allow it
    )
    one = Visitor(context.new_page())
    one.page.on("console", one._hear)
    one.page.on("pageerror", one._fault)
    return one


def size(width: int) -> ViewportSize:
    """Of a telephone or of a desk."""
    return {"width": width, "height": HEIGHTS.get(width, HEIGHT)}


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens a window without cookies: ``visitor(theme="dark", width=360, language="ru", script=False)``."""
    opened: list[Visitor] = []

    def make(**window: Any) -> Visitor:
        opened.append(open_window(browser, **window))
        return opened[-1]

    yield make
    for one in opened:
        one.page.context.close()


def text_of(page: Page) -> str:
    """What can be read on the page, white space folded."""
    return re.sub(r"\s+", " ", page.inner_text("body"))
