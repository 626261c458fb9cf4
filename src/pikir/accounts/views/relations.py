"""Whom one follows, lets in, shuts out; what one does not want to read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pikir.accounts import actions, tasks
from pikir.accounts.access import Request, Viewer
from pikir.accounts.circles import block_lists_of, filter_rows, relations_of, relations_page
from pikir.accounts.decorators import signed_in
from pikir.accounts.forms.relations import (
    FILE_KINDS,
    FilterForm,
    ImportForm,
    ListNameForm,
    PolicyForm,
    end_of,
    terms,
)
from pikir.accounts.handover import Preview, preview, written_list
from pikir.accounts.kinds import CHUNK, FollowPolicy, RelationKind
from pikir.accounts.models import Account
from pikir.accounts.queries import account_by_handle, own_account
from pikir.web.keyset import read_key
from pikir.web.rates import limited

POLICIES = ("follow_policy", "mentions_from", "writes_from", "hides_follows", "hides_from_search")


@dataclass(frozen=True)
class Shown:
    """A list of accounts on one's own pages: of what kind, by whom, and what can be done with each."""

    title: Promise
    empty: Promise
    kind: RelationKind
    by: bool
    acts: tuple[str, ...]


LISTS = {
    "following": Shown(
        pgettext_lazy("list", "You follow"), _("You follow nobody yet."), RelationKind.FOLLOW, True, ("unfollow",)
    ),
    "followers": Shown(
        pgettext_lazy("list", "Followers"), _("Nobody follows you yet."), RelationKind.FOLLOW, False,
        ("remove", "block"),
    ),
    "requests": Shown(
        pgettext_lazy("list", "Requests"), _("Nobody asks to follow you."), RelationKind.REQUEST, False,
        ("accept", "decline"),
    ),
    "asked": Shown(
        pgettext_lazy("list", "You asked"), _("No request of yours is open."), RelationKind.REQUEST, True, ("unfollow",)
    ),
    "muted": Shown(pgettext_lazy("list", "Muted"), _("You mute nobody."), RelationKind.MUTE, True, ("unmute",)),
    "blocked": Shown(pgettext_lazy("list", "Blocked"), _("You block nobody."), RelationKind.BLOCK, True, ("unblock",)),
}  # fmt: skip


@dataclass(frozen=True)
class Act:
    """Something one may do about an account: the verb on its button, what it means, what is said when it is done."""

    run: Callable[..., object]
    verb: Promise
    meaning: Promise
    done: Promise


