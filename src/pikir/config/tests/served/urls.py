"""Pages that show the serving itself. What a page says lies in a file, so that a test can count and change it."""

import hashlib
import os
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from pikir.config import urls as real
from pikir.web.freshness import touch
from pikir.web.look import look_of_request
from pikir.web.pages import public_page

FOLDER = Path(settings.DATA) / "said"
WORDS = "Пікір — ашық алаң. " * 200


def _made(name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{name}.made").open("a") as file:
        file.write(f"{os.getpid()}\n")


def _said(name: str) -> str:
    file = FOLDER / name
    return file.read_text() if file.exists() else ""


@public_page("page:{name}", parameters=("page",))
def page(request: HttpRequest, name: str) -> HttpResponse:
    _made(name)
    return HttpResponse(f"<p>{name} {_said(name)} {request.GET.urlencode()}</p>{WORDS}")


@csrf_exempt
def say(request: HttpRequest, name: str) -> HttpResponse:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_bytes(request.body)
    touch(f"page:{name}")
    return HttpResponse("said")


@public_page()
def look(request: HttpRequest) -> HttpResponse:
    _made("look")
    return HttpResponse(f"<p>{'.'.join(map(str, look_of_request(request)))}</p>{WORDS}")


@public_page()
def waiting(request: HttpRequest) -> HttpResponse:
    _made("waiting")
    while not (FOLDER / "go").exists():
        time.sleep(0.01)
    return HttpResponse(WORDS)


@public_page()
def cookie(request: HttpRequest) -> HttpResponse:
    _made("cookie")
    response = HttpResponse(WORDS)
    response.set_cookie("sweet", "yes")
    return response


@public_page()
def token(request: HttpRequest) -> HttpResponse:
    _made("token")
    return HttpResponse(f'<input name="csrfmiddlewaretoken" value="{get_token(request)}">{WORDS}')


def plain(request: HttpRequest) -> HttpResponse:
    _made("plain")
    return HttpResponse(WORDS)


@csrf_exempt
def body(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.body)} {hashlib.sha256(request.body).hexdigest()}")


def upload(request: HttpRequest) -> HttpResponse:
    file = request.FILES["file"]
    return HttpResponse(hashlib.sha256(file.read()).hexdigest())


def stream(request: HttpRequest) -> StreamingHttpResponse:
    def pieces() -> Iterator[bytes]:
        for number in range(100):
            yield b"%d\n" % number

    return StreamingHttpResponse(pieces(), content_type="text/plain")


def file(request: HttpRequest) -> FileResponse:
    return FileResponse((FOLDER / "file").open("rb"), content_type="application/octet-stream")


def memory(request: HttpRequest) -> FileResponse:
    return FileResponse(BytesIO(b"m" * 1_000_000), content_type="application/octet-stream")


def process(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(os.getpid()))


def whence(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.META['REMOTE_ADDR']} {request.scheme} {request.headers.get('X-Forwarded-For', '-')}")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [
    path("page/<str:name>/", page),
    path("say/<str:name>/", say),
    path("look/", look),
    path("waiting/", waiting),
    path("cookie/", cookie),
    path("token/", token),
    path("plain/", plain),
    path("body/", body),
    path("upload/", csrf_exempt(upload)),
    path("stream/", stream),
    path("file/", file),
    path("memory/", memory),
    path("process/", process),
    path("whence/", whence),
    path("broken/", broken),
    *real.urlpatterns,
]
handler404 = "pikir.web.errors.missing"
handler500 = "pikir.web.errors.broken"
