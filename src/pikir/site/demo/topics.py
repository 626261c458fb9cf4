"""Topics of the town: made and kept by its editors, chosen by its writers, followed by a reader."""

from pikir.accounts.access import Viewer
from pikir.kernel.languages import LANGUAGES
from pikir.posts.actions.topics import TopicFacts, follow_topic, make_topic, place_in_column
from pikir.posts.models import Post, Topic
from pikir.site.demo.reading import Placed, Theme


def make_topics(*, editor: Viewer, themes: list[Theme]) -> dict[str, Topic]:
    """Make the topics in the order of the file; return them by their Kazakh names."""
    made: dict[str, Topic] = {}
    for number, theme in enumerate(themes):
        facts = TopicFacts(
            names={language: getattr(theme, language) for language in LANGUAGES},
            about=theme.about,
            parent=made.get(theme.below),
            is_column=theme.column,
            position=number if theme.column else 0,
        )
        made[theme.kk] = make_topic(actor=editor, facts=facts)
    return made


def topics_of(themes: list[Theme], key: str) -> tuple[str, ...]:
    """The names of the topics of a text."""
    return tuple(theme.kk for theme in themes if key in theme.posts)


def keep_columns(
    *, viewers: dict[str, Viewer], posts: dict[str, Post], topics: dict[str, Topic], placed: list[Placed]
) -> None:
    """Put posts into columns, each by the hand of its editor."""
    for row in placed:
        place_in_column(actor=viewers[row.editor], post=posts[row.post], column=topics[row.column], reason=row.reason)


def let_follow(*, reader: Viewer, topics: dict[str, Topic], names: list[str]) -> None:
    """Have a reader follow some topics."""
    for name in names:
        follow_topic(actor=reader, topic=topics[name])
