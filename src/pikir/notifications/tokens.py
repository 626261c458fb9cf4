"""The secret address in a letter, by which its receiver, and nobody else, ends such letters without signing in.

It is bound to the user and to the e-mail address the letter went to: a letter to an address given up long ago ends
nothing any more. It does not run out, since letters are read late, and all it can do is done by one use.
"""

from django.core.signing import BadSignature, Signer

from pikir.accounts.models import User

_SALT = "pikir.notifications.unsubscribe"


def make_token(user: User) -> str:
    """Return the token for a letter to this user's present address."""
    return f"{user.id}-{_signature(user)}"


def user_of_token(token: str) -> User | None:
    """Return the user whom a token was made for, None for a forged one or one for an address since changed."""
    number, _, signature = token.partition("-")
    if not number.isascii() or not number.isdecimal() or len(number) > len(str(2**63)) or int(number) >= 2**63:
        return None
    user = User.objects.filter(id=int(number), is_active=True).first()
    if user is None:
        return None
    try:
        _signer().unsign(f"{_content(user)}:{signature}")
    except BadSignature:
        return None
    return user


def _signature(user: User) -> str:
    return _signer().sign(_content(user)).rpartition(":")[2]


def _content(user: User) -> str:
    return f"{user.id}:{user.email}"


def _signer() -> Signer:
    return Signer(salt=_SALT)
