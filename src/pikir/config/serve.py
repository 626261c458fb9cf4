"""``pikir serve``: bring everything in order, import everything once, fork, watch."""

import ctypes
import gc
import logging
import os
import socket
from contextlib import suppress
from functools import cache, partial

from django.conf import settings
from django.db import OperationalError, connections
from django.template import engines
from django.urls import get_resolver, resolvers
from django.utils.formats import get_format_modules
from django.utils.translation import gettext, override

from pikir.config.children import run_jobs, run_web
from pikir.config.errors import StartError
from pikir.config.family import Family
from pikir.config.memory import all_kept
from pikir.config.prepare import bring_database_up, collect_static, make_folders
from pikir.config.safety import refuse_unsafe
from pikir.site.setup import setup_address
from pikir.web import freshness
from pikir.web.edge import Edge

WARM_TEMPLATES = (  # whole pages, and the parts that a page includes
    "web/base.html", "web/bar.html", "web/foot.html", "site/front.html", "timelines/newest.html", "timelines/home.html",
    "site/profile.html", "site/profile_acts.html", "site/profile_facts.html", "account/login.html",
    "posts/post.html", "posts/post_notices.html", "posts/post_acts.html", "posts/post_versions.html",
    "posts/comments.html", "posts/say.html", "posts/press.html", "posts/answer.html", "posts/reactions.html",
    "posts/life_acts.html", "posts/order.html",
    "posts/pass_on.html", "posts/languages.html", "posts/voice.html", "posts/topics/of_post.html",
)  # fmt: skip
_MALLOPT = {  # of mallopt(3) of the GNU C library
    -8: 2,  # heaps at most: each thread that had its own would keep its own gaps
    -3: 2**21,  # memory goes straight back to the system from this many bytes on: more than a page takes, written and
    -1: 2**21,  # packed, or the system would hand out a hundred empty pieces anew for each; and so from a heap's end
}
log = logging.getLogger("pikir.serve")


def serve(host: str, port: int) -> None:
    """Serve the square until told to stop. Raises StartError when it cannot begin."""
    refuse_unsafe(settings.ENVIRONMENT)
    _require_free(host, port)
    make_folders()
    try:
        for line in bring_database_up():
            _say(line)
    except OperationalError as fault:
        raise StartError(f"DATABASE_URL: the database does not answer: {str(fault).splitlines()[0]}") from None
    collect_static()
    greeting = _greet()
    gc.collect()  # what was needed once; cheap, since what ``pikir`` imported before is frozen
    with all_kept():
        application = _load()
    connections.close_all()
    _spare_memory()
    family = Family(_mourn)
    for number in range(settings.ENVIRONMENT.workers):
        family.add(f"web {number + 1}", partial(run_web, application, host, port))
    family.add("jobs", run_jobs)
    family.live(partial(_is_ready, host, port, greeting))


def _greet() -> list[str]:
    """Return what the operator is told once the square is ready; build the demo town if it is asked for."""
    if settings.DEMO:
        return _build_demo()
    address = setup_address()
    return [f"Nobody is here yet. Set the square up at {address}"] if address else []


def _build_demo() -> list[str]:
    from pikir.site.demo import NotEmptyError, build_demo  # drawings and texts are needed once in a lifetime

    try:
        return [f"Sign in as {way}" for way in build_demo()]
    except NotEmptyError as fault:
        raise StartError(fault) from None


def _load() -> Edge:
    """Import and compile before the fork all that a request needs, so that the children share it."""
    from pikir.config.asgi import application  # lists the static files, so only once they are there

    # Most addresses are the same in all languages, so what Django makes of their patterns is made once.
    resolvers.normalize = cache(resolvers.normalize)  # type: ignore[attr-defined]  # missing in the stubs
    for language, _ in settings.LANGUAGES:
        with override(language):
            gettext("")
            get_format_modules()
            get_resolver().reverse_dict  # noqa: B018  # asking fills it, and each language has its own
    engine = engines["django"].engine  # type: ignore[attr-defined]  # of Django's own kind
    engine.template_context_processors  # noqa: B018  # as above: imports them
    for name in WARM_TEMPLATES:
        engine.get_template(name)
    return application


def _spare_memory() -> None:
    """Give back what the imports left over, and keep no gaps later on."""
    with suppress(AttributeError):  # another C library has neither
        library = ctypes.CDLL(None)
        library.malloc_trim(0)
        for option, value in _MALLOPT.items():
            library.mallopt(option, value)


def _require_free(host: str, port: int) -> None:
    """Raise StartError unless the port can be listened on; web processes share it, so they would not notice."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise StartError(f"Cannot listen on {host} port {port}: {os.strerror(fault.errno or 0)}.") from None


def _is_ready(host: str, port: int, greeting: list[str]) -> bool:
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # compared with, not bound to
    try:
        socket.create_connection((local, port), timeout=1).close()
    except OSError:
        return False
    _say(f"The square is open: {settings.SQUARE_URL}/")
    for line in greeting:
        _say(line)
    return True


def _mourn(name: str, status: int) -> None:
    """A child died: it may have committed without saying so, hence every kept page is made anew."""
    log.error("process %s ended with %s and is started again", name, status)
    freshness.raise_now(freshness.SITE)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # the operator's terminal
