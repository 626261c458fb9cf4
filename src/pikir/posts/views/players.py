"""Pages with a text whose links may open a player where they stand, once the reader asks for it."""

from collections.abc import Callable
from typing import TypeVar, cast

from csp.decorators import csp_update
from django.http.response import HttpResponseBase

from pikir.posts.rendering.players import FRAME_HOSTS

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def may_open_players(view: View) -> View:
    """Let the pages of a view frame these places and no others; the script stands only where a text has such a link."""
    return cast("View", csp_update({"frame-src": list(FRAME_HOSTS)})(view))
