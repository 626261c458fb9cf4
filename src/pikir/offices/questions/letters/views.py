"""Pages behind the links of letters. GET shows what would be done; POST does it, without signing in."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts.access import Request
from pikir.offices.questions.actions.acting import NOTHING, ActError
from pikir.offices.questions.facts import Given, latest_answer
from pikir.offices.questions.forms import ActForm, VerdictForm
from pikir.offices.questions.letters.access import Visit, access_link
from pikir.offices.questions.letters.actions.linking import LinkError, act_by_link
from pikir.offices.questions.letters.links import JUDGE, LEAVE, READ, links_to_all, words_of
from pikir.offices.questions.letters.tokens import Link
from pikir.offices.questions.offers import FIELDS
from pikir.web.rates import limited


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("letter_act")
def letter(request: Request, token: str) -> HttpResponse:
    """Show what a link of a letter does, or do it."""
    visit = access_link(token)
    if visit.link is None or visit.over:
        return _show(request, visit, over=visit.over, status=410)
    form = _form(request, visit, visit.link)
    if request.method != "POST" or visit.link.act == READ:
        return _show(request, visit, form=form)
    if form.is_bound and not form.is_valid():
        return _show(request, visit, form=form, status=422)
    return _act(request, token, visit, visit.link, form)


def _act(request: Request, token: str, visit: Visit, link: Link, form: forms.Form) -> HttpResponse:
    verdict = (form.cleaned_data["answered"], form.cleaned_data["solved"]) if isinstance(form, VerdictForm) else None
    given: Given = form.given() if isinstance(form, ActForm) else NOTHING
    try:
        act_by_link(link=link, actor=visit.viewer, question=visit.question, given=given, verdict=verdict)
    except LinkError as fault:
        return _show(request, visit, over=fault.code, status=410)
    except ActError as fault:
        form.add_error(None, str(fault))
        return _show(request, visit, form=form, status=422)
    except PermissionDenied:
        form.add_error(None, _("This cannot be done with the question as it stands now."))
        return _show(request, visit, form=form, status=422)
    return _show(request, access_link(token), done=True)


def _form(request: Request, visit: Visit, link: Link) -> forms.Form:
    data = request.POST if request.method == "POST" else None
    if link.act == JUDGE:
        return VerdictForm(data)
    if link.act in FIELDS:
        return ActForm(data, act=link.act, question=visit.question, wanted=FIELDS[link.act])
    return forms.Form(data)


def _show(
    request: Request,
    visit: Visit,
    *,
    form: forms.Form | None = None,
    over: str = "",
    done: bool = False,
    status: int = 200,
) -> HttpResponse:
    question, act = visit.question, visit.link.act if visit.link else ""
    context: dict[str, Any] = {"question": question, "post": question.post, "over": over, "done": done}
    context |= {"act": act, "words": words_of(act), "form": form, "one": latest_answer(question) if act else None}
    context["public"] = question.post.visibility == "public"
    if visit.link and not over:
        context["light"] = not visit.link.user.has_usable_password()
        context["email"] = visit.link.user.email
        if act == READ or done:
            context["links"] = links_to_all(visit.viewer, visit.link.user, question)
        context["leaves"] = act == LEAVE
    return render(request, "offices/questions/letter.html", context, status=status)
