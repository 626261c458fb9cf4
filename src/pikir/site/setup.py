"""The one-time address at which an empty square is set up."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from pikir.accounts.models import User

_WORD = "set-up"


def setup_address() -> str | None:
    """Return the full address of the set-up page, None when the square already has users.

    Only who can read the secret of the data folder, or the output of ``pikir serve``, knows it; the first user ends it.
    """
    if User.objects.exists():
        return None
    with override(settings.LANGUAGE_CODE):
        path = reverse("setup", args=[Signer(salt="pikir.site.setup").signature(_WORD)])
    return settings.SQUARE_URL + path


def is_setup_token(token: str) -> bool:
    """Whether a token is the right one and the square is still empty."""
    try:
        Signer(salt="pikir.site.setup").unsign(f"{_WORD}:{token}")
    except BadSignature:
        return False
    return not User.objects.exists()
