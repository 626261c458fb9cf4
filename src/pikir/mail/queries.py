"""What the outbox shows."""

from pikir.mail.kinds import PAGE
from pikir.mail.models import Letter
from pikir.web.keyset import Page, page_before


def letters(*, before: int | None = None) -> Page[Letter]:
    """Letters without their words, the newest first, from before the key ``before``."""
    return page_before(Letter.objects.defer("text", "html"), key="id", before=before, limit=PAGE)


def letter(letter_id: int) -> Letter | None:
    """One letter with its words."""
    return Letter.objects.filter(id=letter_id).first()


def count_unsent() -> int:
    """How many letters failed at least once and have not been sent."""
    return Letter.objects.filter(sent_at=None, attempts__gt=0).count()
