"""Every address of the square. What people read lies below its language."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from pikir.web import doors, errors

_ROOMS = ("accounts", "posts", "timelines", "site", "mail")
_PREFIXES = {"accounts": "account/"}

urlpatterns = [
    path("", doors.decide_language, name="root"),
    *(
        path(prefix, include(f"pikir.{room}.urls"))
        for room, prefix in (("media", "media/"), ("syndication", "feeds/"))
        if find_spec(f"pikir.{room}.urls")
    ),
    *i18n_patterns(
        *(
            path(_PREFIXES.get(room, ""), include(f"pikir.{room}.urls"))
            for room in _ROOMS
            if find_spec(f"pikir.{room}.urls")
        )
    ),
]

handler400 = errors.malformed
handler403 = errors.refused
handler404 = errors.missing
handler500 = errors.broken
