"""Reporting something, and what came of one's reports."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.moderation.actions.flags import FlagError, flag
from pikir.moderation.forms import FlagForm
from pikir.moderation.queries import flag_by, flags_page, rules_in_force
from pikir.moderation.subjects import Subject, access_subject, pictures_of
from pikir.moderation.words import rule_title, subject_title
from pikir.posts.addresses import address_of
from pikir.web.addresses import address
from pikir.web.keyset import read_key
from pikir.web.rates import TooFastError, status_of, take


@never_cache
def report(request: Request, kind: str, object_id: int) -> HttpResponse:
    """Take a report; who made one sees it, and what came of it, in the place of the form. Guests have another form."""
    if not request.viewer.signed_in:
        return redirect(f"{address('flag-outside')}?thing={kind}-{object_id}")
    subject = access_subject(request.viewer, kind, object_id)
    if subject.account.id in request.viewer.operates:
        raise PermissionDenied
    rules = rules_in_force()
    form = FlagForm(request.POST or None, rules=rules)
    known = flag_by(request.viewer, kind=kind, object_id=object_id)
    if request.method == "POST" and known is None and form.is_valid() and _take(request, subject, form):
        return redirect("flag", kind=kind, object_id=object_id)
    status = status_of(request) if request.method == "POST" and known is None else 200
    context = {"subject": subject, "form": form, "known": known, "back": _back(subject), "what": subject_title(subject)}
    context["pictures"] = pictures_of(subject.post) if subject.post else []
    context["rule"] = next((rule_title(one) for one in rules if known and one.rule_id == known.rule_id), "")
    return render(request, "moderation/flag.html", context, status=status)


def _take(request: Request, subject: Subject, form: FlagForm) -> bool:
    given, rule = form.cleaned_data, form.chosen_rule
    try:
        take(request, "flag")
        flag(
            actor=request.viewer,
            subject=subject,
            category=given["category"],
            rule=rule.rule if rule else None,
            legal_ground=given["legal_ground"],
            words=given["words"],
        )
    except (FlagError, TooFastError) as fault:
        form.add_error(None, str(fault))
        return False
    return True


def _back(subject: Subject) -> str:
    if subject.post is not None:
        return address_of(subject.post)
    return address("profile", subject.account.handle)


@require_safe
@never_cache
@signed_in
def mine(request: Request) -> HttpResponse:
    """List what one reported, and what came of it."""
    page = flags_page(viewer=request.viewer, before=read_key(request.GET.get("before")))
    return render(request, "moderation/my_flags.html", {"page": page})
