"""A real Chromium, driven by Playwright; axe looks at the pages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

from chromium import ARGUMENTS, found_chromium

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class Visitor:
    """A person before a browser window: one page, and every complaint its console made."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Go there and wait until everything is loaded; complaints of the page before are forgotten."""
        self.complaints.clear()
        self.page.goto(address, wait_until="load")

    def barriers(self) -> list[str]:
        """What axe finds against WCAG 2.2 A and AA, one line a place."""
        found = Axe().run(
            self.page, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        )
        return [
            f"{rule['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
            for rule in found.response["violations"]
            for node in rule["nodes"]
        ]

    def sideways(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
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


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens a window without cookies: ``visitor(theme="dark", width=360, language="ru", script=False)``."""
    contexts: list[BrowserContext] = []

    def make(
        *, theme: str = "light", width: int = 1280, language: str = "en", script: bool = True, **more: Any
    ) -> Visitor:
        height = 740 if width < 600 else 900
        context = browser.new_context(
            color_scheme=theme,  # type: ignore[arg-type]  # "light" or "dark"
            viewport={"width": width, "height": height},
            locale=language,
            java_script_enabled=script,
            reduced_motion="reduce",
            **more,
        )
        contexts.append(context)
        one = Visitor(context.new_page())
        one.page.on("console", one._hear)
        one.page.on("pageerror", one._fault)
        return one

    yield make
    for context in contexts:
        context.close()


def text_of(page: Page) -> str:
    """What can be read on the page, white space folded."""
    return re.sub(r"\s+", " ", page.inner_text("body"))
