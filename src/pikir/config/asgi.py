"""The ASGI callable. ``pikir serve`` forks processes that run it; any other ASGI server may run it as well."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pikir.config.settings")
django.setup()

from django.conf import settings  # noqa: E402  # after the setup above, as all that follows

from pikir.web.bridge import Proxies  # noqa: E402
from pikir.web.edge import Edge  # noqa: E402
from pikir.web.handler import Handler  # noqa: E402
from pikir.web.statics import StaticFiles  # noqa: E402

application = Edge(
    Handler(),
    static=StaticFiles(),
    proxies=Proxies(settings.ENVIRONMENT.proxies),
    session_cookie=settings.SESSION_COOKIE_NAME,
    run_folder=str(settings.RUN_FOLDER),
)
