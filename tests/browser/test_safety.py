"""Guarding one's account in a real browser: a passkey of a virtual authenticator, codes of an app, in each language."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from harness.browser import Visitor
from pikir.accounts.tests.doors import totp_at
from square import Square

PASSPHRASE = "seven grey geese 11"


@pytest.fixture
def home(square: Square, lang: str) -> str:
    """The square by the name that browsers trust with passkeys without https."""
    return f"http://localhost:{square.port}/{lang}/"


def plug_in(page: Page) -> None:
    """A telephone's own authenticator, whose owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def press(page: Page, selector: str = 'main form:not([hidden]) button[type="submit"]') -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation(wait_until="load"):
        page.locator(selector).first.click()


def sign_up(page: Page, home: str, handle: str) -> None:
    page.goto(home + "account/sign-up/")
    for name, value in (
        ("email", f"{handle}@example.org"),
        ("handle", handle),
        ("name", "Жанна"),
        ("password1", PASSPHRASE),
    ):
        page.fill(f'main [name="{name}"]', value)
    press(page)
    page.goto(home + "outbox/")
    press(page, f'main :is(li, tr):has-text("{handle}@example.org") a')
    link = re.search(r"https?://\S+/confirm/\S+", page.inner_text("main"))
    assert link
    page.goto(home + urlsplit(link[0]).path.split("/", 2)[2])
    press(page)


def sign_out(page: Page, home: str) -> None:
    page.goto(home + "account/sign-out/")
    press(page)


def is_inside(page: Page, home: str) -> bool:
    return page.request.get(home + "account/", max_redirects=0).status == 200


def look(guest: Visitor) -> None:
    """No barrier, nothing wider than the window, no complaint on the page that is open."""
    assert guest.barriers() == []
    assert guest.sideways() <= 0
    assert guest.complaints == []


def test_a_passkey_and_an_app_guard_an_account(home: str, lang: str, visitor: Callable[..., Visitor]) -> None:
    guest = visitor(language=lang, width=360)
    page = guest.page
    plug_in(page)
    handle = f"guarded_{lang}"
    sign_up(page, home, handle)

    page.goto(home + "account/safety/")
    look(guest)
    page.goto(home + "account/safety/passkeys/new/")
    look(guest)
    page.fill('main [name="password"]', PASSPHRASE)
    press(page)
    look(guest)
    press(page)
    assert page.locator(".codes li").count() == 10
    look(guest)
    page.goto(home + "account/safety/")
    assert "Chrome" in page.inner_text("main")
    look(guest)

    sign_out(page, home)
    page.goto(home + "account/sign-in/")
    look(guest)
    press(page, '[data-passkey="get"] button')
    assert is_inside(page, home)

    sign_out(page, home)
    page.goto(home + "account/sign-in/")
    page.fill('main [name="login"]', handle)
    page.fill('main [name="password"]', PASSPHRASE)
    press(page)
    assert page.url == home + "account/sign-in/code/"
    assert not is_inside(page, home)
    look(guest)
    press(page, '[data-passkey="get"] button')
    assert is_inside(page, home)

    page.goto(home + "account/safety/app/")
    press(page, 'main a[href*="/again/passkey/"]')
    look(guest)
    press(page, '[data-passkey="get"] button')
    look(guest)
    page.fill('main [name="code"]', totp_at(page.inner_text(".secret")))
    press(page)
    assert page.url == home + "account/safety/"
    look(guest)

    for way in ("safety/codes/", "safety/codes/new/", "safety/app/remove/", "again/code/", "password/", "email/"):
        page.goto(home + "account/" + way)
        look(guest)
    page.goto(home + "account/safety/")
    press(page, '.kept a[href$="/remove/"]')
    look(guest)
    press(page)
    assert page.url == home + "account/safety/"
    assert page.locator('.kept a[href$="/remove/"]').count() == 0


def test_a_refused_passkey_says_so_and_leaves_the_other_ways(home: str, visitor: Callable[..., Visitor]) -> None:
    guest = visitor()
    page = guest.page
    plug_in(page)
    page.goto(home + "account/sign-in/")
    page.evaluate("() => void (navigator.credentials.get = () => Promise.reject(new Error('called off')))")
    page.click('[data-passkey="get"] button')
    page.locator('[data-passkey="get"] [role="alert"]').wait_for(state="visible")
    assert page.locator('main [name="password"]').is_visible()
    look(guest)


def test_without_script_no_passkey_is_offered(home: str, visitor: Callable[..., Visitor]) -> None:
    page = visitor(script=False).page
    page.goto(home + "account/sign-in/")
    assert not page.locator("[data-passkey]").is_visible()
    assert page.locator('main [name="password"]').is_visible()
