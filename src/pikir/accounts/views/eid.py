"""Ways in by an eID, and the eID of an account that is there already."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount import views as allauth_views
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows import connect
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request, user_of
from pikir.accounts.decorators import signed_in
from pikir.accounts.oidc import Oidc
from pikir.accounts.views.own import KindRaceMixin

_LANGUAGE = "eid_language"  # of the page from which someone set out; the way back is the same for all


@never_cache
@require_POST
def sign_in(request: Request) -> HttpResponse:
    """Show the way to the provider: to come in, or, for who is inside, to tie the eID to the account."""
    oidc = _eid()
    if request.viewer.signed_in:
        raise_if_reauthentication_required(request, app="allauth.socialaccount")
    provider = get_adapter().get_provider(request, oidc.key)
    process = "connect" if request.viewer.signed_in else "login"
    after = get_next_redirect_url(request) or reverse("mfa_index" if request.viewer.signed_in else "front")
    request.session[_LANGUAGE] = get_language()
    try:
        way = provider.redirect(request, process=process, next_url=after)
    except (OSError, ValueError, KeyError):  # it is not there, or what answers is something else
        get_adapter().on_authentication_error(request, provider)
    # Browsers hold the answer to a form against the form-action of our policy, and every further step as well.
    return render(request, "accounts/eid_away.html", {"way": way.url, "name": oidc.name})


@never_cache
@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer, in the language in which the person set out."""
    from pikir.accounts.eid_door import take_answer  # most squares have no eID: see there

    oidc = _eid()
    with translation.override(request.session.get(_LANGUAGE, get_language())):
        return take_answer(request, oidc.key)


class EidSignUpView(KindRaceMixin, allauth_views.SignupView):
    """Sign-up of someone whom the provider knows and the square does not."""


@require_POST
@signed_in
def disconnect(request: Request) -> HttpResponse:
    """Untie an eID, unless nothing else would be left to come in by."""
    raise_if_reauthentication_required(request, app="allauth.socialaccount")
    given = request.POST.get("eid", "")
    if not given.isdecimal() or len(given) > 18:
        raise Http404
    account = get_object_or_404(SocialAccount, user_id=user_of(request.viewer), id=int(given))
    try:
        connect.validate_disconnect(request, account)
    except ValidationError as fault:
        messages.error(request, fault.messages[0])
    else:
        connect.disconnect(request, account)
    return redirect("mfa_index")


def _eid() -> Oidc:
    if not settings.OIDC:
        raise Http404
    return settings.OIDC
