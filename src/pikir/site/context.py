"""What every template may ask about the square."""

from django.http import HttpRequest

from pikir.site.queries import SquareView, square_view


def square(_request: HttpRequest) -> dict[str, SquareView]:
    """Context processor: ``square`` in every template."""
    return {"square": square_view()}
