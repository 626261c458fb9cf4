"""The look keeps its promises: contrast, weight, one joined style sheet, all letters."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

STATIC = Path(__file__).parents[1] / "static" / "web"
GROUNDS = ("paper", "sheet", "shade")
TEXTS = ("ink", "ink-2", "sky", "sun-ink", "late")
STYLES_BYTES = 12_000  # of the 30 KB of a first view; the rest is the page itself and its scripts
FONT_BYTES = 60 * 1024  # all of them: then no page can ask for more


def tokens(theme: str) -> dict[str, str]:
    text = (STATIC / "tokens.css").read_text()
    light = text[: text.index("@media (prefers-color-scheme: dark)")]
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", light))
    if theme == "dark":
        found |= dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", text[text.index(':root[data-theme="dark"]') :]))
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_readable_on_every_ground(theme: str) -> None:
    colours = tokens(theme)
    weak = [(text, on) for text in TEXTS for on in GROUNDS if contrast(colours[text], colours[on]) < 4.5]
    washes = [(text, wash) for text, wash in (("sky", "sky-wash"), ("sun-ink", "sun-wash"), ("late", "late-wash"))]
    weak += [(text, wash) for text, wash in washes if contrast(colours[text], colours[wash]) < 4.5]
    assert weak == []
    assert contrast(colours["on-sky"], colours["sky"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_edge_of_what_can_be_used_is_seen(theme: str) -> None:
    colours = tokens(theme)
    assert all(contrast(colours["edge"], colours[ground]) >= 3 for ground in GROUNDS)


def test_the_wish_of_the_system_and_the_choice_of_the_reader_are_one_dark() -> None:
    text = (STATIC / "tokens.css").read_text()
    said = re.findall(r"--paper: #15171b;.*?--shadow-2: [^;]+;", text, re.DOTALL)
    assert len(said) == 2
    assert len({re.sub(r"\s+", " ", block) for block in said}) == 1


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    storages = {"staticfiles": {"BACKEND": "pikir.web.storage.JoinedStaticStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        for _again in range(2):  # a second run, over the files of the first, changes nothing
            call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def test_a_page_asks_for_style_sheets_that_import_nothing(collected: Path) -> None:
    sheets = [collected / name for name in ("web/shell.css", "site/front.css", "posts/post.css")]
    for sheet in sheets:
        text = sheet.read_text()
        assert "@import" not in text
        assert "/*" not in text
    shell = sheets[0].read_text()
    assert all(name in shell for name in (".card", ".field", ".hand", "@font-face"))
    for address in re.findall(r"url\(([^)]+)\)", shell):
        assert (collected / "web" / address).exists()


def test_styles_of_a_reading_page_are_light(collected: Path) -> None:
    for page in ("site/front.css", "posts/post.css"):
        weights = [len(gzip.compress((collected / name).read_bytes(), 9)) for name in ("web/shell.css", page)]
        assert sum(weights) < STYLES_BYTES


def test_the_fonts_of_a_page_in_any_language_are_light() -> None:
    faces = (STATIC / "fonts").glob("*.woff2")
    assert sum(path.stat().st_size for path in faces) < FONT_BYTES


def test_the_fonts_are_those_of_their_register() -> None:
    register = (STATIC / "fonts" / "README.md").read_text()
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (STATIC / "fonts").glob("*.woff2")}
    assert dict(reversed(line.split()) for line in re.findall(r"^[0-9a-f]{64}  \S+$", register, re.MULTILINE)) == sums


def test_every_component_sheet_is_used() -> None:
    importers = [
        STATIC / "shell.css",
        Path(str(finders.find("site/front.css"))),
        Path(str(finders.find("posts/post.css"))),
    ]
    imported = {name for sheet in importers for name in re.findall(r'components/([a-z]+)\.css"', sheet.read_text())}
    assert imported == {path.stem for path in (STATIC / "components").glob("*.css")}
