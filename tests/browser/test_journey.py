"""One person's way through the square, in each language, in a real browser: by its forms, not by how they look."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from harness.browser import Visitor
from harness.demo import Demo

PASSPHRASE = "seven grey geese 11"
REASON = "Rule 3: the flat is named. / 3-ереже. / Правило 3."


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photograph as a telephone makes it, turned on its side."""
    file = tmp_path / "photo.jpg"
    picture = Image.radial_gradient("L").resize((1600, 1200)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation
    picture.save(file, exif=exif)
    return file


def send(page: Page, name: str = "") -> None:
    """Press the button of the page's own form that does ``name``, else its main one."""
    chosen = f'main form button[name="act"][value="{name}"]' if name else 'main form button[type="submit"]'
    page.locator(chosen).first.click()
    page.wait_for_load_state("load")


def test_from_signing_up_to_a_takedown_with_a_reason(
    lang: str, photo: Path, demo: Demo, visitor: Callable[..., Visitor], member: Callable[..., Visitor]
) -> None:
    home = f"{demo.square.url}/{lang}/"
    handle = f"zhanna_{lang}"
    guest = visitor(language=lang)
    page = guest.page

    guest.open(home + "account/sign-up/")
    page.fill('main [name="email"]', f"{handle}@example.org")
    page.fill('main [name="handle"]', handle)
    page.fill('main [name="name"]', "Жанна Ә.")
    page.fill('main [name="password1"]', PASSPHRASE)
    send(page)
    confirm_address(page, home, f"{handle}@example.org")
    sign_in(page, home, handle)

    note = write(page, home, kind="note", source=f"A first note of {handle}.")
    assert f"A first note of {handle}." in page.inner_text("main")

    entry = write(page, home, kind="entry", title=f"Entry of {handle}", source="A picture follows.", photo=photo)
    picture = page.locator("article img").first
    assert picture.get_attribute("alt") == "A grey disc"
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth < image.naturalHeight)")

    page.goto(demo.square.url + note + "comment/")
    page.fill('#answer [name="source"]', f"A comment of {handle}.")
    page.locator('#answer button[type="submit"]').click()
    page.wait_for_load_state("load")
    assert f"A comment of {handle}." in page.inner_text("main")

    take_back(page, demo, note)
    assert visitor(language=lang).page.goto(demo.square.url + note).status == 410

    operator = member("operator", language=lang)
    operator.open(f"{home}desk/posts/{number_of(entry)}/")
    send(operator.page)  # whoever looks at what nobody reported is asked first
    operator.page.check('main [name="measure"][value="hide"]')
    operator.page.select_option('main [name="rule"]', index=1)
    operator.page.fill('main [name="facts"]', REASON)
    send(operator.page, "decide")
    assert visitor(language=lang).page.goto(demo.square.url + entry).status == 410
    page.goto(demo.square.url + entry)
    assert REASON in page.inner_text("main")
    page.goto(home + "account/decisions/")
    page.locator("main a", has_text=handle).first.click()
    page.wait_for_load_state("load")
    assert REASON in page.inner_text("main")


def confirm_address(page: Page, home: str, email: str) -> None:
    """Follow the link of the newest letter to this address, as shown by the outbox."""
    page.goto(home + "outbox/")
    page.locator("main a", has_text=email).or_(
        page.locator("main li, main tr", has_text=email).locator("a")
    ).first.click()
    page.wait_for_load_state("load")
    link = re.search(r"https?://\S+/confirm/\S+", page.inner_text("main"))
    assert link, page.inner_text("main")
    page.goto(link[0])
    send(page)


def sign_in(page: Page, home: str, handle: str) -> None:
    page.goto(home + "account/sign-in/")
    if "/sign-in/" not in page.url:  # confirming has signed the person in
        return
    page.fill('main [name="login"]', handle)
    page.fill('main [name="password"]', PASSPHRASE)
    send(page)
    assert "/sign-in/" not in page.url


def write(page: Page, home: str, *, kind: str, source: str, title: str = "", photo: Path | None = None) -> str:
    """Write and publish by the composer; return the path of the post."""
    page.goto(home + "write/")
    page.check(f'main [name="kind"][value="{kind}"]', force=True)
    if title:
        page.fill('main [name="title"]', title)
    page.fill('main [name="source"]', source)
    if photo:
        page.set_input_files("#pick", photo)
        expect(page.locator(".picture img")).to_be_visible()
        page.fill('[data-part="alt"]', "A grey disc")
    send(page, "publish")
    path = "/" + page.url.split("/", 3)[3]
    assert re.search(r"/@\w+/\d+/$", path), path
    return path


def take_back(page: Page, demo: Demo, address: str) -> None:
    language = address.split("/")[1]
    page.goto(f"{demo.square.url}/{language}/withdraw/{number_of(address)}/")
    send(page)


def number_of(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]
