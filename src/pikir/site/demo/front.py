"""The front page of the demo fortnight: what editors placed and when, how often texts were read, what stood by then."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from pikir.accounts.access import Viewer
from pikir.posts.kinds import State
from pikir.posts.models import Post
from pikir.site.demo.reading import Text, Town
from pikir.timelines.actions import lay_out, place_post, rank_all
from pikir.web.reads import Counts, add_reads

LOOKS = ("-3d 08:00", "-2d 08:00", "-1d 08:00", "-1d 19:00")  # moments at which the formulas are counted, besides now
HOURS = (8, 13, 20)  # of a day, when most is read
SOURCES = ("direct", "own", "own", "own", "search", "social", "social", "other")  # as likely as they stand here
OTHER_LANGUAGES = {"kk": ("kk", "kk", "kk", "ru"), "ru": ("ru", "ru", "ru", "kk"), "en": ("en", "en", "kk", "ru")}
DEPTHS = ("opened", "half", "most", "whole", "whole")
READ_SHARE = 0.82  # of the reads of a day the next one has


class Builder(Protocol):
    """What was made so far, as ``building`` keeps it."""

    town: Town
    now: datetime
    viewers: dict[str, Viewer]
    posts: dict[str, Post]

    def at(self, text: str) -> datetime:
        """Return a moment of the town's clock."""
        ...


def lay_out_fortnight(builder: Builder) -> None:
    """Do what editors did in the order of time, and let the formulas count now and then between."""
    acts: list[tuple[datetime, dict[str, str] | None, int]] = [(builder.at(look), None, 0) for look in LOOKS]
    taken: dict[str, int] = {}
    for row in builder.town.square["slot"]:
        taken[row["place"]] = taken.get(row["place"], -1) + 1
        acts.append((builder.at(row["at"]), row, taken[row["place"]]))
    for at, row, position in sorted(acts, key=lambda act: act[0]):
        if row is None:
            _count(at)
            continue
        place_post(
            actor=builder.viewers[row["editor"]],
            post=builder.posts[row["post"]],
            place=row["place"],
            position=position,
            reason=row.get("reason", ""),
            at=at,
        )
    _count(builder.now)


def _count(at: datetime) -> None:
    rank_all(now=at)
    lay_out(now=at)


def count_reads(*, posts: Mapping[str, Post], texts: list[Text], now: datetime) -> None:
    """Let every public text have been read, the talked about more, the new more than the old; always the same."""
    counts: Counts = Counts()
    for text in texts:
        post = posts[text.key]
        post.refresh_from_db(fields=["reply_count", "support_count", "published_at"])
        if text.state != State.PUBLISHED or post.published_at is None:
            continue
        _read(counts, post, Random(text.key), now)  # noqa: S311  # no secret: the demo is always the same
    add_reads(counts)


def _read(counts: Counts, post: Post, chance: Random, now: datetime) -> None:
    start = post.published_at or now
    daily = 12.0 + 3 * post.reply_count + 2 * post.support_count + chance.randrange(20)
    for day in range((now - start).days + 1):
        for hour in HOURS:
            at = min((start + timedelta(days=day)).replace(hour=hour, minute=0), now)
            if at < start:
                at = start
            for _ in range(round(daily / len(HOURS))):
                path = f"/{chance.choice(OTHER_LANGUAGES[post.language])}/@/{post.id}/"
                counts[path, int(at.timestamp() // 3600), chance.choice(SOURCES)] += 1
                if chance.random() < 0.06:
                    counts[path, int(at.timestamp() // 3600), chance.choice(DEPTHS)] += 1
        daily *= READ_SHARE
