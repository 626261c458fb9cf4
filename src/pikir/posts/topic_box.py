"""The box of a form in which an author names topics, and what is said where there are too many."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from typing_extensions import override

from pikir.posts.kinds import TOPIC_NAME_LENGTH, TOPICS_MAX
from pikir.posts.rendering import hashtags_of
from pikir.posts.topic_lists import suggested_names
from pikir.posts.topics import topic_key

_BOX_LENGTH = TOPICS_MAX * (TOPIC_NAME_LENGTH + 4)


class TopicsWidget(forms.TextInput):
    """A box for names with commas between them; a script offers names for the one that is being typed."""

    class Media:
        js = [Script("posts/topics.js", type="module")]

    @override
    def format_value(self, value: Any) -> str:
        """Return names as they are typed."""
        return ", ".join(value) if isinstance(value, list | tuple) else str(value or "")

    @override
    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the box and the names that may be meant."""
        listed = f"{(attrs or {}).get('id', name)}_names"
        box = super().render(name, value, (attrs or {}) | {"list": listed, "data-topics": ""}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((known,) for known in suggested_names()))
        return format_html('{}<datalist id="{}">{}</datalist>', box, listed, options)


class TopicsField(forms.CharField):
    """Up to TOPICS_MAX names of topics; a number sign before one does no harm."""

    widget = TopicsWidget(attrs={"autocomplete": "off", "autocapitalize": "none"})

    def __init__(self, **kwargs: Any) -> None:
        """Say what to do in it."""
        kwargs.setdefault("label", gettext_lazy("Topics"))
        kwargs.setdefault(
            "help_text", gettext_lazy("Up to five, with commas between them. #Hashtags in the text count too.")
        )
        super().__init__(required=False, max_length=_BOX_LENGTH, **kwargs)

    @override
    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the names, each once; ValidationError for too many, too long or wordless ones."""
        text = super().clean(value)
        names: dict[str, str] = {}
        for part in text.split(","):
            name = " ".join(part.replace("#", " ").split())
            if not name:
                continue
            key = topic_key(name)
            if not any(sign.isalpha() for sign in key):
                raise ValidationError(_("A topic needs a word: “%(name)s” has no letters.") % {"name": name})
            if len(name) > TOPIC_NAME_LENGTH:
                raise ValidationError(
                    _("A topic is at most %(maximum)d characters long. Are the commas there?")
                    % {"maximum": TOPIC_NAME_LENGTH}
                )
            names.setdefault(key, name)
        if len(names) > TOPICS_MAX:
            raise ValidationError(_("A post stands in at most %(maximum)d topics.") % {"maximum": TOPICS_MAX})
        return tuple(names.values())


def spare_hashtags(source: str, names: tuple[str, ...]) -> list[str]:
    """Return the hashtags of a source that stay plain words, since the post has as many topics as it may."""
    return hashtags_of(source)[TOPICS_MAX - len(names) :]


def spare_words(hashtags: list[str]) -> str:
    """Tell an author which hashtags stay plain words."""
    return ngettext(
        "A post stands in at most %(maximum)d topics, so this one stays a plain word: %(names)s",
        "A post stands in at most %(maximum)d topics, so these stay plain words: %(names)s",
        len(hashtags),
    ) % {"maximum": TOPICS_MAX, "names": ", ".join(f"#{name}" for name in hashtags)}
