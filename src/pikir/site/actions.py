"""Setting the square up and changing what it says of itself."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from pikir.accounts.access import Viewer, require_role
from pikir.accounts.actions import create_user, give_role
from pikir.accounts.kinds import Role
from pikir.accounts.models import User
from pikir.audit.actions import record
from pikir.offices.actions import load_ready_calendar
from pikir.places.actions import load_ready_list
from pikir.posts.rendering import clean_source, render
from pikir.site.models import Square, Text, TextKey
from pikir.web.freshness import touch


class AlreadySetUpError(Exception):
    """The square has its first operator; the set-up address has done its work."""


@dataclass(frozen=True, kw_only=True)
class SquareFacts:
    """Names and taglines by language, the language for guests who ask for none of ours, the zone (IANA name)."""

    names: dict[str, str]
    taglines: dict[str, str]
    language: str
    zone: str


def set_up_square(
    *, facts: SquareFacts, texts: dict[tuple[str, str], str], email: str, password: str, handle: str, name: str
) -> User:
    """Make an empty square ready: its facts, its rules and about pages by (key, language), its first operator.

    Raises AlreadySetUpError when somebody was here before, HandleTakenError or AddressTakenError for an operator whose
    handle or address is another's.
    """
    sources = {page: clean_source(source) for page, source in texts.items()}
    made = {(key, language): _render_text(key, language, source) for (key, language), source in sources.items()}
    with transaction.atomic():
        if Square.objects.exists():
            raise AlreadySetUpError
        user = create_user(
            email=email, password=password, handle=handle, name=name, language=facts.language, verified=True
        )
        give_role(actor=None, user_id=user.id, role=Role.OPERATOR)
        _write_facts(facts)
        for (key, language), html in made.items():
            _write_text(key, language, sources[key, language], html)
        load_ready_list()
        load_ready_calendar()
        record(actor=user.id, verb="set_up_square", kind="square", object_id=1)
        touch("site")
    return user


def edit_square(*, actor: Viewer, facts: SquareFacts) -> None:
    """Change the names, taglines, language or zone."""
    require_role(actor, Role.OPERATOR)
    with transaction.atomic():
        _write_facts(facts)
        record(actor=actor.user_id, verb="edit_square", kind="square", object_id=1)
        touch("site")


def edit_text(*, actor: Viewer, key: str, language: str, source: str) -> None:
    """Change the rules or the about page in one language."""
    require_role(actor, Role.OPERATOR)
    source = clean_source(source)
    html = _render_text(key, language, source)
    with transaction.atomic():
        _write_text(key, language, source, html)
        record(actor=actor.user_id, verb="edit_text", kind="square", object_id=1, data={"text": f"{key}.{language}"})
        touch("site")


def _write_facts(facts: SquareFacts) -> None:
    square = Square.objects.filter(id=1).first() or Square(id=1, set_up_at=timezone.now())
    square.names, square.taglines = facts.names, facts.taglines
    square.language, square.zone = facts.language, facts.zone
    square.save()


def _render_text(key: str, language: str, source: str) -> str:
    return render(source, post_id=list(TextKey).index(TextKey(key)), language=language).html


def _write_text(key: str, language: str, source: str, html: str) -> None:
    written = {"source": source, "html": html, "updated_at": timezone.now()}
    Text.objects.update_or_create(key=key, language=language, defaults=written)
