"""Territories in a real browser: no barrier, found by keyboard, found without script."""

import subprocess
from collections.abc import Callable

import pytest

from harness.browser import Visitor
from square import COMMAND, Square

OSKEMEN = "KZ-631000000"


@pytest.fixture(scope="session")
def kazakhstan(square: Square) -> Square:
    """The shared square with the ready list."""
    subprocess.run([str(COMMAND), "places", "load", "kz"], env=square.environment(), check=True, capture_output=True)
    return square


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", ["", "?q=абай", "KZ-10/", "KZ-103200000/"])
def test_a_page_keeps_nobody_out(
    page: str, width: int, lang: str, kazakhstan: Square, onlooker: Callable[..., Visitor]
) -> None:
    person = onlooker(width=width, language=lang)
    person.open(f"{kazakhstan.url}/{lang}/places/{page}")
    assert not person.complaints
    assert person.sideways() <= 0
    assert not person.barriers_by_theme()


def test_a_territory_is_found_by_keyboard(kazakhstan: Square, visitor: Callable[..., Visitor]) -> None:
    person = visitor()
    person.open(f"{kazakhstan.url}/kk/places/")
    box = person.page.get_by_role("combobox")
    box.press_sequentially("оскем")
    option = person.page.get_by_role("option", name="Өскемен")
    option.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert not person.barriers()
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    box.press("ArrowDown")
    box.press("Enter")
    person.page.wait_for_url(f"**/kk/places/{OSKEMEN}/")
    assert not person.complaints


def test_a_territory_is_found_without_script(kazakhstan: Square, visitor: Callable[..., Visitor]) -> None:
    person = visitor(script=False)
    person.open(f"{kazakhstan.url}/ru/places/")
    person.page.get_by_role("textbox").fill("абай")
    person.page.get_by_role("textbox").press("Enter")
    person.page.get_by_role("link", name="область Абай").first.click()
    assert person.page.url.endswith("/ru/places/KZ-10/")
    person.open(f"{kazakhstan.url}/ru/places/")
    person.page.get_by_role("textbox").fill("оскемен")
    person.page.get_by_role("textbox").press("Enter")
    assert person.page.url.endswith(f"/ru/places/{OSKEMEN}/")
