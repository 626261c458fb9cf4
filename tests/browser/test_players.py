"""A link to an outside player: nothing is asked of the place before the reader touches it."""

from collections.abc import Callable

from playwright.sync_api import Route, expect

from harness.browser import Visitor
from harness.demo import Demo


def test_a_player_is_asked_only_after_a_touch(demo: Demo, visitor: Callable[..., Visitor]) -> None:
    guest = visitor(width=360)
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<title>player</title>")

    guest.page.route(lambda address: not address.startswith(demo.square.url), answer)
    guest.open(f"{demo.square.url}/en/write/help/")
    guest.page.wait_for_load_state("networkidle")
    assert asked == []
    guest.page.locator("a[data-player]").first.click()
    frame = guest.page.locator(".embed iframe")
    frame.wait_for()
    guest.page.wait_for_load_state("networkidle")
    assert asked == [frame.get_attribute("src")]
    assert asked[0].startswith("https://www.youtube-nocookie.com/embed/")
    assert "allow-top-navigation" not in str(frame.get_attribute("sandbox"))
    assert frame.get_attribute("title") == "Video on YouTube"
    assert guest.sideways() <= 0


def test_a_player_opens_in_the_preview_and_falls_silent_after_it(demo: Demo, member: Callable[..., Visitor]) -> None:
    person = member("reader")
    person.page.route(lambda address: not address.startswith(demo.square.url), lambda route: route.fulfill(body="x"))
    person.open(f"{demo.square.url}/en/write/")
    person.page.fill('[name="source"]', "https://youtu.be/dQw4w9WgXcQ")
    person.page.click("#preview-button")
    person.page.click("#looked a[data-player]")
    expect(person.page.locator("#looked iframe")).to_be_visible()
    person.page.click("#preview-button")
    expect(person.page.locator("iframe")).to_have_count(0)
    assert not person.complaints
    person.page.fill('[name="source"]', "")


def test_without_script_a_player_is_a_link(demo: Demo, visitor: Callable[..., Visitor]) -> None:
    guest = visitor(script=False)
    guest.open(f"{demo.square.url}/en/write/help/")
    link = guest.page.locator("a[data-player]").first
    assert str(link.get_attribute("href")).startswith("https://youtu.be/")
    assert link.inner_text() == "Video on YouTube"
