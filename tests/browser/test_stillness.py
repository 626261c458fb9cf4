"""Nothing moves while a page comes: fonts and pictures that are late find their room kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from harness.browser import Visitor
from harness.demo import Demo

MOVED = 0.02  # of the layout shift score, in which up to 0.1 counts as good
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SHIFTS = """() => new Promise(done => {
  const found = [];
  new PerformanceObserver(list => found.push(...list.getEntries())).observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(found.map(one => [one.value,
    one.sources.map(source => source.node?.outerHTML?.slice(0, 80)).join(" | ")]))));
})"""


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("place", ["", "{long}", "topics/saiasat/"])
def test_a_page_stands_still_on_a_slow_line(
    visitor: Callable[..., Visitor], demo: Demo, place: str, language: str
) -> None:
    page = visitor(width=360, language=language).page
    late: list[Route] = []
    for kind in ("**/*.woff2", "**/media/**"):
        page.route(kind, lambda route: late.append(route))  # by name of one argument, as it wants
    page.goto(f"{demo.square.url}/{language}/{place.format_map(demo.places)}", wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    assert late, "the page asks for no font and no picture"
    while late:
        late.pop().continue_()
        page.wait_for_function("true")
    page.evaluate("() => document.fonts.ready")
    page.evaluate(PAINTED)
    assert page.evaluate("() => [...document.fonts].some(face => face.status === 'loaded')")
    shifts = page.evaluate(SHIFTS)
    assert sum(value for value, _ in shifts) <= MOVED, shifts
