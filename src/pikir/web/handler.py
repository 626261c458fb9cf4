"""Django's handler, which remembers what an address leads to: finding it takes longer than all middleware together."""

from functools import lru_cache

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.urls import ResolverMatch, URLResolver, get_resolver
from django.utils.translation import get_language
from typing_extensions import override

_KEPT = 4_096  # addresses that lead somewhere; others are looked up each time, whoever asks for them


class Handler(WSGIHandler):
    """The WSGI callable of the square."""

    @override
    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """Return what the address leads to, and hang it on the request."""
        request.resolver_match = found = _found(get_resolver(), request.path_info, get_language())
        return found


@lru_cache(_KEPT)
def _found(resolver: URLResolver, path: str, language: str | None) -> ResolverMatch:  # noqa: ARG001  # addresses begin with it
    return resolver.resolve(path)
