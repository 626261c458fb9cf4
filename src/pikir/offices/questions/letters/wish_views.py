"""Pages of those without an account: that a letter is on its way, and where its link leads."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pikir.accounts.access import Request, require
from pikir.offices.questions.access import access_question
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.letters.actions.linking import LinkError
from pikir.offices.questions.letters.actions.wishing import confirm_wish, drop_wish, wish_to_support
from pikir.offices.questions.letters.forms import AddressForm
from pikir.offices.questions.letters.queries import subject_of, wish_behind
from pikir.posts.actions import TextError
from pikir.posts.kinds import Visibility
from pikir.web.rates import TooFastError, limited, remember, status_of, take


@require_safe
@never_cache
def sent(request: Request) -> HttpResponse:
    """Say that a letter is on its way; alike for every address."""
    return render(request, "offices/questions/sent.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def support_by_mail(request: Request, number: str) -> HttpResponse:
    """Let somebody without an account say by a letter that a question concerns them too."""
    found = access_question(request.viewer, number)
    require(found.post.visibility == Visibility.PUBLIC and found.is_open)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            take(request, "ask_by_mail")
        except TooFastError as fault:
            form.add_error(None, str(fault))
        else:
            wish_to_support(email=form.cleaned_data["email"], language=get_language() or "kk", question=found)
            return redirect("ask-sent")
    context = {"question": found, "post": found.post, "form": form}
    status = status_of(request) if form.errors else 200
    return render(request, "offices/questions/support_mail.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("letter_act")
def confirm(request: Request, token: str) -> HttpResponse:
    """Show what was asked without an account; by POST send it to the office, or forget it."""
    wish = wish_behind(token, now=timezone.now())
    if wish is None:
        return render(request, "offices/questions/wish.html", {"over": True}, status=410)
    context = {"wish": wish, "asks": wish.what == "ask", **subject_of(wish)}
    if request.method != "POST":
        return render(request, "offices/questions/wish.html", context)
    if request.POST.get("act") == "drop":
        drop_wish(secret=token)
        return render(request, "offices/questions/wish.html", {"dropped": True})
    try:
        made = confirm_wish(secret=token)
    except LinkError:
        return render(request, "offices/questions/wish.html", {"over": True}, status=410)
    except TooFastError as fault:
        remember(request, fault)
        return render(request, "offices/questions/wish.html", context | {"fault": str(fault)}, status=429)
    except PermissionDenied:
        words = _("This cannot be done with this address now.")
        return render(request, "offices/questions/wish.html", context | {"fault": words}, status=403)
    except (ActError, TextError) as fault:
        return render(request, "offices/questions/wish.html", context | {"fault": str(fault)}, status=422)
    done = {"done": made, "asks": wish.what == "ask", "public": made.post.visibility == Visibility.PUBLIC}
    return render(request, "offices/questions/wish.html", done)
