"""An organisation from its making to its log, as two people live it, in three languages."""

from collections.abc import Callable

from playwright.sync_api import Page

from harness.browser import Visitor, text_of
from harness.demo import Demo

WORDS = {
    "en": ("You write as", "Text published", "writer"),
    "ru": ("Вы пишете от имени", "Текст опубликован", "автор"),
    "kk": ("Кімнің атынан жазасыз", "Мәтін жарияланды", "автор"),
}


def press(page: Page, form: str, act: str = "") -> None:
    """Press the button of a form and wait for the answer."""
    page.locator(form).locator(f'button[value="{act}"]' if act else 'button[type="submit"]').first.click()
    page.wait_for_load_state("load")


def test_an_organisation_is_made_and_somebody_else_writes_for_it(
    lang: str, demo: Demo, member: Callable[..., Visitor]
) -> None:
    speak, published, role = WORDS[lang]
    home, handle = f"{demo.square.url}/{lang}/", f"herald_{lang}"
    owner, writer = (member(who, width=360, language=lang) for who in ("operator", "reader"))

    owner.open(home + "account/organisations/")
    owner.page.select_option('main [name="kind"]', "newsroom")
    owner.page.fill('main [name="name"]', f"Herald {lang}")
    owner.page.fill('main [name="handle"]', handle)
    press(owner.page, "section[aria-labelledby=found] form")
    own = f"{home}account/organisations/{handle}/"
    assert owner.page.url == own
    assert not owner.barriers()
    owner.page.fill('[name="contacts"]', "+7 000 012 34 56")
    owner.page.fill('[name="habits"]', "7 h")
    owner.page.locator(".week input").first.fill("9:00–18:00")
    press(owner.page, "section[aria-labelledby=service] form", "service")
    owner.page.fill('section[aria-labelledby=invite] [name="handle"]', "bekzat")
    press(owner.page, "section[aria-labelledby=invite] form", "invite")
    assert "Бекзат Шың" in owner.page.inner_text("section[aria-labelledby=people]")

    writer.open(home + "inbox/")
    told = writer.page.locator(".told > li").filter(has_text=f"Herald {lang}")
    assert role in told.inner_text()
    assert not writer.barriers()
    told.locator('button[value="accept"]').click()
    writer.page.wait_for_load_state("load")
    assert writer.page.url == own

    writer.open(home + "write/")
    assert speak in writer.page.inner_text(".pubbar")
    writer.page.check('main [name="kind"][value="note"]', force=True)
    writer.page.select_option(".pubbar select", label=f"Herald {lang}")
    writer.page.fill('main [name="source"]', "From the whole newsroom.")
    assert not writer.barriers()
    press(writer.page, ".pubbar", "publish")
    assert f"/@{handle}/" in writer.page.url
    assert speak in writer.page.inner_text("#answer")
    writer.open(home + "write/")
    assert writer.page.locator(".pubbar option:checked").inner_text() == f"Herald {lang}"

    writer.page.check('main [name="kind"][value="note"]', force=True)
    writer.page.fill('main [name="source"]', "Not done yet.")
    press(writer.page, ".pubbar", "save")
    owner.open(home + "drafts/")
    draft = owner.page.locator("main .card").filter(has_text="Not done yet.")
    assert "Бекзат Шың" in draft.filter(has_text=f"Herald {lang}").inner_text()

    writer.open(own)
    writer.page.check('section[aria-labelledby=named] [name="shown"]')
    writer.page.fill('section[aria-labelledby=named] [name="position"]', "12345")
    press(writer.page, "section[aria-labelledby=named] form", "named")
    writer.open(f"{home}@{handle}/")
    service = writer.page.inner_text("main .service")
    for words in ("+7 000 012 34 56", "7 h", "9:00–18:00", "Бекзат Шың", "12345"):
        assert words in service
    assert not writer.barriers()

    owner.open(own + "log/")
    log = text_of(owner.page)
    assert f"{published}: From the whole newsroom." in log
    assert "Бекзат Шың" in log
    assert not owner.barriers()
    assert owner.sideways() <= 0
    assert not owner.complaints

    owner.open(own)
    owner.page.locator('section[aria-labelledby=people] button[value="remove"]').last.click()
    owner.page.wait_for_load_state("load")
    assert "Бекзат Шың" not in owner.page.inner_text("section[aria-labelledby=people]")
    writer.open(home + "write/")
    assert f"Herald {lang}" not in writer.page.inner_text(".pubbar")
