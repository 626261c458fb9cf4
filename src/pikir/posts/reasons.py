"""Why a reader sees a post in a list, in one sentence: the rule of the list, never what it thinks of the reader."""

from django.utils.translation import gettext as _

from pikir.posts.models import PostTopic


def newest() -> str:
    """In the list of everything."""
    return _("It is new. Everything said to everyone stands in this list, in the order of time.")


def of_followed(name: str) -> str:
    """At home, said by somebody whom the reader follows."""
    return _("You follow %(name)s.") % {"name": name}


def of_followed_topic(topic: str) -> str:
    """At home, said in a topic that the reader follows."""
    return _("You follow the topic “%(topic)s”.") % {"topic": topic}


def of_shared(name: str) -> str:
    """At home, shared by somebody whom the reader follows."""
    return _("%(name)s, whom you follow, shared it.") % {"name": name}


def placed_on_front(editor: str) -> str:
    """On the front page, by an editor's hand."""
    return _("An editor put it on the front page: %(name)s.") % {"name": editor}


def of_account(name: str, only: str = "") -> str:
    """On a profile, or in what it has in one language alone."""
    if only:
        return _(
            "It stands in the profile of its author: %(name)s. You chose one language; the newest comes first."
        ) % {"name": name}
    return _("It stands in the profile of its author: %(name)s. Nothing is left out, the newest comes first.") % {
        "name": name
    }


def pinned(name: str) -> str:
    """First on a profile."""
    return _("Its author pinned it to the top of the profile: %(name)s.") % {"name": name}


def of_topic(row: PostTopic, topic: str) -> str:
    """In a topic or a column."""
    if row.editor is None or not row.editor_id:
        where = _("It stands in the topic “%(topic)s” by its author’s choice.")
        below = _("Its author chose a topic that stands below “%(topic)s”.")
        return (where if row.position is not None else below) % {"topic": topic}
    given = {"topic": topic, "name": row.editor.shown_name, "reason": row.reason}
    if row.reason:
        return _("An editor put it into “%(topic)s”: %(name)s. The reason given: %(reason)s") % given
    return _("An editor put it into “%(topic)s”: %(name)s.") % given
