"""The real settings with the addresses of ``urls.py`` beside."""

from pikir.config.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "pikir.config.tests.served.urls"
