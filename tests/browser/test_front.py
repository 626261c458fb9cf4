"""The front page in a real browser: an editor lays it out, a reader allows that it is counted how far they read."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from harness.browser import Visitor
from harness.demo import Demo


def test_an_editor_places_moves_and_takes_off(
    lang: str, demo: Demo, member: Callable[..., Visitor], visitor: Callable[..., Visitor]
) -> None:
    editor, start = member("editor", width=360, language=lang), f"{demo.square.url}/{lang}/"
    page, post = editor.page, demo.places["own"]

    def press(selector: str) -> None:
        with page.expect_navigation():
            page.click(selector)
        assert not editor.barriers()
        assert editor.sideways() <= 0

    editor.open(f"{start}@bekzat/{post}/")
    press(f"main a[href='/{lang}/desk/front/{post}/']")
    page.select_option("[name=slot]", "choice 2")
    page.fill("[name=reason]", "Nobody waits so well.")
    page.click("main details summary")
    page.fill("[name=until_day]", f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}")  # then the former comes back
    press("button[value=place]")
    row = f".placed li:has(a[href$='/{post}/'])"
    assert page.locator(row).first.locator(".num").inner_text() == "3"
    press(f"{row} button[value=up]")
    assert page.locator(row).first.locator(".num").inner_text() == "2"
    press(f"{row} button[value=down]")
    reader = visitor(width=1280, language=lang)
    reader.open(start)
    placed = reader.page.locator(f".choices .card:has(a[href$='/{post}/'])")
    assert "Айгерім" in placed.locator(".hand").inner_text()
    placed.locator("summary").click()
    assert "Nobody waits so well." in placed.inner_text()
    press(f"{row} a[href='/{lang}/desk/front/{post}/']")
    press("button[value=take_off]")
    reader.open(start)
    assert not reader.page.locator(f".choices a[href$='/{post}/']").count()
    assert not [text for text in editor.complaints + reader.complaints if "status of 4" not in text]


# As a telephone does with a page when another one comes to the front; a browser without a screen never does.
PUT_AWAY = """() => {
  scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
  Object.defineProperty(document, "visibilityState", { value: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_how_far_one_reads_is_told_only_where_one_allowed_it(
    demo: Demo, member: Callable[..., Visitor], visitor: Callable[..., Visitor]
) -> None:
    guest, author, start = visitor(), member("reader"), f"{demo.square.url}/en/"

    def read_to_the_end() -> int:
        author.open(f"{start}account/reads/{demo.places['own']}/")
        return int(author.page.locator(".parts tr:has-text('to the end') td").first.inner_text())

    def read() -> None:
        guest.open(f"{start}@bekzat/{demo.places['own']}/")
        guest.page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        guest.open(f"{start}account/reading-depth/")

    before = read_to_the_end()
    scripts: list[str] = []
    guest.page.on("request", lambda request: scripts.append(request.url.rpartition("/")[2]))
    read()
    assert not [name for name in scripts if name.startswith("depth")]
    with guest.page.expect_navigation():
        guest.page.click("button[value=yes]")
    guest.open(f"{start}@bekzat/{demo.places['own']}/")
    assert [name for name in scripts if name.startswith("depth")]
    with guest.page.expect_response(lambda response: "/depth/" in response.url):
        guest.page.evaluate(PUT_AWAY)
    assert read_to_the_end() == before + 1
