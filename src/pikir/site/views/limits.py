"""The page of limits: what may be done how often, and why."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.web.limits import COLUMNS, HEADS, TABLE
from pikir.web.pages import public_page


@require_safe
@public_page()
def limits(request: Request) -> HttpResponse:
    """Show the table by which everyone is counted."""
    context = {
        "heads": [HEADS[per] for per in COLUMNS],
        "inside": [row for row in TABLE.values() if not row.door],
        "doors": [row for row in TABLE.values() if row.door],
    }
    return render(request, "site/limits.html", context)
