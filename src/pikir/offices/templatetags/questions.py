"""Clocks and states of questions in templates, keyword-only."""

from django import template
from django.utils.safestring import SafeString

from pikir.offices.questions import drawing
from pikir.offices.questions.clocks import Terms
from pikir.offices.questions.models import Question
from pikir.offices.questions.pages import state_words
from pikir.offices.questions.terms import said
from pikir.offices.questions.texts import REASONS
from pikir.offices.questions.watches import Watch

register = template.Library()


@register.simple_tag
def question_dial(*, watch: Watch) -> SafeString:
    """The large clock."""
    return drawing.dial(watch)


@register.simple_tag
def question_pips(*, watch: Watch) -> SafeString:
    """The small clock of lists."""
    return drawing.pips(watch)


@register.simple_tag
def question_words(*, watch: Watch) -> str:
    """The clock in words."""
    return drawing.watch_words(watch)


@register.simple_tag
def question_state(*, question: Question) -> str:
    """Where a question stands, or how it ended."""
    return state_words(question)


@register.simple_tag
def question_reason(*, code: str) -> str:
    """The words of a reason."""
    return str(REASONS.get(code, ""))


@register.simple_tag
def clock_term(*, name: str, terms: Terms) -> str:
    """How long something may take by the terms of a clock."""
    return said(name, getattr(terms, name))
