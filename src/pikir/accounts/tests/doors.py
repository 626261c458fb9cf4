"""Ways of the tests through the doors, as a person goes them."""

import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from pikir.accounts.models import Account

PASSWORD = "a long pass phrase"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36"
)


def sign_in(client: Client, login: str, password: str = PASSWORD, *, lang: str = "en", **more: str):
    return client.post(f"/{lang}/account/sign-in/", {"login": login, "password": password, **more})


def is_inside(client: Client) -> bool:
    return client.get("/en/account/").status_code == 200


def prove(client: Client, lang: str = "en") -> None:
    """Give the password once more, so that factors may be changed."""
    assert client.post(f"/{lang}/account/again/", {"password": PASSWORD}).status_code == 302


def totp_at(secret: str, *, steps: int = 0) -> str:
    """What an app with this secret shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_app(account: Account) -> str:
    """Guard an account by codes of an app; return the secret of the app."""
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    Authenticator.objects.create(
        user=account.user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(secret)}
    )
    return secret


def wrong_code(secret: str) -> str:
    """Six digits that no app with this secret shows at this time."""
    right = {totp_at(secret, steps=step) for step in range(-3, 4)}
    return next(
        code
        for code in ("000000", "111111", "222222", "333333", "444444", "555555", "666666", "777777")
        if code not in right
    )
