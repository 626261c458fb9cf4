"""Writing on a telephone: the network goes, the tab is closed, two windows write at once, and nothing is lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Request, expect

from harness.browser import Visitor
from harness.demo import Demo

PAGE_BYTES = 80 * 1024  # HTML, styles and scripts of the composer, compressed
SAVED = re.compile(r"\d\d:\d\d")  # the moment at which the square had it
ALL = {"kk": "Ұзақ мәтін", "ru": "Длинный текст", "en": "A long text"}


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "sea.jpg"
    Image.radial_gradient("L").resize((640, 480)).convert("RGB").save(file)
    return file


def compose(person: Visitor, demo: Demo, lang: str = "en", path: str = "write/") -> Page:
    person.open(f"{demo.square.url}/{lang}/{path}")
    return person.page


def write(page: Page, text: str) -> None:
    page.locator('[name="source"]').press_sequentially(text)


def wait_saved(page: Page) -> None:
    """Until the square has what stands in the form; the device lets go of it then."""
    expect(page.locator("#state")).to_have_text(SAVED)
    page.evaluate(
        """() => new Promise((done) => {
            const waits = () => Object.keys(localStorage).some((name) => name.startsWith("pikir-unsent:"));
            const look = () => (waits() ? setTimeout(look, 20) : done());
            look();
        })"""
    )


def go_on(page: Page, words: str) -> None:
    """Open the unsent text of which the page tells."""
    page.locator("details.kept").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    page.locator(".kept li", has_text=words).get_by_role("link").or_(page.locator("#told a")).first.click()
    page.wait_for_load_state("load")


def text_in(page: Page) -> str:
    return page.input_value('[name="source"]')


def test_the_line_is_cut_the_tab_closed_and_nothing_is_lost(
    lang: str, demo: Demo, member: Callable[..., Visitor]
) -> None:
    person = member("reader", width=360, language=lang)
    page = compose(person, demo, lang)
    page.fill('[name="title"]', ALL[lang])
    write(page, "Before the cut. ")
    wait_saved(page)
    page.context.set_offline(True)
    write(page, "After the cut.")
    expect(page.locator("#state")).to_have_class(re.compile("warn"))
    expect(page.locator("#state")).to_be_in_viewport()
    page.close(run_before_unload=False)

    page = person.page.context.new_page()
    page.context.set_offline(False)
    page.goto(f"{demo.square.url}/{lang}/write/")
    expect(page.locator("#told a")).to_be_visible()
    page.click("#told a")
    page.wait_for_load_state("load")
    assert page.input_value('[name="title"]') == ALL[lang]
    assert text_in(page) == "Before the cut. After the cut."
    page.click('main button[value="publish"]')
    page.wait_for_url(re.compile(r"/@\w+/\d+/$"))
    assert "Before the cut. After the cut." in page.inner_text("article")
    page.goto(f"{demo.square.url}/{lang}/write/")
    expect(page.locator(".kept li", has_text=ALL[lang])).to_have_count(0)
    page.close()


def test_what_was_cut_off_goes_to_the_square_when_the_line_is_back(demo: Demo, member: Callable[..., Visitor]) -> None:
    page = compose(member("reader", width=360), demo)
    page.context.set_offline(True)
    write(page, "Written under ground.")
    expect(page.locator("#state")).to_have_text(re.compile("No connection"))
    page.context.set_offline(False)
    wait_saved(page)
    other = compose(member("reader", width=360), demo)  # another device: it has only what the square has
    go_on(other, "Written under ground.")
    assert text_in(other) == "Written under ground."
    other.locator('[name="source"]').fill("")


def test_sending_into_a_dead_line_loses_nothing(demo: Demo, member: Callable[..., Visitor]) -> None:
    page = compose(member("reader", width=360), demo)
    page.context.set_offline(True)
    write(page, "Sent into nothing.")
    page.click('main button[value="publish"]')
    page.context.set_offline(False)
    page.goto(f"{demo.square.url}/en/write/")
    expect(page.locator("#told a")).to_be_visible()
    go_on(page, "Sent into nothing.")
    assert text_in(page) == "Sent into nothing."


def test_two_windows_with_one_text_keep_both(demo: Demo, member: Callable[..., Visitor]) -> None:
    first = compose(member("reader", width=360), demo)
    write(first, "The first window.")
    wait_saved(first)
    key = first.input_value('[name="copy"]')
    second = compose(member("reader", width=360), demo, path=f"write/?copy={key}")
    second.locator('[name="source"]').press("Control+End")
    write(second, " The second goes on.")
    wait_saved(second)
    write(first, " The first too.")
    expect(first.locator("#told")).to_contain_text("another window")
    wait_saved(first)
    assert first.input_value('[name="copy"]') != key
    assert text_in(first) == "The first window. The first too."
    go_on(first, "The second goes on.")
    assert text_in(first) == "The first window. The second goes on."


def test_who_is_signed_out_meanwhile_keeps_the_text_here(demo: Demo, member: Callable[..., Visitor]) -> None:
    page = compose(member("reader", width=360), demo)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    write(page, "Signed out.")
    expect(page.locator("#state")).to_have_text(re.compile("signed out"))
    page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as they came
    write(page, " And back.")
    wait_saved(page)


def test_a_picture_that_did_not_come_is_tried_again(demo: Demo, member: Callable[..., Visitor], photo: Path) -> None:
    page = compose(member("reader", width=360), demo)
    write(page, "Look:")
    page.route("**/media/", lambda route: route.abort())
    page.set_input_files("#pick", photo)
    expect(page.locator(".picture.bad .name")).to_contain_text(photo.name)
    assert "](upload:" in text_in(page)
    page.click('main button[value="publish"]')  # a picture is missing: nothing is sent
    expect(page.locator("#pending")).to_be_visible()
    assert page.url.endswith("/en/write/")
    page.unroute("**/media/")
    page.click('.picture [data-act="retry"]')
    expect(page.locator(".picture img")).to_be_visible()
    expect(page.locator("#pending")).to_be_hidden()
    expect(page.locator("#count")).to_contain_text("Pictures without a description: 1")
    page.fill(".picture .input", "A grey disc")
    expect(page.locator("#count")).not_to_contain_text("description")
    assert re.search(r"!\[A grey disc\]\(picture:\d+\)", text_in(page))
    page.click('main button[value="publish"]')
    page.wait_for_url(re.compile(r"/@\w+/\d+/$"))
    assert page.get_attribute("article figure img", "alt") == "A grey disc"


def drop(page: Page, made: str) -> None:
    """Let a file fall into the form; ``made`` is an expression that makes it."""
    page.evaluate(
        f"""async () => {{
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add({made});
            const fall = new DragEvent("drop", {{ dataTransfer, bubbles: true, cancelable: true }});
            document.querySelector(".sheet").dispatchEvent(fall);
        }}"""
    )


CANVAS = "Object.assign(document.createElement('canvas'), { width: 40, height: 40 })"
PICTURE = f"new File([await new Promise((done) => {CANVAS}.toBlob(done))], 'drop.png', {{ type: 'image/png' }})"
FILE = "new File(['%PDF-1.7'], 'Plan.pdf', { type: 'application/pdf' })"
PROGRAM = "new File(['MZ'], 'plan.exe', { type: 'application/octet-stream' })"


def test_a_picture_is_dropped_and_taken_out(demo: Demo, member: Callable[..., Visitor]) -> None:
    page = compose(member("reader"), demo)
    write(page, "Look:")
    drop(page, PICTURE)
    expect(page.locator(".picture img")).to_be_visible()
    page.click('.picture [data-act="remove"]')
    assert text_in(page).strip() == "Look:"


def test_a_file_is_dropped_at_the_same_place_and_what_is_no_file_of_ours_is_said(
    demo: Demo, member: Callable[..., Visitor]
) -> None:
    page = compose(member("reader", width=360), demo)
    drop(page, FILE)
    expect(page.locator(".picture .name")).to_contain_text("Plan.pdf")
    expect(page.locator('[name="source"]')).to_have_value(re.compile(r"^\[Plan\.pdf\]\(file:\d+\)$"))
    expect(page.locator(".picture .about")).to_be_hidden()
    drop(page, PROGRAM)
    expect(page.locator(".picture.bad .name")).to_be_visible()
    page.click('.picture.bad [data-act="remove"]')
    page.fill('[name="title"]', "With a file")
    page.click('main button[value="publish"]')
    page.wait_for_url(re.compile(r"/@\w+/\d+/$"))
    expect(page.locator("article .file a")).to_have_text("Plan.pdf")


def test_a_note_takes_neither_and_the_page_stays(demo: Demo, member: Callable[..., Visitor]) -> None:
    page = compose(member("reader", width=360), demo, path="write/?kind=note")
    drop(page, PICTURE)
    expect(page.locator("#pending")).to_contain_text("Choose “Entry”")
    assert text_in(page) == ""


def test_a_text_that_is_opened_again_shows_its_pictures_with_their_words(
    demo: Demo, member: Callable[..., Visitor], photo: Path
) -> None:
    page = compose(member("reader", width=360), demo)
    page.fill('[name="title"]', "Opened again")
    page.set_input_files("#pick", photo)
    expect(page.locator(".picture img")).to_be_visible()
    page.fill('[data-part="alt"]', "A grey disc")
    page.click(".picture details summary")
    page.fill('[data-part="caption"]', 'The "sea"')
    page.fill('[data-part="credit"]', "Dana Omarova")
    page.click('.pubbar button[value="save"]')
    page.wait_for_url(re.compile(r"/write/\d+/$"))
    expect(page.locator(".picture img")).to_be_visible()
    said = [page.input_value(f'[data-part="{part}"]') for part in ("alt", "caption", "credit")]
    assert said == ["A grey disc", 'The "sea"', "Dana Omarova"]
    page.fill('[data-part="alt"]', "A disc")
    page.click('main button[value="publish"]')
    page.wait_for_url(re.compile(r"/@\w+/\d+/$"))
    assert page.get_attribute("article figure img", "alt") == "A disc"
    expect(page.locator("article figcaption")).to_contain_text('The "sea"')
    expect(page.locator("article figcaption .credit")).to_have_text("Dana Omarova")


def test_the_tools_are_used_by_keys(demo: Demo, member: Callable[..., Visitor]) -> None:
    page = compose(member("reader"), demo)
    area = page.locator('[name="source"]')
    area.fill("words")
    area.press("Control+a")
    area.press("Control+b")
    assert text_in(page) == "**words**"
    area.press("Control+b")
    assert text_in(page) == "words"
    area.press("Control+k")
    assert text_in(page) == "[words](https://)"
    area.press("Control+z")
    assert text_in(page) == "words", "the browser's own undo takes it back"
    area.press("Shift+Tab")
    tools = page.locator("#tools button")
    expect(tools.nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(tools.nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    assert text_in(page) == "## words"


def test_the_preview_is_shown_in_place_and_left_again(demo: Demo, member: Callable[..., Visitor]) -> None:
    person = member("reader", width=360)
    page = compose(person, demo)
    page.fill('[name="title"]', "The tower")
    write(page, "It **measured** us.")
    page.click("#preview-button")
    expect(page.locator("#looked strong")).to_have_text("measured")
    expect(page.locator("#looked h1")).to_have_text("The tower")
    assert not person.barriers_by_theme()
    assert person.sideways() <= 0
    page.click("#preview-button")
    expect(page.locator('[name="source"]')).to_be_focused()


def test_a_note_is_counted_as_the_square_counts_it(demo: Demo, member: Callable[..., Visitor]) -> None:
    page = compose(member("reader", width=360), demo, path="write/?kind=note")
    page.fill('[name="source"]', f"{'x' * 998}😀й \n ")  # an emoji, a letter of two signs, and bare ends: 1,000
    expect(page.locator("#count")).to_contain_text("1000")
    expect(page.locator("#count")).not_to_have_class(re.compile("over"))
    page.click('main button[value="publish"]')
    page.wait_for_url(re.compile(r"/@\w+/\d+/$"))


def test_it_is_a_plain_form_without_script(demo: Demo, member: Callable[..., Visitor]) -> None:
    page = compose(member("reader", width=360, script=False), demo)
    page.fill('[name="title"]', "Without script")
    page.fill('[name="source"]', "It *works*.")
    page.click("#preview-button")
    assert page.inner_text("#preview em") == "works"
    page.click('main button[value="write"]')
    assert text_in(page) == "It *works*."
    page.click('main button[value="publish"]')
    assert re.search(r"/@\w+/\d+/$", page.url)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_composer_keeps_nobody_out_and_is_light(
    lang: str, width: int, demo: Demo, member: Callable[..., Visitor], photo: Path
) -> None:
    person = member("reader", width=width, language=lang)
    came: list[Request] = []
    person.page.on("requestfinished", lambda request: came.append(request))
    page = compose(person, demo, lang)
    own = [one for one in came if one.resource_type in ("document", "stylesheet", "script")]
    assert sum(one.sizes()["responseBodySize"] for one in own) <= PAGE_BYTES
    page.fill('[name="source"]', ALL[lang])
    page.set_input_files("#pick", photo)
    expect(page.locator(".picture img")).to_be_visible()
    assert not person.complaints
    assert person.sideways() <= 0
    assert not person.barriers_by_theme()
    page.fill('[name="source"]', "")
