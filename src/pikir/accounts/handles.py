"""The rules of handles: the short ASCII names by which accounts are addressed."""

import re

from django.utils.translation import gettext as _

from pikir.accounts.kinds import HANDLE_LENGTH, HANDLE_MINIMUM, RESERVED_HANDLES
from pikir.kernel.languages import slugify


class HandleError(ValueError):
    """A handle cannot be used; the message says why in the reader's language."""


class HandleTakenError(HandleError):
    """Someone else has the handle. ``proposal`` is a free one like it, or empty."""

    def __init__(self, proposal: str = "") -> None:
        """Say that the handle is taken, and what is free instead."""
        taken = _("This handle is taken. “%(proposal)s” is free.") if proposal else _("This handle is taken.")
        super().__init__(taken % {"proposal": proposal})
        self.proposal = proposal


class HandleTooSoonError(HandleError):
    """The handle was changed a short while ago."""

    def __init__(self, day: str) -> None:
        """Say from which day, as it is written, it can be changed again."""
        super().__init__(
            _("The handle was changed a short while ago. It can be changed again from %(day)s on.") % {"day": day}
        )


def check_handle(handle: str) -> None:
    """Raise HandleError unless the handle keeps the rules. Whether it is free is another question."""
    if len(handle) < HANDLE_MINIMUM:
        raise HandleError(_("A handle has at least %(minimum)d characters.") % {"minimum": HANDLE_MINIMUM})
    if len(handle) > HANDLE_LENGTH:
        raise HandleError(_("A handle has at most %(maximum)d characters.") % {"maximum": HANDLE_LENGTH})
    if not re.fullmatch("[A-Za-z0-9_]+", handle):
        raise HandleError(_("A handle has only Latin letters, digits and underscores."))
    if handle.startswith("_") or handle.endswith("_"):
        raise HandleError(_("A handle neither begins nor ends with an underscore."))
    if handle.replace("_", "").lower() in RESERVED_HANDLES:
        raise HandleError(_("This handle is kept for the square itself. Choose another."))


def handle_from(text: str, language: str) -> str:
    """Return a handle made from a name or a wish; it keeps the rules and may be taken."""
    handle = slugify(text, language).replace("-", "_")[:HANDLE_LENGTH].strip("_")
    try:
        check_handle(handle)
    except HandleError:
        return f"{handle}_1"[:HANDLE_LENGTH] if handle else "person_1"
    return handle
