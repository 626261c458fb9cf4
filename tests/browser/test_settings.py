"""Choosing how the square looks, in a real browser: guests and members, with and without script, in three languages."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from harness.browser import Visitor
from harness.demo import Demo
from harness.http import HttpPerson

READING = ("theme", "size", "traffic")


@pytest.fixture
def illustrated(demo: Demo) -> str:
    """The address of a text with a picture in it."""
    items = json.loads(HttpPerson(demo.square.port).get("/feeds/en/newest.json").body)["items"]
    return str(next(item["url"] for item in reversed(items) if "<img" in item["content_html"]))  # of the demo town


def choose(page: Page, **words: str) -> None:
    """Fill in the form of reading and save it; the page says that it is done."""
    for name in READING:
        page.select_option(f'main [name="{name}"]', words.get(name, "normal" if name == "size" else "device"))
    page.locator('main form:has([name="theme"]) button').click()
    page.wait_for_load_state()
    assert page.locator('[role="status"]').is_visible()


def style(page: Page, name: str, of: str = "html") -> str:
    return str(page.locator(of).first.evaluate("(element, name) => getComputedStyle(element)[name]", name))


@pytest.mark.parametrize("script", [True, False])
def test_a_guest_chooses_and_every_page_follows(
    script: bool, lang: str, demo: Demo, visitor: Callable[..., Visitor]
) -> None:
    guest = visitor(width=360, language=lang, script=script)
    page, home = guest.page, f"{demo.square.url}/{lang}/"
    guest.open(home)
    assert style(page, "fontSize") == "16px"
    paper = style(page, "backgroundColor", "body")
    page.goto(home + "account/settings/")
    choose(page, theme="dark", size="largest", traffic="saving")
    fresh = visitor(width=360, language=lang, script=script)  # what was loaded before must not hide what is asked for
    fresh.page.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]  # what one gives the other takes
    asked: list[str] = []
    fresh.page.on("request", lambda request: asked.append(request.resource_type))
    for path in ("", demo.places["entry"]):
        fresh.open(home + path)
        assert style(fresh.page, "colorScheme") == "dark"
        assert style(fresh.page, "backgroundColor", "body") != paper
        assert style(fresh.page, "fontSize") == "22px"
        assert fresh.page.locator("main img").count() == 0
        assert fresh.sideways() <= 0
        assert not fresh.complaints
    assert not {"image", "font"} & set(asked)
    page.goto(home + "account/settings/")
    if script:
        assert not guest.barriers()
    choose(page)
    guest.open(home)
    assert (style(page, "fontSize"), style(page, "backgroundColor", "body")) == ("16px", paper)
    assert page.locator("main img").count() > 0


@pytest.mark.parametrize("size", ["larger", "largest", "plain"])
def test_no_size_pushes_a_page_sideways(size: str, demo: Demo, member: Callable[..., Visitor]) -> None:
    reader = member("reader", width=360, language="kk")
    look = {"name": "look", "value": f"device-{size}-device-cyrillic", "url": demo.square.url}
    reader.page.context.add_cookies([look])  # type: ignore[list-item]  # a name, a value and an address
    for path in ("", demo.places["entry"], "write/?kind=entry", "account/settings/", "inbox/"):
        reader.open(f"{demo.square.url}/kk/{path}")
        assert reader.page.get_attribute("html", "data-size") == size
        assert reader.sideways() <= 0, path
    sizes = reader.page.evaluate(
        "[...new Set([...document.querySelectorAll('main :not(.avatar)')].map(one => getComputedStyle(one).fontSize))]"
    )
    assert (sizes == ["16px"]) == (size == "plain")


def test_a_member_takes_the_look_along_and_keeps_quiet_hours(
    lang: str, demo: Demo, member: Callable[..., Visitor], visitor: Callable[..., Visitor]
) -> None:
    address = f"{demo.square.url}/{lang}/account/settings/"
    page = member("reader", language=lang).page
    page.goto(address)
    page.select_option('main [name="language"]', lang)
    choose(page, theme="dark")
    page.select_option('[name="quiet_from"]', "22")
    page.select_option('[name="quiet_until"]', "")
    page.locator("#quiet button").click()
    assert page.locator('#quiet [role="alert"]').is_visible()
    page.select_option('[name="quiet_until"]', "7")
    page.locator("#quiet button").click()
    assert page.locator('[role="status"]').is_visible()
    assert page.input_value('[name="quiet_from"]') == "22"
    other = demo.person("reader").cookies
    elsewhere = visitor(language=lang)
    elsewhere.page.context.add_cookies(
        [{"name": name, "value": value, "url": demo.square.url} for name, value in other.items()]
    )
    elsewhere.open(f"{demo.square.url}/{lang}/")
    assert style(elsewhere.page, "colorScheme") == "dark"
    choose(page)


def test_day_and_night_turn_at_once_and_stay(demo: Demo, visitor: Callable[..., Visitor]) -> None:
    guest = visitor()
    page, home = guest.page, f"{demo.square.url}/en/"
    page.goto(home + "account/settings/")
    choose(page, size="larger")
    guest.open(home)
    page.click("[data-theme-toggle]")
    assert style(page, "colorScheme") == "dark"
    guest.open(home)
    assert page.get_attribute("html", "data-theme") == "dark"
    assert style(page, "fontSize") == "19px"
    page.click("[data-theme-toggle]")
    assert style(page, "colorScheme") == "light"
    assert not guest.complaints


@pytest.mark.parametrize("script", [True, False])
def test_a_spared_picture_comes_when_it_is_asked_for(
    script: bool, demo: Demo, visitor: Callable[..., Visitor], illustrated: str
) -> None:
    guest = visitor(script=script, extra_http_headers={"Save-Data": "on"})
    guest.open(illustrated)
    link = guest.page.locator("main a.spared").first
    words = link.get_attribute("data-alt")
    with guest.page.expect_response(lambda response: "/media/" in response.url) as came:
        link.click()
    assert came.value.ok
    if script:
        shown = guest.page.locator("main img").first
        assert shown.get_attribute("alt") == words
        assert guest.page.url == illustrated
        assert not guest.complaints
