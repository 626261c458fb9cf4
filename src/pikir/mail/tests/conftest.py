"""Letters of the tests: templates of their own, and what a mail server got."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.template import engines
from pytest_django import Settings

LOCAL = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def templates(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A folder whose templates win over all others."""
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    yield tmp_path
    engines._engines.clear()


@pytest.fixture
def greeting(templates: Path) -> str:
    """A letter in plain text."""
    (templates / "greeting.subject.txt").write_text("{% translate 'Sign in' %}:\n {{ name }} & Co\n")
    (templates / "greeting.txt").write_text("{% extends 'mail/base.txt' %}{% block words %}<{{ word }}>{% endblock %}")
    return "greeting"


@pytest.fixture
def server(settings: Settings) -> list[EmailMessage]:
    """A mail server is set; what it got."""
    settings.MAIL_SERVER_BACKEND = LOCAL
    mail.outbox = []
    return mail.outbox
