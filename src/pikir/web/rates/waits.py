"""How long somebody has to wait, in words."""

import math

from django.utils.translation import ngettext

from pikir.web.limits import HOUR, MINUTE


def wait_words(seconds: int) -> str:
    """Return a time to wait as people say it: seconds, minutes or hours, rounded up."""
    if seconds < 100:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    if seconds < 100 * MINUTE:
        minutes = math.ceil(seconds / MINUTE)
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = math.ceil(seconds / HOUR)
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
