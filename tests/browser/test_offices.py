"""An office from its register to its signed news, as an operator and its people live it, in three languages."""

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Page

from harness.browser import Visitor
from harness.demo import Demo

NAMES = {
    "en": ("Observatory", "Stargazer", "Nothing is written yet", "Text signed"),
    "ru": ("Обсерватория", "Звездочёт", "Пока ничего не записано", "Текст подписан"),
    "kk": ("Жұлдызхана", "Жұлдызшы", "Әзірге ештеңе жазылған жоқ", "Мәтінге қол қойылды"),
}
FIRST, SECOND = "Айгерім Тұран", "Марат Ыбырай"
CHANGE = "2026-03-16"  # the day after the last of the first


def files(lang: str, code: str, *, reshuffled: bool) -> dict[str, str]:
    """A register of one office with its head, before and after another takes the place in the middle of a month."""
    office, position, *_ = NAMES[lang]
    last = "2026-03-15" if reshuffled else ""
    held = f"{code}-a,{code},head,2024-01-10,{last},,Decree 1,\n"
    if reshuffled:
        held += f"{code}-b,{code},head,{CHANGE},,,Decree 2,\n"
    return {
        "offices": "code,parent,kind,territory,kk,ru,en,mail,hours\n"
        f"{code},,agency,KZ-X-SARYBEL,{office},{office},{office},{code}@sarybel.example,24/7|24/7|24/7|24/7|24/7|24/7|24/7\n",
        "positions": f"office,code,kk,ru,en,head\n{code},head,{position},{position},{position},yes\n",
        "people": "".join(
            f"{code}-{sign},{name},{name},{name}\n" for sign, name in (("a", FIRST), ("b", SECOND))
        ).join(["code,kk,ru,en\n", ""]),
        "appointments": f"person,office,position,from,to,acting,source,source_url\n{held}",
    }  # fmt: skip


def press(page: Page, button: str) -> None:
    """Press a button and wait for the answer."""
    page.locator(button).first.click()
    page.wait_for_load_state("load")


def bring(operator: Visitor, home: str, register: dict[str, str]) -> str:
    """Choose the files on the desk; return what the report says."""
    operator.open(home + "desk/offices/register/")
    for name, text in register.items():
        file = FilePayload(name=f"{name}.csv", mimeType="text/csv", buffer=text.encode())
        operator.page.locator(f'main [name="{name}"]').set_input_files(file)
    press(operator.page, 'main button[value="look"]')
    return operator.page.inner_text("main")


def test_an_office_is_registered_claimed_publishes_with_two_signatures_and_changes_its_head(
    lang: str, demo: Demo, member: Callable[..., Visitor], visitor: Callable[..., Visitor]
) -> None:
    office, position, unwritten, signed = NAMES[lang]
    home, code = f"{demo.square.url}/{lang}/", f"observatory-{lang}"
    operator, reader = (member(who, width=360, language=lang) for who in ("operator", "reader"))

    assert unwritten in bring(operator, home, files(lang, code, reshuffled=False))
    assert not operator.barriers()
    assert operator.sideways() <= 0
    press(operator.page, 'main button[value="write"]')
    guest = visitor(width=360, language=lang)
    guest.open(home + "offices/")
    guest.page.locator("main h2 a", has_text=office).click()
    guest.page.wait_for_load_state("load")
    page = guest.page.url
    assert FIRST in guest.page.inner_text(".office-head")
    handle = re.search(r"@(\w+)/", page)
    assert handle

    claim(operator, reader, home, handle[1], f"{code}@sarybel.example")
    publish(operator, reader, home, handle[1])
    guest.open(page)
    assert "Saturn" in guest.page.inner_text("section[aria-labelledby=news]")
    reader.open(f"{home}account/organisations/{handle[1]}/log/")
    assert f"{signed}: Saturn" in reader.page.inner_text("main")
    assert not reader.barriers()

    bring(operator, home, files(lang, code, reshuffled=True))
    press(operator.page, 'main button[value="write"]')
    guest.open(page)
    assert SECOND in guest.page.inner_text(".office-head")
    guest.open(f"{page}head/")
    assert SECOND in guest.page.inner_text("section[aria-labelledby=now]")
    assert FIRST in guest.page.inner_text("section[aria-labelledby=past]")
    assert position in guest.page.inner_text("h1")
    for one in (guest, reader, operator):
        assert not one.complaints


def claim(operator: Visitor, reader: Visitor, home: str, handle: str, mail: str) -> None:
    """The reader takes the office over with the code from the letter; the operator confirms."""
    reader.open(f"{home}offices/claim/{handle}/")
    reader.page.fill('main [name="words"]', "12345")
    press(reader.page, 'main button[value="ask"]')
    operator.open(home + "outbox/")
    operator.page.locator("main li", has_text=mail).locator("a").first.click()
    operator.page.wait_for_load_state("load")
    found = re.search(r"[0-9A-Z]{4}(?:[- ][0-9A-Z]{4}){2}", operator.page.inner_text(".letter"))
    assert found, operator.page.inner_text(".letter")
    reader.page.fill('main [name="code"]', found[0])
    press(reader.page, 'main button[value="prove"]')
    operator.open(home + "desk/offices/")
    assert not operator.barriers()
    waiting = operator.page.locator("main li", has_text=mail)
    waiting.locator('button[value="confirm"]').click()
    operator.page.wait_for_load_state("load")


def publish(operator: Visitor, reader: Visitor, home: str, handle: str) -> None:
    """The head has every text signed; a colleague writes, the head signs."""
    reader.open(f"{home}account/organisations/{handle}/")
    reader.page.fill('section[aria-labelledby=invite] [name="handle"]', "alima")
    press(reader.page, 'section[aria-labelledby=invite] button[value="invite"]')
    operator.open(f"{home}inbox/")
    operator.page.locator(".told > li").filter(has=operator.page.locator('button[value="accept"]')).first.locator(
        'button[value="accept"]'
    ).click()
    operator.page.wait_for_load_state("load")
    reader.open(home + "review/")
    rule = reader.page.locator("main li form").filter(has=reader.page.locator('button[value="start"]'))
    rule.filter(has_text=NAMES[home.rstrip("/")[-2:]][0]).locator('button[value="start"]').click()
    reader.page.wait_for_load_state("load")
    assert not reader.barriers()

    operator.open(home + "write/")
    voice = operator.page.locator(".pubbar option", has_text=NAMES[home.rstrip("/")[-2:]][0]).first
    operator.page.select_option(".pubbar select", value=voice.get_attribute("value"))
    operator.page.fill('main [name="title"]', "Saturn")
    operator.page.fill('main [name="source"]', "12345")
    press(operator.page, '.pubbar button[value="publish"]')
    reader.open(home + "review/")
    reader.page.locator("main ol a", has_text="Saturn").first.click()
    reader.page.wait_for_load_state("load")
    assert not reader.barriers()
    press(reader.page, 'main button[value="approve"]')
