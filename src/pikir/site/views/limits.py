"""The page of limits: what may be done how often, and why."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.moderation import trust_kinds
from pikir.moderation.holds import hold_rules, rule_words
from pikir.web.limits import COLUMNS, HEADS, TABLE
from pikir.web.pages import public_page


@require_safe
@public_page("limits")
def limits(request: Request) -> HttpResponse:
    """Show the table by which everyone is counted."""
    context = {
        "heads": [HEADS[per] for per in COLUMNS],
        "inside": [row for row in TABLE.values() if not row.door],
        "doors": [row for row in TABLE.values() if row.door],
        "levels": trust_kinds,
        "holds": [(rule_words(rule), rule.reason) for rule in hold_rules()],
    }
    return render(request, "site/limits.html", context)
