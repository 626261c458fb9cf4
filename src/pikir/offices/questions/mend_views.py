"""The page on which who asked mends a question that a moderator gave back."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts.access import Request, Viewer
from pikir.accounts.decorators import signed_in
from pikir.offices.questions.access import access_question, parts_of
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.mending import mend as send_again
from pikir.offices.questions.addresses import address_of
from pikir.offices.questions.forms import AskForm
from pikir.offices.questions.machine import NO_SUCH_ACT
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.states import Part, State
from pikir.posts.actions import TextError
from pikir.web.rates import limited


class MendForm(forms.Form):
    """The words of a question, as when it was asked."""

    title = AskForm.base_fields["title"]
    text = AskForm.base_fields["text"]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@limited("question_act")
def mend(request: Request, number: str) -> HttpResponse:
    """Show what is to be changed with the words as they are, or send the question again."""
    found = access_question(request.viewer, number)
    viewer = request.viewer.itself
    if Part.AUTHOR not in parts_of(viewer, found):
        raise PermissionDenied
    mending = asked_to_mend(viewer, found, list(found.events.order_by("number")))
    if mending is None:
        messages.error(request, str(NO_SUCH_ACT.words))
        return redirect(address_of(found))
    form = MendForm(request.POST or None, initial={"title": found.post.title, "text": found.post.source})
    if request.method == "POST" and form.is_valid():
        try:
            send_again(actor=viewer, question=found, **form.cleaned_data)
        except (ActError, TextError) as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Sent again. A moderator looks at it; then it is public."))
            return redirect(address_of(found))
    context = {"question": found, "post": found.post, "form": form, "mending": mending}
    return render(request, "offices/questions/mend.html", context, status=422 if form.errors else 200)


def asked_to_mend(viewer: Viewer, found: Question, events: Sequence[QuestionEvent]) -> QuestionEvent | None:
    """Return why and with what words a question came back to the viewer, None where nothing is to be mended by them."""
    if found.state != State.RETURNED or found.asker_id != viewer.user_id:
        return None
    return next((event for event in reversed(events) if event.act == "return"), None)