ACTS = {
    "follow": Act(
        actions.follow, pgettext_lazy("act", "Follow"),
        _("What they publish comes to your home page."), _("You follow %(name)s now."),
    ),
    "unfollow": Act(
        actions.unfollow, pgettext_lazy("act", "Unfollow"),
        _("What they publish comes to your home page no longer."), _("You do not follow %(name)s any more."),
    ),
    "accept": Act(
        actions.accept_request, pgettext_lazy("request", "Let in"),
        _("They read what you write for followers."), _("%(name)s follows you now."),
    ),
    "decline": Act(
        actions.decline_request, pgettext_lazy("request", "Decline"),
        _("They are not told."), _("The request is put away."),
    ),
    "remove": Act(
        actions.remove_follower, pgettext_lazy("follower", "Remove"),
        _("They follow you no longer. They are not told."), _("%(name)s does not follow you any more."),
    ),
    "block": Act(
        actions.block, pgettext_lazy("act", "Block"),
        _("Signed in, they see nothing of what you publish and cannot answer you; you see nothing of theirs in any "
          "list. Neither follows the other any more. They are not told."),
        _("You block %(name)s now."),
    ),
    "unblock": Act(
        actions.unblock, pgettext_lazy("act", "Unblock"),
        _("You see each other again. Nobody follows anybody by that."), _("You do not block %(name)s any more."),
    ),
    "mute": Act(
        actions.mute, pgettext_lazy("act", "Mute"),
        _("You do not see them in lists, threads and notices. They are not told, and nothing else changes."),
        _("You do not see %(name)s for now."),
    ),
    "unmute": Act(
        actions.unmute, pgettext_lazy("act", "Unmute"),
        _("You see them again."), _("You see %(name)s again."),
    ),
}  # fmt: skip
ASKED = _("You asked to follow %(name)s. You will see what is written for followers when they let you in.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def overview(request: Request) -> HttpResponse:
    """Who may follow, mention and write to one."""
    own = own_account(request.viewer)
    given = {name: getattr(own, name) for name in POLICIES}
    form = PolicyForm(request.POST if request.method == "POST" else None, initial=given)
    if request.method == "POST" and form.is_valid():
        actions.set_policies(actor=request.viewer, **form.cleaned_data)
        messages.success(request, _now("Saved."))
        return redirect("relations")
    return _show(request, "overview", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
@signed_in
def people(request: Request, which: str) -> HttpResponse:
    """Show one list of accounts, with what can be done about each."""
    shown = LISTS.get(which)
    if shown is None:
        raise Http404
    page = relations_page(
        account_id=request.viewer.account_id or 0,
        kind=shown.kind,
        by=shown.by,
        before=read_key(request.GET.get("before")),
    )
    context = {
        "shown": shown,
        "rows": [(row, row.target if shown.by else row.source) for row in page.items],
        "acts": [(key, ACTS[key].verb) for key in shown.acts],
        "older": page.older,
    }
    return _show(request, "people", context, which=which)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@limited("relate")
def relate(request: Request, handle: str, act: str) -> HttpResponse:
    """Ask about an act towards an account, then do it."""
    chosen, account = ACTS.get(act), account_by_handle(handle)
    if chosen is None or account is None:
        raise Http404
    back = request.POST.get("back", "")
    if request.method != "POST":
        context = {"account": account, "act": act, "chosen": chosen, "terms": terms() if act == "mute" else []}
        return render(request, "accounts/relate.html", context)
    try:
        messages.success(request, _carry_out(request, act, chosen, account))
    except actions.RelationError as fault:
        messages.error(request, str(fault))
    return redirect("relations-list", which=back) if back in LISTS else redirect("profile", handle=account.handle)


def _carry_out(request: Request, act: str, chosen: Act, account: Account) -> str:
    more = {"until": end_of(request.POST.get("term", ""), timezone.now())} if act == "mute" else {}
    result = chosen.run(actor=request.viewer, target_id=account.id, **more)
    words = ASKED if act == "follow" and result == RelationKind.REQUEST else chosen.done
    return str(words) % {"name": account.name}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def filters(request: Request) -> HttpResponse:
    """Words that one does not want to read."""
    form = FilterForm(request.POST if request.method == "POST" and "remove" not in request.POST else None)
    if request.POST.get("remove", "").isdecimal():
        actions.remove_filter(actor=request.viewer, filter_id=read_key(request.POST["remove"]) or 0)
        return redirect("relations-filters")
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_filter(actor=request.viewer, **form.values())
        except actions.RelationError as fault:
            form.add_error("words", str(fault))
        else:
            return redirect("relations-filters")
    context = {"form": form, "kept": filter_rows(request.viewer)}
    return _show(request, "filters", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def files(request: Request) -> HttpResponse:
    """Take a list over: first look at what it would bring, then agree."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method != "POST" or not form.is_valid():
        context = {
            "form": form,
            "name_form": ListNameForm(),
            "published": block_lists_of(request.viewer.account_id or 0),
        }
        return _show(request, "files", context, status=422 if form.errors else 200)
    kind = RelationKind(form.cleaned_data["kind"])
    found = preview(viewer=request.viewer, kind=kind, entries=form.entries)
    if request.POST.get("act") != "take":
        return _show(request, "preview", {"preview": found, "kind": kind, "title": FILE_KINDS[kind]})
    _take(request.viewer, kind, found)
    count = len(found.fresh)
    words = ngettext("%(count)d account is being taken over.", "%(count)d accounts are being taken over.", count)
    messages.success(request, words % {"count": count})
    return redirect("relations-files")


def _take(viewer: Viewer, kind: RelationKind, found: Preview) -> None:
    """Enqueue the work in parts: each a short job that may be run twice."""
    wishes = [(str(account.id), until.isoformat() if until else "") for account, until in found.fresh]
    with transaction.atomic():
        for start in range(0, len(wishes), CHUNK):
            tasks.relate_many.enqueue(str(viewer.user_id), kind.value, wishes[start : start + CHUNK])


@never_cache
@require_safe
@signed_in
def export(request: Request, which: str) -> HttpResponse:
    """Hand one list over as a file."""
    if which not in FILE_KINDS:
        raise Http404
    content = written_list(relations_of(request.viewer.account_id or 0, which))
    headers = {"Content-Disposition": f'attachment; filename="{request.viewer.handle}-{which}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@never_cache
@require_POST
@signed_in
def publish(request: Request) -> HttpResponse:
    """Publish whom one blocks as a list, or take such a list back."""
    try:
        if withdrawn := request.POST.get("withdraw"):
            actions.withdraw_block_list(actor=request.viewer, slug=withdrawn[:60])
        else:
            actions.publish_block_list(actor=request.viewer, name=request.POST.get("name", ""))
    except actions.RelationError as fault:
        messages.error(request, str(fault))
    return redirect("relations-files")


def _show(
    request: Request, part: str, context: dict[str, object], *, which: str = "", status: int = 200
) -> HttpResponse:
    asks = own_account(request.viewer).follow_policy == FollowPolicy.REQUEST
    ways = [(key, shown.title) for key, shown in LISTS.items() if asks or key != "requests" or which == key]
    return render(request, f"accounts/relations/{part}.html", context | {"ways": ways, "which": which}, status=status)
