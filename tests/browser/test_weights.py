"""What a guest's first view of a reading page weighs, as it comes over the wire."""

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Request

from harness.browser import Visitor
from harness.demo import Demo

PAGE_BYTES = 30 * 1024  # HTML, styles and scripts, compressed
FONT_BYTES = 60 * 1024
READING = {"front": "", "newest": "newest/", "entry": "{entry}", "note": "{note}", "person": "{person}"}
READING |= {"organisation": "{organisation}", "rules": "rules/", "about": "about/"}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", READING)
def test_a_first_view_is_light(name: str, width: int, lang: str, demo: Demo, visitor: Callable[..., Visitor]) -> None:
    guest = visitor(width=width, language=lang)
    came: list[Request] = []
    guest.page.on("requestfinished", lambda request: came.append(request))
    guest.open(f"{demo.square.url}/{lang}/{READING[name].format(**demo.places)}")
    weights: Counter[str] = Counter()
    for request in came:
        weights[request.resource_type] += request.sizes()["responseBodySize"]
    assert weights["document"] > 0
    assert weights["document"] + weights["stylesheet"] + weights["script"] <= PAGE_BYTES, weights
    assert weights["font"] <= FONT_BYTES, weights
