"""Old addresses of imported posts lead to where the posts are now."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request, override

from pikir.posts.addresses import address_of
from pikir.transfer.queries import post_at_old_address

_BY_NUMBER = ("p", "page_id")  # WordPress addresses texts as /?p=17 too


class OldAddresses:
    """Look up what would be "not found"; everything else passes untouched and costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or send the reader on."""
        numbered = request.path == "/" and any(name in request.GET for name in _BY_NUMBER)
        response = None if numbered else self._get_response(request)
        if response is not None and response.status_code != 404:
            return response
        post = post_at_old_address(request.get_full_path())
        if post is None:
            return response or self._get_response(request)
        with override(get_language_from_request(request)):
            return HttpResponsePermanentRedirect(address_of(post))
