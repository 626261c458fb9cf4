"""What every request needs to know of the square."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from pikir.site.queries import square_view


class SquareZone:
    """Show every moment in the zone of the square, which its operator may change at any time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the square's zone."""
        with timezone.override(square_view().zone):
            return self._get_response(request)
