"""What people do about their account and about each other, walked through in each language by two of them."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from harness.browser import Visitor
from harness.demo import Demo
from harness.http import HttpPerson
from harness.walks import Walker
from pikir.accounts.kinds import Fate
from pikir.accounts.tests.doors import totp_at

ZIP = 'main a[href$=".zip"]'
TOKEN = """
import django; django.setup()
from pikir.accounts.models import User
from pikir.notifications.tokens import make_token
print(make_token(User.objects.get(account__handle="{handle}")))
"""


@pytest.fixture
def walker(demo: Demo, lang: str, visitor: Callable[..., Visitor]) -> Callable[..., Walker]:
    """Makes a person who has just come in: ``walker("ada", "001")``."""

    def make(handle: str, name: str, *, width: int = 360) -> Walker:
        home = f"{demo.square.url}/{lang}/"
        one = Walker(visitor(language=lang, width=width), home, f"{handle}_{lang}", name)
        one.sign_up()
        return one

    return make


def test_two_people_and_what_they_want_of_each_other(walker: Callable[..., Walker]) -> None:
    dan = walker("dan", "004")  # whom the two meet nowhere but on their lists, and once in a note
    people = ada, ben = walker("ada", "001"), walker("ben", "002", width=1280)
    ask_and_let_in(*people)
    note = ada.write("Q 12 345")
    filter_words(ben, note)
    mute_for_a_week(*people)
    say_who_may_comment(*people, note)
    say_who_may_mention(*people, dan)
    block(*people, dan.handle, note)
    take_a_block_list_over(*people, dan.handle)
    carry_a_list_along(ben, dan.handle)


def ask_and_let_in(ada: Walker, ben: Walker) -> None:
    ada.open("account/relations/")
    ada.choose(follow_policy="request")
    ada.press()
    ben.open(f"@{ada.handle}/")
    ben.press('main form[action$="/follow/"] button')
    assert ben.page.locator('main form[action$="/unfollow/"]').count() == 1
    ada.wait_for("inbox/", lambda page: page.locator(".told li.new").count() == 1)
    ada.look()
    ada.press(".told li.new a")
    assert ada.page.url.endswith("/account/relations/requests/")
    ada.look()
    ada.press('main form[action$="/accept/"] button')
    ben.open("account/relations/following/")
    assert ada.handle in ben.words()
    ben.open("inbox/?tab=request")
    assert ben.page.locator(".told > li", has_text=ada.name).count() == 1


def filter_words(ben: Walker, note: str) -> None:
    ben.wait_for("home/", lambda page: "12 345" in page.inner_text("main"))
    ben.open("account/relations/filters/")
    ben.send(words="x")  # too short: said so, and nothing is lost
    assert ben.page.input_value('main [name="words"]') == "x"
    assert ben.page.locator('main [role="alert"]').count() > 0
    ben.page.select_option('main [name="term"]', "7")
    ben.send(words="12 345")
    ben.look()
    ben.open("home/")
    line = ben.page.locator("main details.filtered", has_text="12 345")
    assert line.locator("summary").first.inner_text().rstrip().endswith("12 345")
    assert not ben.page.locator(f'main details.filtered a[href$="{note}"]').first.is_visible()
    ben.look()
    line.locator("summary").first.click()
    assert ben.page.locator(f'main a[href$="{note}"]').first.is_visible()
    ben.open("account/relations/filters/")
    ben.press('main button[name="remove"]')
    ben.open("home/")
    assert ben.page.locator("main details.filtered", has_text="12 345").count() == 0


def mute_for_a_week(ada: Walker, ben: Walker) -> None:
    ben.open(f"@{ada.handle}/")
    ben.page.click("main details.more summary")
    ben.look()
    ben.press('main form[action$="/mute/"] button[value="7"]')
    ben.open("home/")
    assert "12 345" not in ben.words()
    ben.open("account/relations/muted/")
    assert ada.handle in ben.words()
    ben.look()
    ben.press('main form[action$="/unmute/"] button')
    ben.open("home/")
    assert "12 345" in ben.words()


def say_who_may_comment(ada: Walker, ben: Walker, note: str) -> None:
    for circle, may in (("nobody", False), ("everyone", True)):
        ada.open("account/relations/")
        ada.choose(writes_from=circle)
        ada.press()
        ben.open(note)
        assert bool(ben.page.locator('main [name="source"]').count()) is may
    ben.open(note + "comment/")
    ben.send(source="54 321")
    ada.wait_for("inbox/?tab=comment", lambda page: page.locator(".told li").count() == 1)


def say_who_may_mention(ada: Walker, ben: Walker, dan: Walker) -> None:
    """Who is mentioned is told by a job, so each note mentions Dan too: once he has heard, Ada has, or never will."""
    for number, circle in enumerate(("nobody", "everyone"), start=1):
        ada.open("account/relations/")
        ada.choose(mentions_from=circle)
        ada.press()
        ben.write(f"@{dan.handle} @{ada.handle} {number}")
        dan.wait_for("inbox/?tab=mention", lambda page, told=number: page.locator(".told li").count() == told)
    ada.open("inbox/?tab=mention")
    (line,) = ada.page.locator(".told li").all_inner_texts()
    assert f"@{ada.handle} 2" in line


def block(ada: Walker, ben: Walker, dan: str, note: str) -> None:
    for handle in (ben.handle, dan):
        ada.open(f"account/relations/@{handle}/block/")
        ada.press()
    ada.open("account/relations/blocked/")
    ada.look()
    assert ben.page.goto(ben.home + note).status == 404
    ben.hear()
    ada.open(f"@{ben.handle}/")
    ada.look()
    ben.open("home/")
    assert "12 345" not in ben.words()


def take_a_block_list_over(ada: Walker, ben: Walker, dan: str) -> None:
    ada.open("account/relations/files/")
    ada.page.fill('main form[action$="/lists/"] [name="name"]', "12")
    ada.press('main form[action$="/lists/"]:has([name="name"]:not(button)) button')
    address = ada.page.locator('main a[href*="/blocklist/"]').get_attribute("href")
    ada.look()
    ben.open("account/relations/files/")
    ben.choose(kind="block")
    ben.send(address=f"{ben.home}no/such/list.csv")
    assert ben.page.input_value('main [name="address"]').endswith("list.csv")
    assert ben.page.locator('main [role="alert"]').count() > 0
    ben.send(address=str(address))
    assert f"@{dan}" in ben.words()  # and not the own account, which stands on it too
    assert f"@{ben.handle}" not in ben.words()
    ben.look()
    ben.press()
    ben.wait_for("account/relations/blocked/", holds(dan))


def carry_a_list_along(ben: Walker, dan: str) -> None:
    ben.open("account/relations/files/")
    exported = ben.page.request.get(f"{ben.home}account/relations/files/block.csv").text()
    assert dan in exported
    ben.open("account/relations/blocked/")
    ben.press('main form[action$="/unblock/"] button')
    ben.open("account/relations/files/")
    ben.choose(kind="block")
    file = {"name": "block.csv", "mimeType": "text/csv", "buffer": (exported + "no one\n").encode()}
    ben.page.set_input_files('main [name="file"]', file)  # type: ignore[arg-type]  # a file in memory
    ben.press('main form:has([name="file"]) button[type="submit"]')
    ben.press()
    ben.wait_for("account/relations/blocked/", holds(dan))


def holds(handle: str) -> Callable[[Page], bool]:
    return lambda page: f"@{handle}" in page.inner_text("main")


def test_one_person_and_what_is_theirs(demo: Demo, walker: Callable[..., Walker]) -> None:
    cem = walker("cem", "003")
    guard_with_an_app(cem)
    sign_out_elsewhere(cem, demo)
    forget_the_password(cem)
    change_the_password_and_the_address(cem)
    stop_letters(cem, demo)
    take_an_archive(cem)
    leave_and_stay(cem)


def guard_with_an_app(cem: Walker) -> None:
    cem.prove("account/safety/app/")
    secret = cem.page.inner_text(".secret")
    cem.send(code="0")
    assert cem.page.locator('main [role="alert"]').count() > 0
    assert cem.page.inner_text(".secret") == secret  # what was typed into the app still fits
    cem.send(code=totp_at(secret))
    cem.prove("account/safety/codes/")
    codes = cem.page.locator(".codes li").all_inner_texts()
    cem.sign_out()
    cem.sign_in()
    assert not cem.is_inside()
    cem.look()
    cem.send(code=codes[0])
    assert cem.is_inside()
    cem.prove("account/safety/codes/")
    assert cem.page.locator(".codes li").count() == len(codes) - 1
    cem.prove("account/safety/app/remove/")
    cem.press()
    cem.sign_out()
    cem.sign_in()
    assert cem.is_inside()


def sign_out_elsewhere(cem: Walker, demo: Demo) -> None:
    telephone = HttpPerson(demo.square.port)
    telephone.sign_in(cem.handle, cem.password)
    assert telephone.get("/en/account/").status == 200
    cem.open("account/safety/")
    cem.look()
    cem.press('main form[action$="/sessions/"]:not(:has([name="session"])) button')
    assert telephone.get("/en/account/").status == 302
    assert cem.is_inside()


def forget_the_password(cem: Walker) -> None:
    cem.sign_out()
    cem.open("account/password/reset/")
    cem.send(email=cem.email)
    cem.look()
    cem.follow_letter("account/password/reset/")
    cem.look()
    cem.send(password1="1234567890")
    assert cem.page.locator('main [role="alert"]').count() > 0
    cem.send(password1="eleven green bottles")
    cem.look()
    cem.sign_in()
    assert not cem.is_inside()
    cem.password = "eleven green bottles"
    cem.sign_in()
    assert cem.is_inside()


def change_the_password_and_the_address(cem: Walker) -> None:
    cem.open("account/password/")
    cem.send(oldpassword=cem.password, password1="nine yellow tents")
    cem.password = "nine yellow tents"
    assert cem.is_inside()
    cem.open("account/email/")
    cem.send(email=f"2{cem.email}")
    cem.send(password=cem.password)  # and what was asked for is done, without being asked for anew
    cem.look()
    cem.follow_letter("account/confirm/")
    cem.press()
    cem.open("account/email/")
    assert cem.page.inner_text("main .address") == f"2{cem.email}"


def stop_letters(cem: Walker, demo: Demo) -> None:
    """The address as a letter gives it; whoever holds the letter need not sign in."""
    script = TOKEN.format(handle=cem.handle)
    made = subprocess.run(
        [sys.executable, "-c", script], env=demo.square.environment(), check=True, capture_output=True, text=True
    )
    cem.sign_out()
    cem.open(f"unsubscribe/{made.stdout.strip()}/")
    cem.look()
    cem.press()
    cem.look()
    cem.sign_in()
    cem.open("account/notices/")
    chosen = cem.page.locator("main input[type=radio]:checked").evaluate_all("all => all.map(one => one.value)")
    assert "mail" not in chosen


def take_an_archive(cem: Walker) -> None:
    cem.open("account/archive/")
    cem.look()
    cem.press()
    cem.send(password=cem.password)
    cem.wait_for("account/archive/", lambda page: page.locator(ZIP).count() == 1)
    cem.look()
    way = cem.page.locator(ZIP).get_attribute("href")
    answer = cem.page.request.get(f"{cem.home.rstrip('/').rpartition('/')[0]}{way}")
    assert (answer.status, answer.body()[:2]) == (200, b"PK")


def leave_and_stay(cem: Walker) -> None:
    cem.open("account/leaving/")
    cem.look()
    cem.press()
    assert cem.page.locator('main [role="alert"]').count() > 0  # nothing was chosen
    for fate in Fate:
        cem.choose(fate=fate)
        cem.press()
        cem.look()
        cem.press('main button[value="stay"]')
        assert cem.page.locator('main [name="fate"]').count() == len(Fate)
