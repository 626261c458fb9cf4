"""The life of a text in a real browser, step by step, with no barrier on the way."""

from collections.abc import Callable

import pytest

from harness.browser import Visitor
from harness.demo import Demo


@pytest.mark.parametrize("width", [360])
def test_a_text_waits_comes_out_changes_and_is_corrected(
    width: int, lang: str, demo: Demo, member: Callable[..., Visitor]
) -> None:
    person = member("reader", width=width, language=lang)
    page, start = person.page, f"{demo.square.url}/{lang}/"

    def press(selector: str) -> None:
        with page.expect_navigation():
            page.click(selector)
        assert not person.barriers()
        assert person.sideways() <= 0

    person.open(f"{start}write/")
    page.fill("[name=title]", "The tower")
    page.fill("[name=source]", "It is fifty metres tall.")
    press("button[value=schedule]")
    post = page.url.rstrip("/").rpartition("/")[2]
    page.fill("[name=day]", "2020-01-01")
    page.fill("[name=hour]", "10:00")
    press("main form button.main")
    assert page.locator("[name=day]").input_value() == "2020-01-01"
    for part in ("previews", "co-authors"):
        person.open(f"{start}{part}/{post}/")
        assert not person.barriers()
    person.open(f"{start}write/{post}/")
    press("button[value=publish]")
    address = page.url
    person.open(f"{start}write/{post}/")
    page.fill("[name=source]", "It is forty metres tall.")
    page.fill("[name=note]", "Measured again")
    press("button[value=publish]")
    press(f"main a[href$='/{post}/history/']")
    press("main .steps a")
    assert "forty" in page.locator("main ins").last.inner_text()
    assert "fifty" in page.locator("main del").last.inner_text()
    person.open(f"{start}correct/{post}/")
    page.fill("[name=words]", "It is forty metres tall, not fifty.")
    press("button[value=correct]")
    assert page.url == address
    assert "not fifty" in page.locator("main header").inner_text()
