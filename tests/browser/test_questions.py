"""A question from the citizen's photo to the citizen's word, as each of them lives it, in three languages."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import FilePayload

from harness.browser import Visitor
from harness.demo import Demo

ASKED = {
    "kk": ("Аулаға орындық қашан қойылады?", "Көктемде орындықтарды алып кетті, қарттар түрегеп тұрады."),
    "ru": ("Когда во дворе поставят скамейки?", "Весной скамейки увезли, и старики стоят у подъезда."),
    "en": ("When will the yard have benches again?", "They were taken away in spring, and old people have to stand."),
}
NAMED = {  # the office to which the question is passed on, and its new position
    "kk": ("Жол бөлімі", "Аула шебері"),
    "ru": ("Отдел дорог", "Мастер дворов"),
    "en": ("Roads department", "Foreman of yards"),
}
ANSWERED = "Екі орындық жұма күні қойылады."
OFFICE, CODE = "joldar", "jol-bolimi"  # the same office by its handle and in the register
FIRST, SECOND = "Айгерім Тұран", "Марат Ыбырай"
LOOKS = 100  # how often a page is asked for again before what a job does is given up
LOGIN = "aigerim"  # the editor of the town, who signs for the office here


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photograph of a yard."""
    file = tmp_path / "yard.jpg"
    Image.radial_gradient("L").resize((1200, 900)).convert("RGB").save(file)
    return file


class Window:
    """Somebody before the square; each page about questions that they come to is looked at."""

    def __init__(self, visitor: Visitor, home: str) -> None:
        self.visitor, self.page, self.home = visitor, visitor.page, home

    def open(self, path: str) -> None:
        self.visitor.open(self.home + path)
        self.look()

    def look(self) -> None:
        if "/questions/" in self.page.url or self.page.url.endswith("/desk/"):
            assert not self.visitor.barriers(), self.page.url
        assert self.visitor.sideways() <= 0, self.page.url
        assert not [text for text in self.visitor.complaints if "status of 4" not in text], self.page.url

    def press(self, button: str) -> None:
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(button).first.click()
        self.look()

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.fill(f'main [name="{name}"]', value)

    def act(self, name: str, **fields: str) -> None:
        """Do something on the page of a question, with what its form asks for."""
        form = self.page.locator(f'form[action$="/act/{name}/"]')
        for field, value in fields.items():
            box = form.locator(f'[name="{field}"]')
            if not box.is_visible():
                form.locator("xpath=..").locator("summary").click()
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(label=value)
            else:
                box.fill(value)
        self.press(f'form[action$="/act/{name}/"] button')


def register(code: str, name: str, *, reshuffled: bool) -> dict[str, str]:
    """One more position of the office and who holds it, before and after a successor takes up office today."""
    today = datetime.now(ZoneInfo("Asia/Almaty")).date()
    last = (today - timedelta(days=1)).isoformat() if reshuffled else ""
    held = f"{code}-a,{CODE},{code},2024-01-10,{last},,№ 1,\n"
    if reshuffled:
        held += f"{code}-b,{CODE},{code},{today},,,№ 2,\n"
    people = "".join(f"{code}-{sign},{name},{name},{name}\n" for sign, name in (("a", FIRST), ("b", SECOND)))
    return {
        "positions": f"office,code,kk,ru,en,head\n{CODE},{code},{name},{name},{name},\n",
        "people": f"code,kk,ru,en\n{people}",
        "appointments": f"person,office,position,from,to,acting,source,source_url\n{held}",
    }


def bring(operator: Window, files: dict[str, str]) -> None:
    """Bring a part of a register in on the desk."""
    operator.open("desk/offices/register/")
    for name, text in files.items():
        file = FilePayload(name=f"{name}.csv", mimeType="text/csv", buffer=text.encode())
        operator.page.locator(f'main [name="{name}"]').set_input_files(file)
    operator.press('main button[value="look"]')
    operator.press('main button[value="write"]')


