"""Taking part without script, on a phone, in three languages: support, stance, fold, both sides, bookmark, quote."""

from collections.abc import Callable

from playwright.sync_api import expect

from harness.browser import Visitor
from harness.demo import Demo


def test_a_thread_is_read_and_joined_without_script(lang: str, demo: Demo, member: Callable[..., Visitor]) -> None:
    reader = member("editor", width=360, language=lang, script=False)
    page, address = reader.page, f"{demo.square.url}/{lang}/{demo.places['long']}"
    reader.open(f"{address}?sort=newest")
    button = page.locator(".reply button[aria-pressed=false]").first
    mark = button.get_attribute("formaction")
    button.click()
    pressed = page.locator(f'button[formaction="{mark}"]')
    expect(pressed).to_have_attribute("aria-pressed", "true")
    assert page.url.startswith(f"{address}?sort=newest#c")
    pressed.click()
    expect(pressed).to_have_attribute("aria-pressed", "false")

    words = f"Bench {lang}"
    page.locator("#answer textarea").fill(words)
    page.locator("#answer input[value=for]").check()
    page.locator("#answer .btn.main").click()
    said = page.locator(".reply:target")
    expect(said).to_contain_text(words)
    expect(said.locator(".tag")).to_be_visible()

    below = page.locator("details.below").first
    below.locator("> summary").click()
    expect(below.locator("article").first).to_be_hidden()

    reader.open(f"{address}?view=sides")
    page.locator(".formula > summary").click()
    expect(page.locator(".formula p").first).to_be_visible()
    assert page.locator(".sides > section").count() == 4
    assert reader.sideways() <= 0
    page.locator('a[href*="quote=1"]').first.click()
    assert page.locator("#answer textarea").input_value().startswith("> ")


def test_a_text_is_kept_and_moved_into_a_folder(lang: str, demo: Demo, member: Callable[..., Visitor]) -> None:
    reader = member("operator", width=360, language=lang, script=False)
    page, name = reader.page, f"Folder {lang}"
    reader.open(f"{demo.square.url}/{lang}/{demo.places['long']}")
    keep = page.locator('.reactions button[formaction*="/bookmark/"]')
    if keep.get_attribute("aria-pressed") == "false":
        keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    reader.open(f"{demo.square.url}/{lang}/bookmarks/")
    page.locator("input[name=name]").fill(name)
    page.locator("button[value=folder]").click()
    expect(page.locator(".keep")).to_have_count(0)
    reader.open(f"{demo.square.url}/{lang}/bookmarks/")
    page.locator("input[name=pick]").first.check()
    page.locator("select[name=folder]").select_option(label=name)
    page.locator("button[value=move]").click()
    page.get_by_role("link", name=name).click()
    expect(page.locator(".keep > li")).to_have_count(1)
    assert reader.sideways() <= 0
