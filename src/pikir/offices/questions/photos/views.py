"""Opening and closing photos of a question; and photos for an office that is not here yet, by its link."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.media.answers import NOT_KEPT, picture_answer
from pikir.offices.questions.access import access_question
from pikir.offices.questions.addresses import address_of
from pikir.offices.questions.letters.access import access_office_link
from pikir.offices.questions.photos.access import may_open
from pikir.offices.questions.photos.actions import open_photo
from pikir.offices.questions.photos.queries import photo_of
from pikir.web.rates import limited


@never_cache
@require_POST
@signed_in
@limited("question_act")
def photo(request: Request, number: str, object_id: int) -> HttpResponse:
    """Show a photo to everyone, or to the office alone, by who sent it."""
    question = access_question(request.viewer, number)
    found = photo_of(question, object_id)
    if found is None or not may_open(request.viewer, question, found):
        raise Http404
    everyone = request.POST.get("act") == "open"
    open_photo(actor=request.viewer.itself, question=question, photo=found, everyone=everyone)
    words = _("Everyone sees the photo now.") if everyone else _("Only you and the office see the photo now.")
    messages.success(request, words)
    return redirect(f"{address_of(question)}#photos")


@never_cache
@require_safe
def office_photo(request: Request, token: str, object_id: int) -> HttpResponseBase:
    """Send a photo to whoever has the link of the office that owes the answer."""
    visit = access_office_link(token)
    found = None if visit.over else photo_of(visit.question, object_id)
    if found is None:
        raise Http404
    return picture_answer(request, found.picture, found.picture.width, NOT_KEPT)
