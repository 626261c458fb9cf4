"""What the people of the town do with what others said: support, share, quote, keep."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.posts import actions
from pikir.posts.access import can_support
from pikir.posts.models import Post
from pikir.site.demo.reading import Town

SOON = timedelta(hours=5)  # after a text became public: when it is supported unless the file says otherwise


class Builder(Protocol):
    """What was made so far, as ``building`` keeps it."""

    town: Town
    now: datetime
    accounts: dict[str, Account]
    viewers: dict[str, Viewer]
    posts: dict[str, Post]

    def at(self, text: str) -> datetime:
        """Return a moment of the town's clock."""
        ...

    def apart(self, at: datetime) -> datetime:
        """Return the moment with milliseconds that nothing else has."""
        ...


def support(people: Iterable[Viewer], post: Post, number: int, at: datetime) -> None:
    """Let the first so many people who may support a post, at a moment."""
    for viewer in people:
        if number and can_support(viewer, post):
            actions.support_post(actor=viewer, post=post, at=at)
            number -= 1


def react(builder: Builder) -> None:
    """Do what ``reactions.toml`` says."""
    told = builder.town.reactions
    for row in told["support"]:
        people = [builder.viewers[handle] for handle in row["by"]] if "by" in row else list(builder.viewers.values())
        post = builder.posts[row["post"]]
        at = builder.at(row["at"]) if "at" in row else min((post.published_at or builder.now) + SOON, builder.now)
        support(people, post, row.get("number", len(people)), at)
    for row in told["share"]:
        actions.boost_post(
            actor=builder.viewers[row["by"]], account_id=builder.accounts[row["by"]].id, post=builder.posts[row["post"]]
        )
    for row in told["quote"]:
        actions.quote_post(
            actor=builder.viewers[row["by"]],
            account_id=builder.accounts[row["by"]].id,
            post=builder.posts[row["post"]],
            source=row["text"],
            at=builder.apart(builder.at(row["at"])),
        )
    for row in told["folder"]:
        actor = builder.viewers[row["by"]]
        folder = actions.add_folder(actor=actor, name=row["name"])
        kept = [actions.keep_post(actor=actor, post=builder.posts[key]) for key in row["posts"]]
        actions.move_bookmarks(actor=actor, bookmark_ids=kept, folder_id=folder.pk)
