"""The side doors of questions: under seal, by a letter, and what is similar while one writes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from harness.browser import Visitor
from harness.demo import Demo

WRITTEN = "The second delivery note is signed by nobody."
TITLE = {
    "kk": "Көпірдің таяныш темірі босап тұр",
    "ru": "Садовая улица: ямы между школой и мостом",
    "en": "Lukewarm radiators at Works Street",
}
INSPECTION = {"kk": "Тұрғын үй инспекциясы", "ru": "Жилищная инспекция", "en": "Housing inspection"}  # not here yet
ADDRESS = "guest@example.org"
LOOKS = 50  # how often the outbox is asked for again before a letter that a job writes is given up


@pytest.fixture
def home(demo: Demo, lang: str) -> str:
    """The front page in a language."""
    return f"{demo.square.url}/{lang}/"


def look(one: Visitor) -> None:
    """The page is for everyone, and no wider than the window."""
    assert not one.barriers(), one.page.url
    assert one.sideways() <= 0, one.page.url


def press(one: Visitor, button: str) -> None:
    with one.page.expect_navigation(wait_until="load"):
        one.page.locator(button).first.click()
    look(one)


def test_a_sealed_report_gives_a_code_and_the_code_leads_back(home: str, visitor: Callable[..., Visitor]) -> None:
    one = visitor(width=360)
    one.open(f"{home}questions/sealed/")
    one.page.check('main [name="office"]', force=True)
    one.page.fill('main [name="words"]', WRITTEN)
    press(one, "main form button[type=submit]")
    code = one.page.inner_text(".code")
    assert re.fullmatch(r"[0-9A-Z-]{20,}", code)
    assert code.replace("-", "") not in one.page.url
    one.open(f"{home}questions/sealed/back/")
    one.page.fill('main [name="code"]', code.lower())
    press(one, "main form button[type=submit]")
    assert WRITTEN in one.page.inner_text("main")
    one.page.fill('main [name="words"]', "And the blue folder is gone.")
    press(one, 'main button[value="write"]')
    assert "blue folder" in one.page.inner_text("main")


@pytest.mark.parametrize("script", [True, False])
def test_similar_questions_appear_while_one_writes_and_by_the_button_without_script(
    home: str, lang: str, member: Callable[..., Visitor], script: bool
) -> None:
    one = member("reader", width=360, language=lang, script=script)
    one.open(f"{home}questions/ask/")
    one.page.fill('main [name="title"]', TITLE[lang])
    one.page.fill('main [name="text"]', "Қашан? Когда? When?")
    if not script:
        with one.page.expect_navigation(wait_until="load"):
            one.page.click('main button[value="look"]')
    similar = one.page.locator(".ask-similar a").first
    expect(similar).to_be_visible()
    assert re.search(r"/questions/Q-\d{4}-\d{6}", similar.get_attribute("href") or "")
    assert one.page.input_value('main [name="title"]') == TITLE[lang]
    if script:  # by which axe looks, too
        look(one)


def test_links_in_letters_lead_to_pages_that_need_no_account(
    home: str, demo: Demo, lang: str, visitor: Callable[..., Visitor], member: Callable[..., Visitor]
) -> None:
    one = visitor(width=360, language=lang)
    one.open(f"{home}questions/ask/?topic=aula&place-code=KZ-X-SARYBEL")
    for name, words in {"title": f"{TITLE[lang]}?", "text": WRITTEN, "name": "Guest", "email": ADDRESS}.items():
        one.page.fill(f'main [name="{name}"]', f"{lang}.{words}" if name == "email" else words)
    one.page.check('main [name="understood"]')
    press(one, 'main button[value="ask"]')
    one.open(demo.square.url + letter_with(one, home, rf"/{lang}/questions/ask/confirm/[\w-]+/"))
    look(one)
    press(one, 'main button[value="confirm"]')
    number = one.page.inner_text("main .slip h2")

    operator = member("operator", language=lang)
    operator.open(f"{home}questions/{number}")
    form = operator.page.locator('form[action$="/act/transfer/"]')
    form.locator("xpath=..").locator("summary").click()
    form.locator('[name="to_office"]').select_option(label=INSPECTION[lang])
    form.locator('[name="words"]').fill(WRITTEN)
    press(operator, 'form[action$="/act/transfer/"] button')
    one.open(demo.square.url + letter_with(one, home, r"/\w\w/questions/letter/office/[\w-]+/"))
    look(one)
    assert number in one.page.inner_text("main")


def letter_with(one: Visitor, home: str, link: str) -> str:
    """The address in the newest letter of the outbox that has one of this kind."""
    for _ in range(LOOKS):
        one.open(f"{home}outbox/")
        letters = one.page.locator('main a[href*="/outbox/"]').evaluate_all("links => links.map(one => one.href)")
        for letter in letters[:5]:
            if found := re.search(link, one.page.request.get(letter).text()):
                return found[0]
    raise AssertionError(f"no letter leads to {link}")
