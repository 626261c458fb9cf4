"""What is left to see of a question that moderators took down: its number, whose it was, what happened and when."""

from django.http import HttpResponse
from django.shortcuts import render

from pikir.accounts.access import Request
from pikir.offices.questions.access import called
from pikir.offices.questions.appeals.pages import bare_steps
from pikir.offices.questions.queries import events_of
from pikir.offices.questions.states import State
from pikir.offices.questions.watches import calendar_of_question
from pikir.web.errors import Gone

EVENTS_SHOWN = 500


def show_removed(request: Request, number: str, gone: Gone) -> HttpResponse:
    """Answer 410 with acts and days, no words and no name of who asked. Raises what was raised for any other text."""
    found = called(number)
    if found.state != State.REMOVED:
        raise gone
    steps = bare_steps(found, events_of(found, EVENTS_SHOWN), calendar_of_question(found))
    return render(request, "offices/questions/removed.html", {"question": found, "steps": steps}, status=410)
