"""How a voice is verified, by address, letter, desk and eID, and how it moves, walked through in each language."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.browser import Visitor
from harness.demo import Demo
from harness.squares import running, settle
from harness.walks import Walker
from pikir.accounts.tests.provider import Provider, serving
from square import Square

REGISTER = "reference,territory,name,address\nH-{lang},KZ,1,2\n"
LETTER = 'main form[action$="/letter/"]'
MOVE = 'main form[action$="/move/"]'
CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){1,2}[0-9A-Z]{2,4}\b")


@pytest.fixture
def walker(demo: Demo, lang: str, visitor: Callable[..., Visitor]) -> Callable[[str, str], Walker]:
    """Makes a person who has just come in."""

    def make(handle: str, name: str) -> Walker:
        one = Walker(visitor(language=lang, width=360), f"{demo.square.url}/{lang}/", f"{handle}_{lang}", name)
        one.sign_up()
        return one

    return make


@pytest.fixture
def operator(demo: Demo, lang: str, member: Callable[..., Visitor]) -> Walker:
    """Who runs the town."""
    return Walker(member("operator", language=lang), f"{demo.square.url}/{lang}/", "operator", "operator")


def test_a_voice_is_verified_moves_and_is_confirmed_at_the_desk(
    walker: Callable[[str, str], Walker], operator: Walker, lang: str, tmp_path: Path
) -> None:
    fay, gus = walker("fay", "005"), walker("gus", "006")
    by_address(fay)
    by_letter(fay, write_a_letter(operator, tmp_path, lang))
    move(fay, gus, write_a_letter(operator, tmp_path, lang))
    at_the_desk(gus, operator, fay)


def held(one: Walker) -> int:
    """How many things verify somebody."""
    one.open("account/voice/")
    return one.page.locator("main ul.kept > li").count()


def by_address(fay: Walker) -> None:
    assert held(fay) == 0
    fay.look()
    fay.press('main form[action$="/address/"] button')
    assert held(fay) == 1
    fay.look()


def write_a_letter(operator: Walker, folder: Path, lang: str) -> str:
    """Bring a register of one household in; return the code for it."""
    register = folder / "register.csv"
    register.write_text(REGISTER.format(lang=lang), encoding="utf-8")
    page = operator.page
    page.goto(operator.home + "desk/voices/registers/")
    page.fill('main [name="source"]', f"Households {lang}")
    page.set_input_files('main [name="file"]', register)
    with page.expect_download() as letters:
        page.locator('main form:has([name="file"]) button[type="submit"]').click()
    return letters.value.path().read_text(encoding="utf-8-sig").splitlines()[1].rsplit(",", 1)[1]


def by_letter(fay: Walker, code: str) -> None:
    fay.page.fill(f'{LETTER} [name="code"]', "AAAA-BBBB-CCCC")
    fay.press(f'{LETTER} button[type="submit"]')
    assert held(fay) == 1
    fay.page.fill(f'{LETTER} [name="code"]', code.lower())
    fay.press(f'{LETTER} button[type="submit"]')
    assert held(fay) == 2
    fay.look()


def move(fay: Walker, gus: Walker, letter: str) -> None:
    """Gus has a letter to the same household, and so a code with which it moves to them."""
    assert held(gus) == 0
    gus.page.fill(f'{LETTER} [name="code"]', letter)
    gus.press(f'{LETTER} button[type="submit"]')
    code = CODE.search(gus.page.inner_text('[role="status"]'))
    assert code
    gus.look()
    fay.page.fill(f'{MOVE} [name="code"]', code[0])
    fay.press(f'{MOVE} button[type="submit"]')
    assert (held(fay), held(gus)) == (1, 1)
    for one in (fay, gus):
        one.open("inbox/?tab=security")
        assert one.page.locator(".told > li.new").count()


def at_the_desk(gus: Walker, operator: Walker, second: Walker) -> None:
    """Gus reads a code out; one operator records the document, another one confirms it."""
    make_operator(operator, second)
    gus.open("account/voice/")
    gus.press('main form[action$="/ticket/"] button')
    ticket = CODE.search(gus.page.inner_text('[role="status"]'))
    assert ticket
    document = {"country": "KZ", "number": f"9001 {len(operator.home)} {ord(operator.language[0])}"}
    operator.open("desk/voices/")
    operator.send(handle=gus.handle, ticket=ticket[0], **document)
    operator.look()
    gus.open("account/voice/")
    assert gus.page.locator("main .notice").count() == 1
    operator.open("desk/voices/")
    look_at_it = f'main tr:has-text("@{gus.handle}") a'
    operator.press(look_at_it)
    assert operator.page.locator('main [name="number"]').count() == 0, "who recorded it does not confirm it"
    second.open("desk/voices/")
    second.look()
    second.press(look_at_it)
    second.look()
    second.send(country="KZ", number="9999 9999")
    assert second.page.locator('main [role="alert"]').count()
    second.send(**document)
    assert held(gus) == 2
    gus.look()


def make_operator(operator: Walker, one: Walker) -> None:
    """Give somebody the role on the desk."""
    operator.guest.open(f"{operator.home}desk/accounts/?q={one.handle}")  # full of names
    operator.press(f'main tr:has-text("{one.handle}") a')
    operator.press('main form:has([name="role"][value="operator"]) button')


@pytest.fixture
def provider() -> Iterator[Provider]:
    """The provider of the square's eIDs."""
    with serving() as provider:
        yield provider


@pytest.fixture
def square_with_eid(town: tuple[Path, str], tmp_path: Path, provider: Provider) -> Iterator[Square]:
    """A demo square of its own, where an eID signs in and verifies."""
    square = settle(town, tmp_path / "data", demo=True)
    square.settings |= {"PIKIR_OIDC": provider.address.replace("City%20ID", "321"), "PIKIR_OIDC_CLAIMS": "iin@KZ,place"}
    with running(square):
        yield square


def test_an_eid_signs_up_verifies_and_signs_in(
    square_with_eid: Square, provider: Provider, visitor: Callable[..., Visitor]
) -> None:
    for number, lang in enumerate(("kk", "ru", "en")):
        provider.claims = {"sub": f"7{number}", "iin": f"90010130012{number}", "place": "11", "name": "007"}
        hal = Walker(visitor(language=lang, width=360), f"{square_with_eid.url}/{lang}/", f"hal_{lang}", "007")
        come_by_eid(hal, "/account/sign-up/eid/")
        hal.hear()
        hal.look()
        hal.send(handle=hal.handle, email=hal.email)
        hal.follow_letter("account/confirm/")
        hal.press()
        assert held(hal) == 1
        hal.look()
        hal.prove("account/safety/")
        hal.look()
        hal.sign_out()
        come_by_eid(hal, f"/{lang}/")
        assert hal.is_inside()


def come_by_eid(one: Walker, end: str) -> None:
    """Go to the provider and come back."""
    one.open("account/sign-in/")
    one.page.click('main form[action$="/sign-in/eid/"] button')
    one.page.wait_for_url(f"**{end}")
