"""The reports of opinions as files on a disk: no barrier, nothing sideways, nothing asked of anybody."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from harness.browser import Visitor
from pikir.config.cli import main

LANGUAGES = ("kk", "ru", "en")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A map of two camps in three languages, and a search for rings that finds one."""
    folder = tmp_path_factory.mktemp("reports")
    random = np.random.default_rng(3)
    answers = np.where(np.arange(120)[:, None] < 70, 1, -1) * np.repeat([1, -1, 1], 4)
    answers = answers * random.choice([1, 1, 1, 1, -1], answers.shape)
    lines = ["person," + ",".join(f"A rather long statement number {one} of this consultation" for one in range(12))]
    lines += [f"p{person}," + ",".join(map(str, row)) for person, row in enumerate(answers)]
    (folder / "votes.csv").write_text("\n".join(lines))
    shares = [f"ring{one},thing-{thing},{thing * 900 + one}" for thing in range(9) for one in range(4)]
    shares += [f"p{random.integers(60)},thing-{random.integers(40)},{random.uniform(0, 86400):.0f}" for _ in range(300)]
    (folder / "shares.csv").write_text("\n".join(["account,object,time", *shares]))
    for language in LANGUAGES:
        more = ["--format", "html", "--lang", language, "--out", str(folder / language)]
        assert main(["map", str(folder / "votes.csv"), *more]) == 0
        assert main(["coordination", str(folder / "shares.csv"), *more]) == 0
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["map", "coordination"])
def test_a_report_keeps_nobody_out(reports: Path, visitor: Callable[..., Visitor], name: str, language: str) -> None:
    reader = visitor(width=360, language=language)
    address = (reports / language / f"{name}.html").as_uri()
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.open(address)
    reader.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert reader.page.locator("svg.map").count() == (name == "map")
    for width in (360, 1280):
        reader.widen(width)
        assert reader.sideways() <= 0, width
        assert not (reader.barriers_by_theme() if language == "kk" else reader.barriers(colours=False)), width
    assert asked == [address]
    assert not reader.complaints
