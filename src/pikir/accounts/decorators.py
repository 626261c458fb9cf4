"""Doors of views that ask for a signed-in reader."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import resolve_url

from pikir.accounts.access import Request, require_role

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[Request, Arguments], HttpResponse]


def signed_in(view: View[Arguments]) -> View[Arguments]:
    """Send guests to sign in, and back here after it."""

    @wraps(view)
    def guarded(request: Request, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        if not request.viewer.signed_in:
            return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
        return view(request, *args, **kwargs)

    return guarded


def with_role(role: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """Let only those in who hold a role of the square; guests may sign in first, others are refused."""

    def decorate(view: View[Arguments]) -> View[Arguments]:
        @signed_in
        @wraps(view)
        def guarded(request: Request, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
            require_role(request.viewer, role)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
