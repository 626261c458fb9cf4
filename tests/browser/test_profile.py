"""What a person shows of themselves, walked through in each language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from harness.browser import Visitor
from harness.demo import Demo
from harness.walks import Walker


@pytest.fixture
def newcomer(demo: Demo, lang: str, visitor: Callable[..., Visitor]) -> Callable[..., Walker]:
    """Makes somebody who has just come in, on a phone."""

    def make(handle: str) -> Walker:
        one = Walker(visitor(language=lang, width=360), f"{demo.square.url}/{lang}/", f"{handle}_{lang}", "005")
        one.sign_up()
        return one

    return make


COUNTRY = {"kk": "Қазақстан", "ru": "Казахстан", "en": "Kazakhstan"}


def test_a_profile_is_filled_in_and_a_new_handle_leads_on(
    newcomer: Callable[..., Walker], lang: str, tmp_path: Path
) -> None:
    ada = newcomer("eve")
    ada.open("account/page/")
    ada.page.check('main [name="reads"][value="kk"]', force=True)
    ada.send(url1="12 345")
    assert ada.page.locator("main .err, main [role=alert]").count()
    ada.page.locator('main [name="place"]').press_sequentially(COUNTRY[lang][:4].lower())
    ada.page.get_by_role("option", name=COUNTRY[lang]).first.click()
    ada.send(url1="https://eve.invalid/", label1="1")
    ada.look()
    show_a_header(ada, tmp_path)
    note = ada.write("Q 54 321")
    ada.press('main form[action*="/pin/"] button')
    ada.open("account/handle/")
    ada.send(handle=f"{ada.handle}2")
    ada.open(f"@{ada.handle}/")
    assert ada.page.url.endswith(f"@{ada.handle}2/")
    assert ada.page.locator(".page-header img").get_attribute("alt") == "7"
    assert ada.page.locator(".page-header.fx0.fy10").count() == 1
    assert ada.page.locator('main a[rel~="me"]').count() == 1
    assert ada.page.locator(".pins .card").count() == 1
    assert ada.page.locator(f'main .facts a:text-is("{COUNTRY[lang]}")').count() == 1
    ada.look()
    ada.press('main nav.tabs a[href$="?tab=notes"]')
    assert "54 321" in ada.words()
    ada.open(note)
    ada.open(f"@{ada.handle}2/archive/")
    ada.press("main nav.months a")
    assert "54 321" in ada.words()


def show_a_header(ada: Walker, folder: Path) -> None:
    """Choose a picture and tap its lower left corner: there one should look."""
    file = folder / "header.png"
    Image.radial_gradient("L").resize((1500, 500)).save(file)
    ada.open("account/header/")
    ada.page.set_input_files('main [name="picture"]', file)
    canvas = ada.page.locator("canvas.focus")
    canvas.wait_for()
    box = canvas.bounding_box()
    assert box
    canvas.click(position={"x": 1, "y": box["height"] - 1})
    ada.look()
    ada.send(alt="7")
