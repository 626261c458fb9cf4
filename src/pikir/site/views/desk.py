"""The operator's desk: what was taken down, who is here, what the square says, whether it is well."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts import actions as account_actions
from pikir.accounts.access import Request, require_role
from pikir.accounts.decorators import signed_in, with_role
from pikir.accounts.kinds import HANDLE_LENGTH, Role
from pikir.accounts.models import Account
from pikir.accounts.queries import accounts_page, role_holders, user_for_account
from pikir.jobs.actions import drop_parked, retry_parked
from pikir.kernel.text import strip_controls
from pikir.posts.queries import taken_down_posts
from pikir.posts.shapes import card_of
from pikir.site.actions import edit_square, edit_text
from pikir.site.forms import SquareForm, TextForm
from pikir.site.health import health_report
from pikir.site.log import log_page
from pikir.site.models import TextKey
from pikir.site.queries import default_text, square_row, text_of
from pikir.web.keyset import map_page, read_key


@require_safe
@signed_in
def desk(request: Request) -> HttpResponse:
    """Show what was taken down, newest first, and the ways to all else; editors come to their own part."""
    if request.viewer.editor and not request.viewer.moderator:
        return redirect("desk-topics")
    require_role(request.viewer, Role.MODERATOR)
    page = taken_down_posts(before=read_key(request.GET.get("before")))
    cards = map_page(page, lambda post: card_of(post, url=reverse("takedown", args=[post.id])))
    return render(request, "site/desk/posts.html", {"page_of_cards": cards, "section": "posts"})


@require_safe
@with_role(Role.MODERATOR)
def accounts(request: Request) -> HttpResponse:
    """List accounts, newest first; the search is by the beginning of a handle."""
    beginning = strip_controls(request.GET.get("q", "")).removeprefix("@")[:HANDLE_LENGTH]
    page = accounts_page(before=read_key(request.GET.get("before")), beginning=beginning)
    context = {"page": page, "beginning": beginning, "holders": role_holders(), "section": "accounts"}
    return render(request, "site/desk/accounts.html", context)


@require_safe
@with_role(Role.MODERATOR)
def account(request: Request, account_id: int) -> HttpResponse:
    """Show one account with its roles."""
    found = get_object_or_404(Account, id=account_id)
    user = user_for_account(found.id)
    held = {row.role for row in role_holders() if user and row.user_id == user.id}
    context = {
        "account": found,
        "user": user,
        "roles": [(role.value, role.label, role.value in held) for role in Role],
        "can_judge": found.id not in request.viewer.operates and not found.left,
        "section": "accounts",
    }
    return render(request, "site/desk/account.html", context)


@require_POST
@with_role(Role.OPERATOR)
def role(request: Request, account_id: int) -> HttpResponse:
    """Give a user a role of the square or take it."""
    user = user_for_account(account_id)
    wanted = request.POST.get("role", "")
    if user is None or wanted not in Role.values:
        raise Http404
    try:
        if request.POST.get("act") == "give":
            account_actions.give_role(actor=request.viewer, user_id=user.id, role=wanted)
        else:
            account_actions.take_role(actor=request.viewer, user_id=user.id, role=wanted)
    except ValueError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Saved."))
    return redirect("desk-account", account_id=account_id)


@with_role(Role.OPERATOR)
def square(request: Request) -> HttpResponse:
    """Change the names, taglines, main language and zone."""
    row = square_row()
    initial: dict[str, str] = {}
    if row is not None:
        initial = {f"name_{code}": name for code, name in row.names.items()}
        initial |= {f"tagline_{code}": line for code, line in row.taglines.items()}
        initial |= {"language": row.language, "zone": row.zone}
    form = SquareForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        edit_square(actor=request.viewer, facts=form.facts())
        messages.success(request, _("Saved."))
        return redirect("desk-square")
    context = {"form": form, "languages": settings.LANGUAGES, "section": "square"}
    return render(request, "site/desk/square.html", context, status=422 if request.method == "POST" else 200)


@with_role(Role.OPERATOR)
def text(request: Request, key: str, language: str) -> HttpResponse:
    """Write the rules or the about page in one language."""
    names = dict(settings.LANGUAGES)
    if key not in TextKey.values or language not in names:
        raise Http404
    found = text_of(key, language)
    form = TextForm(request.POST or None, initial={"source": found.source if found else default_text(key, language)})
    if request.method == "POST" and form.is_valid():
        edit_text(actor=request.viewer, key=key, language=language, source=form.cleaned_data["source"])
        messages.success(request, _("Saved."))
        return redirect("desk-text", key=key, language=language)
    context = {"form": form, "key": key, "code": language, "language_name": names[language], "section": "square"}
    return render(request, "site/desk/text.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@with_role(Role.OPERATOR)
def health(request: Request) -> HttpResponse:
    """Show jobs, mail, disk and errors."""
    return render(request, "site/desk/health.html", {"report": health_report(), "section": "health"})


@require_POST
@with_role(Role.OPERATOR)
def job(request: Request, job_id: int) -> HttpResponse:
    """Try a parked job again, or drop it."""
    act = drop_parked if request.POST.get("act") == "drop" else retry_parked
    act(actor=request.viewer, job_id=job_id)
    messages.success(request, _("Done."))
    return redirect("desk-health")


@require_safe
@with_role(Role.OPERATOR)
def log(request: Request) -> HttpResponse:
    """Show the inner log: who did what, newest first."""
    page = log_page(before=read_key(request.GET.get("before")))
    return render(request, "site/desk/log.html", {"page": page, "section": "log"})
