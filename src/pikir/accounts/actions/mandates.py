"""The public positions of a person, as a room above tells them."""

from collections.abc import Iterable

from pikir.accounts.badges import Mandate, written
from pikir.accounts.models import Account
from pikir.web.freshness import touch


def note_mandates(*, account_id: int, mandates: Iterable[Mandate]) -> None:
    """Write down what positions a person holds and will hold, in the caller's transaction."""
    row = written(mandates)
    if Account.objects.filter(id=account_id).exclude(mandates=row).update(mandates=row):
        touch("site")  # the badge stands in the byline of every page that shows the account
