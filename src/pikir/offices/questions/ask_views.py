"""Asking: one plain form in steps."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.media.actions import add_picture
from pikir.offices.finding import Answer, Responsible, who_is_responsible
from pikir.offices.models import Position
from pikir.offices.pages import today
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.asking import Asked, ask
from pikir.offices.questions.addresses import address_of
from pikir.offices.questions.appeals.forms import AppealAskForm
from pikir.offices.questions.forms import AskForm
from pikir.offices.questions.kinds import OFFERED
from pikir.offices.questions.letters.actions.wishing import wish_to_ask
from pikir.offices.questions.letters.forms import GuestAskForm
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.actions import made_of
from pikir.offices.questions.photos.kinds import Photo, PhotoError
from pikir.offices.questions.queries import similar_to
from pikir.places.models import Territory
from pikir.posts.actions import TextError
from pikir.web.rates import TooFastError, limited, remember, take


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: Request) -> HttpResponse:
    """Show the form, look who is responsible and what is similar, or ask; without an account by a letter."""
    return _serve(request, AskForm if request.viewer.signed_in else GuestAskForm)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask_by_law(request: Request) -> HttpResponse:
    """The same for a formal appeal."""
    return _serve(request, AppealAskForm)


def _serve(request: Request, kind: type[AskForm]) -> HttpResponse:
    form = kind(request.POST or None, request.FILES or None, initial=_initial(request))
    if request.method != "POST":
        return _show(request, form)
    answer = _find(form)
    offered = _offer(form, answer)
    if request.POST.get("act") == "look":
        _forgive(form)
        return _show(request, form, answer=answer)
    if not form.is_valid():
        return _show(request, form, answer=answer, status=422)
    chosen = form.cleaned_data["position"] or next(iter(offered), None)
    if chosen is None:
        form.add_error("topic", _("Nobody is responsible for this topic in this place."))
        return _show(request, form, answer=answer, status=422)
    return _ask(request, form, answer, offered[chosen])


def _initial(request: Request) -> dict[str, Any]:
    """What a link from the finder has filled in: a topic by its slug, a territory by its code."""
    code = request.GET.get("place-code", "")
    place = Territory.objects.filter(code=code).first() if code.isascii() else None
    return {"topic": request.GET.get("topic", ""), "place": place}


def _ask(request: Request, form: AskForm, answer: Answer | None, position: Position) -> HttpResponse:
    try:
        if isinstance(form, GuestAskForm):
            return _ask_by_mail(request, form, position)
        take(request, "ask")
        made = ask(actor=request.viewer.itself, asked=_asked(form, position, _photos(request, form)))
    except TooFastError as fault:
        remember(request, fault)
        form.add_error(None, str(fault))
        return _show(request, form, answer=answer, status=429)
    except PermissionDenied:
        form.add_error(None, _("Your account is suspended: you can read, but not write."))
        return _show(request, form, answer=answer, status=403)
    except (ActError, TextError, PhotoError) as fault:
        form.add_error(fault.field if isinstance(fault, PhotoError) else None, str(fault))
        return _show(request, form, answer=answer, status=422)
    return redirect(f"{address_of(made)}?asked=1")


def _ask_by_mail(request: Request, form: GuestAskForm, position: Position) -> HttpResponse:
    given = form.cleaned_data
    take(request, "ask_by_mail")
    wish_to_ask(
        email=given["email"],
        language=get_language() or "kk",
        asked=_asked(form, position, ()),
        name=given["name"],
        photos=form.photos(),
    )
    return redirect("ask-sent")


def _photos(request: Request, form: AskForm) -> tuple[Photo, ...]:
    viewer = request.viewer.itself
    own = viewer.account_id or 0
    return made_of(form.photos(), lambda one: add_picture(actor=viewer, account_id=own, file=one.file, alt=one.alt))


def _asked(form: AskForm, position: Position, photos: tuple[Photo, ...]) -> Asked:
    given = form.cleaned_data
    return Asked(
        title=given["title"],
        text=given["text"],
        topic=given["topic"],
        territory=given["place"],
        position=position,
        kind=given["kind"],
        naming=given["naming"],
        private=form.keeps_private,
        appeal=form.wish,
        photos=photos,
    )


def _find(form: AskForm) -> Answer | None:
    """Who is responsible, as soon as topic and place are filled in rightly."""
    form.full_clean()
    topic, place = form.cleaned_data.get("topic"), form.cleaned_data.get("place")
    if topic is None or place is None:
        return None
    return who_is_responsible(topic=topic, territory=place, on=today())


def _offer(form: AskForm, answer: Answer | None) -> dict[int, Position]:
    """Let the form take the positions that are responsible; where one is vacant, who leads the office stands for it."""
    found = [*answer.found, *answer.wider][:OFFERED] if answer else []
    positions = {one.competence.position_id: one.holder.position for one in found}
    form.offer((one.competence.position_id, _named(one)) for one in found)
    if form.is_bound:
        form.full_clean()
    return positions


def _named(one: Responsible) -> str:
    holder = one.instead if one.holder.vacant and one.instead else one.holder
    name = holder.appointment.official.name if holder.appointment else _("vacant position")
    return f"{name}, {one.holder.position.name}, {one.holder.position.office.name}"


def _forgive(form: AskForm) -> None:
    """Looking is no sending: what is still empty is no fault."""
    for name in list(form.errors):
        if name not in {"topic", "place"}:
            del form.errors[name]


@never_cache
@require_POST
@signed_in
@limited("similar")
def similar(request: Request) -> HttpResponse:
    """Show what is similar to a question that is being written, as the button of the form does."""
    form = AskForm(request.POST)
    form.full_clean()
    return render(request, "offices/questions/similar.html", {"similar": _similar(form)})


def _similar(form: AskForm) -> list[Question]:
    """What shares words with a form that may be filled in only in part."""
    given = form.cleaned_data
    words = f"{given.get('title', '')} {given.get('text', '')}".strip()
    return similar_to(words, topic=given.get("topic"), territory=given.get("place")) if words else []


def _show(request: Request, form: AskForm, *, answer: Answer | None = None, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "answer": answer, "language": get_language()}
    if form.is_bound:
        context["similar"] = _similar(form)
    return render(request, form.template, context, status=status)
