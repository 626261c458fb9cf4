"""Take pictures of the main pages of a demo square: three languages, two widths, light and dark, into ``shots/``.

``python tools/shots.py [PAGE …]`` takes only pages whose name begins so. Beside the pictures nothing is left behind.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal
from urllib.request import urlopen

from playwright.async_api import Browser, async_playwright

from chromium import ARGUMENTS, ensure_chromium, found_chromium
from square import Square, free_port

SHOTS = Path(__file__).resolve().parent.parent / "shots"
LANGUAGES = ("kk", "ru", "en")
WIDTHS = {360: 740, 1280: 900}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
AT_ONCE = 4
TALLEST = 6_000  # pixels; what follows below looks the same

# Page by name; {post} and {profile} are the first ones that the front page leads to.
PAGES = {
    "front": "",
    "newest": "newest/",
    "post": "{post}",
    "profile": "{profile}",
    "about": "about/",
    "rules": "rules/",
    "sign-in": "account/login/",
    "sign-up": "account/signup/",
    "missing": "no-such-page/",
}


async def _take(browser: Browser, address: str, file: Path, width: int, theme: Literal["light", "dark"]) -> None:
    window = {"width": width, "height": WIDTHS[width]}
    context = await browser.new_context(viewport=window, color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]  # two numbers by name
    page = await context.new_page()
    await page.goto(address)
    tall = min(int(await page.evaluate("document.documentElement.scrollHeight")), TALLEST)
    await page.set_viewport_size({"width": width, "height": tall})  # what is far below is neither loaded nor laid out
    await page.wait_for_load_state("networkidle")
    file.parent.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=file)
    await context.close()


async def _take_all(square: Square, chosen: dict[str, str]) -> int:
    turns = asyncio.Semaphore(AT_ONCE)

    async def in_turn(browser: Browser, address: str, file: Path, width: int, theme: Literal["light", "dark"]) -> None:
        async with turns:
            await _take(browser, address, file, width, theme)

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found_chromium(), args=ARGUMENTS)
        jobs = [
            in_turn(
                browser,
                f"{square.url}/{language}/{path}",
                SHOTS / name / f"{language}-{width}-{theme}.png",
                width,
                theme,
            )
            for name, path in chosen.items()
            for language in LANGUAGES
            for width in WIDTHS
            for theme in THEMES
        ]
        await asyncio.gather(*jobs)
        await browser.close()
    return len(jobs)


def _paths(square: Square, chosen: list[str]) -> dict[str, str]:
    with urlopen(f"{square.url}/en/") as answer:  # noqa: S310 - our own square, an http address
        front = answer.read().decode()
    posts, profiles = re.findall(r'href="/en/(@[\w.]+/\d+/)', front), re.findall(r'href="/en/(@[\w.]+/)"', front)
    found = {"post": posts[0] if posts else "", "profile": profiles[0] if profiles else ""}
    return {
        name: path.format(**found)
        for name, path in PAGES.items()
        if not chosen or any(name.startswith(begin) for begin in chosen)
    }


def main(chosen: list[str]) -> int:
    """Start a square, take the pictures, stop it."""
    ensure_chromium()
    with tempfile.TemporaryDirectory(prefix="pikir-shots-") as folder:
        square = Square(data=Path(folder) / "data", port=free_port(), demo=True)
        square.start()
        try:
            paths = _paths(square, chosen)
            for name in paths:
                shutil.rmtree(SHOTS / name, ignore_errors=True)
            taken = asyncio.run(_take_all(square, paths))
        finally:
            square.stop()
    print(f"{taken} pictures in {SHOTS.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
