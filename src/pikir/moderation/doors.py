"""The door of the back rooms: who keeps order here signs in with a second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from pikir.accounts.access import Request, user_of
from pikir.accounts.decorators import signed_in
from pikir.accounts.queries import has_second_factor
from pikir.moderation.access import is_staff, may
from pikir.moderation.kinds import Act

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[Request, Arguments], HttpResponse]


def staff_only(act: Act = Act.READ) -> Callable[[View[Arguments]], View[Arguments]]:
    """Let those in who may do this by their role; into the queue also who moderates a column.

    On a square that is public in earnest they need a passkey or an app beside the password, and are led to set it up.
    """

    def decorate(view: View[Arguments]) -> View[Arguments]:
        @never_cache
        @signed_in
        @wraps(view)
        def guarded(request: Request, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
            if not (is_staff(request.viewer) if act == Act.READ else may(request.viewer, act)):
                raise PermissionDenied
            if settings.STAFF_SECOND_FACTOR and not has_second_factor(user_of(request.viewer)):
                messages.error(request, _("Staff signs in with a passkey or an app. Set one of them up."))
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        return guarded

    return decorate
