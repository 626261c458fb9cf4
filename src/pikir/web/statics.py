"""Static files, answered by the event loop: names with a hash are kept for ever, compressed files stand beside."""

from collections.abc import Awaitable, Callable
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from whitenoise import WhiteNoise

_ASKED = {
    b"if-none-match": "HTTP_IF_NONE_MATCH",
    b"if-modified-since": "HTTP_IF_MODIFIED_SINCE",
    b"accept-encoding": "HTTP_ACCEPT_ENCODING",
    b"range": "HTTP_RANGE",
}


class StaticFiles:
    """The files of STATIC_ROOT, listed once."""

    def __init__(self) -> None:
        """List the files."""
        self._prefix = settings.STATIC_URL
        hashed = set(getattr(staticfiles_storage, "hashed_files", {}).values())
        self._files: dict[str, Any] = WhiteNoise(
            None,
            root=settings.STATIC_ROOT,
            prefix=self._prefix,
            allow_all_origins=False,
            add_headers_function=_add_headers,
            immutable_file_test=lambda _, url: url.removeprefix(self._prefix) in hashed,
        ).files

    def serves(self, path: str) -> bool:
        """Whether the path is that of a static file."""
        return path.startswith(self._prefix) and path in self._files

    async def answer(self, scope: dict[str, Any], send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Answer a GET or HEAD of a path that ``serves``."""
        asked = {_ASKED[name]: value.decode("latin-1") for name, value in scope["headers"] if name in _ASKED}
        response = self._files[scope["path"]].get_response(scope["method"], asked)
        headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in response.headers]
        await send({"type": "http.response.start", "status": int(response.status), "headers": headers})
        if response.file is None:
            return await send({"type": "http.response.body", "body": b""})
        with response.file as file:
            if hasattr(file, "name"):
                return await send({"type": "http.response.pathsend", "path": file.name})
            return await send({"type": "http.response.body", "body": file.read()})  # a part of a file


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"  # as Django's middleware does for pages
