"""Writing the rules: every change is a new version, and what was said before stays to be cited."""

import json
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.audit.actions import record
from pikir.kernel.languages import LANGUAGES
from pikir.kernel.text import strip_controls
from pikir.moderation.access import may
from pikir.moderation.kinds import RULE_LENGTH, TITLE_LENGTH, Act
from pikir.moderation.models import Rule, RuleVersion
from pikir.web.freshness import touch

_TEXTS = Path(__file__).parent.parent / "texts" / "rules.json"
Words = dict[str, str]  # by language


class RuleError(ValueError):
    """A rule cannot be so; the message is for who writes it."""


def load_rules() -> None:
    """Give a square without rules those that every new one begins with."""
    if Rule.objects.exists():
        return
    now = timezone.now()
    with transaction.atomic():
        for position, one in enumerate(json.loads(_TEXTS.read_text(encoding="utf-8"))):
            rule = Rule.objects.create(key=one.pop("key"), position=position)
            RuleVersion.objects.create(rule=rule, number=1, since=now, **one)


def add_rule(*, actor: Viewer, key: str, titles: Words, words: Words, reasons: Words) -> Rule:
    """Add a rule after all others; ``key`` stands in its address. Raises PermissionDenied or RuleError."""
    require(may(actor, Act.RULES))
    said = _said(titles, words, reasons)
    with transaction.atomic():
        last = Rule.objects.aggregate(last=Max("position"))["last"]
        rule, new = Rule.objects.get_or_create(key=key, defaults={"position": 0 if last is None else last + 1})
        if not new:
            raise RuleError(_("Another rule has this address."))
        _add_version(actor, rule, 1, said)
    return rule


def write_rule(*, actor: Viewer, rule: Rule, titles: Words, words: Words, reasons: Words) -> RuleVersion:
    """Let a rule say something else from now on; the same words again change nothing.

    Raises PermissionDenied, or RuleError where a language is missing.
    """
    require(may(actor, Act.RULES))
    said = _said(titles, words, reasons)
    with transaction.atomic():
        Rule.objects.select_for_update().get(pk=rule.pk)
        newest: RuleVersion = rule.versions.latest("number")
        if all(getattr(newest, name) == value for name, value in said.items()):
            return newest
        return _add_version(actor, rule, newest.number + 1, said)


def _add_version(actor: Viewer, rule: Rule, number: int, said: dict[str, Words]) -> RuleVersion:
    version: RuleVersion = RuleVersion.objects.create(
        rule=rule, number=number, since=timezone.now(), by_id=actor.user_id, **said
    )
    record(actor=actor.user_id, verb="write_rule", kind="rule", object_id=rule.pk, data={"version": number})
    touch("rules")
    return version


def end_rule(*, actor: Viewer, rule: Rule, ended: bool) -> None:
    """Let a rule hold no longer, or again; decisions that cite it stay as they are. Raises PermissionDenied."""
    require(may(actor, Act.RULES))
    with transaction.atomic():
        changed = Rule.objects.filter(pk=rule.pk, ended_at__isnull=ended)
        if changed.update(ended_at=timezone.now() if ended else None):
            record(actor=actor.user_id, verb="end_rule" if ended else "renew_rule", kind="rule", object_id=rule.pk)
            touch("rules")


def _said(titles: Words, words: Words, reasons: Words) -> dict[str, Words]:
    return {"titles": _clean(titles, TITLE_LENGTH), "words": _clean(words, RULE_LENGTH), "reasons": _clean(reasons)}


def _clean(texts: Words, length: int = RULE_LENGTH) -> Words:
    cleaned = {code: strip_controls(texts.get(code, ""))[:length] for code in LANGUAGES}
    if not all(cleaned.values()):
        raise RuleError(_("Say it in each of the three languages: they are equal."))
    return cleaned