def have_signer(operator: Window, official: Window) -> None:
    """Let the official sign for the office, unless that was done in another language."""
    if official.page.request.get(f"{official.home}offices/@{OFFICE}/desk/").status == 200:
        return
    operator.open(f"account/organisations/{OFFICE}/")
    operator.page.fill('section[aria-labelledby=invite] [name="handle"]', LOGIN)
    operator.page.select_option('section[aria-labelledby=invite] [name="role"]', "editor")
    operator.press('section[aria-labelledby=invite] button[value="invite"]')
    official.open("inbox/")
    official.press('.told > li button[value="accept"]')


def ask(citizen: Window, lang: str, photo: Path) -> str:
    """Ask in two steps, with a photo that everyone may see afterwards; return the page of the question."""
    title, text = ASKED[lang]
    citizen.open("questions/ask/?topic=aula&place-code=KZ-X-SARYBEL")
    citizen.fill(title=title, text=text)
    citizen.press('main button[value="look"]')
    assert citizen.page.locator('main [name="position"]').count()
    citizen.page.set_input_files('main [name="file"]', photo)
    citizen.fill(alt="Yard")
    citizen.page.check('main [name="understood"]')
    citizen.press('main button[value="ask"]')
    assert citizen.page.locator(".photos img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    citizen.press('.photos button[value="open"]')
    assert citizen.page.locator('.photos button[value="close"]').count() == 1
    found = re.search(r"questions/Q-\d{4}-\d{6}", citizen.page.url)
    assert found, citizen.page.url
    return found[0]


def answer(official: Window, page: str, lang: str, **more: str) -> None:
    """Write an answer and sign it."""
    official.open(f"{page}/answer/")
    given = {"one": ANSWERED, "checked": "2026", "done": ANSWERED, "evidence": "№ 31", "disagree": ANSWERED}
    official.fill(**given | more | ({} if lang == "kk" else {"one_kk": ANSWERED}))
    official.page.select_option('main [name="says"]', "solved")
    official.press('main button[value="sign"]')
    assert page in official.page.url


def test_a_question_is_asked_routed_answered_sent_back_inherited_and_confirmed(
    lang: str, demo: Demo, photo: Path, member: Callable[..., Visitor], visitor: Callable[..., Visitor]
) -> None:
    home = f"{demo.square.url}/{lang}/"
    citizen, official, operator = (
        Window(member(who, width=360, language=lang), home) for who in ("reader", "editor", "operator")
    )
    guest = Window(visitor(width=360, language=lang), home)
    code, (office, position) = f"yards-{lang}", NAMED[lang]
    bring(operator, register(code, position, reshuffled=False))
    have_signer(operator, official)

    page = ask(citizen, lang, photo)
    operator.open(page)  # who sits at all desks of the town: the registrar
    operator.act("transfer", to_office=office, words=ANSWERED)
    operator.act("assign", to=position)
    guest.open(page)
    assert FIRST in guest.page.inner_text(".whose")

    official.open(f"offices/@{OFFICE}/desk/")
    official.press(f'main a[href$="{page}"]')
    official.act("accept")
    answer(official, page, lang)
    citizen.open(page)
    assert ANSWERED in citizen.page.inner_text("section[aria-labelledby=answers]")
    citizen.act("send_back", words=ANSWERED)

    bring(operator, register(code, position, reshuffled=True))
    for _ in range(LOOKS):
        official.page.goto(home + page)
        if SECOND in official.page.inner_text(".whose"):
            break
    assert SECOND in official.page.inner_text(".whose")
    answer(official, page, lang, addresses=ANSWERED)
    citizen.open(page)
    citizen.page.check('main [name="answered"][value="2"]', force=True)
    citizen.page.check('main [name="solved"][value="yes"]', force=True)
    citizen.press('form[action$="/verdict/"] button')
    citizen.act("confirm")

    guest.open(page)
    happened = guest.page.inner_text("section[aria-labelledby=happened]")
    assert FIRST in happened
    assert SECOND in happened
    assert guest.page.locator(".whose.over").count()
