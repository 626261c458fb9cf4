"""The set-up of an empty square, at an address that works once."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pikir.accounts.access import Request
from pikir.accounts.actions import AddressTakenError
from pikir.accounts.handles import HandleTakenError
from pikir.site.actions import AlreadySetUpError, set_up_square
from pikir.site.forms import SetupForm
from pikir.site.setup import is_setup_token


def setup(request: Request, token: str) -> HttpResponse:
    """Ask for everything an empty square needs, then lead its first operator to the desk."""
    if not is_setup_token(token):
        raise Http404
    form = SetupForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form)
    values = form.cleaned_data
    try:
        user = set_up_square(
            facts=form.facts(),
            texts=form.texts(),
            email=values["email"],
            password=values["password"],
            handle=values["handle"],
            name=values["operator_name"],
        )
    except AlreadySetUpError:
        raise Http404 from None
    except (HandleTakenError, AddressTakenError) as fault:
        form.add_error("handle" if isinstance(fault, HandleTakenError) else "email", str(fault))
        form.ask_password_again()
        return _show(request, form)
    login(request, user)
    messages.success(request, _("The square is ready. This is your desk."))
    return redirect("desk")


def _show(request: Request, form: SetupForm) -> HttpResponse:
    return render(request, "site/setup.html", {"form": form}, status=422 if form.errors else 200)
