"""The one-time address at which an empty square is set up."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from pikir.site.models import Square

_WORD = "set-up"


def setup_address() -> str | None:
    """Return the full address of the set-up page, None when the square is set up.

    Only who can read the secret of the data folder, or the output of ``pikir serve``, knows it. The set-up ends it, and
    not the first user: a stranger who signs up early must not lock the operator out.
    """
    if Square.objects.exists():
        return None
    with override(settings.LANGUAGE_CODE):
        path = reverse("setup", args=[Signer(salt="pikir.site.setup").signature(_WORD)])
    return settings.SQUARE_URL + path


def is_setup_token(token: str) -> bool:
    """Whether a token is the right one and the square is not set up yet."""
    try:
        Signer(salt="pikir.site.setup").unsign(f"{_WORD}:{token}")
    except BadSignature:
        return False
    return not Square.objects.exists()
