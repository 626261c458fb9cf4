"""How a person wants the square to be. None of it is a decision about anybody, so the inner log does not keep it."""

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.models import User
from pikir.web.look import Choice


def choose_reading(*, actor: Viewer, language: str, choice: Choice) -> None:
    """Keep the language of interface and letters and the look of pages, for each device on which the actor signs in."""
    User.objects.filter(id=user_of(actor)).update(language=language, look=choice.code)


def choose_quiet_hours(*, actor: Viewer, quiet_from: int | None, quiet_until: int | None) -> None:
    """Keep the hours (0 to 23, of the square's day) in which no letters about notices go out; None and None for none.

    Raises ValueError for one without the other, for what is no hour, and for a quiet without end.
    """
    hours = [hour for hour in (quiet_from, quiet_until) if hour is not None]
    if hours and (len(set(hours)) != 2 or not set(hours) <= set(range(24))):
        raise ValueError(f"no quiet hours: {quiet_from} to {quiet_until}")
    User.objects.filter(id=user_of(actor)).update(quiet_from=quiet_from, quiet_until=quiet_until)
