"""What authors see of how their texts are read: numbers of readings, never of readers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import pgettext

from pikir.accounts.access import Viewer
from pikir.kernel.languages import LANGUAGES
from pikir.posts.models import Post
from pikir.timelines.kinds import DEPTHS, READS_SHOWN
from pikir.web.keyset import Page, page_before
from pikir.web.queries import reads_by_hour
from pikir.web.sources import SOURCES

TEXTS_LISTED = 20  # texts on one page, each with its days


@dataclass(frozen=True)
class Part:
    """A named part of a whole: how many, and the hundredths."""

    name: str
    count: int
    per_cent: int
    language: str = ""


@dataclass(frozen=True)
class Reading:
    """How a text was read in the last days: all together, by day, by source, by language, and how far."""

    post: Post
    count: int
    days: list[tuple[date, int]]
    sources: list[Part]
    languages: list[Part]
    depths: list[Part]

    @property
    def most(self) -> int:
        """Reads of the best day, at least one, so that bars have a measure."""
        return max(1, *(count for _day, count in self.days))

    @property
    def measured(self) -> int:
        """Readings by people who let it be counted how far they read."""
        return sum(part.count for part in self.depths)


def reading_of(post: Post, *, now: datetime) -> Reading:
    """Return how a text was read, in one query."""
    return _readings([post], now)[0]


def own_readings(*, viewer: Viewer, now: datetime, before: int | None = None) -> Page[Reading]:
    """Return how the public texts of the viewer's accounts were read, newest first, in two queries."""
    own = Post.objects.published().filter(account__in=tuple(viewer.operates), root__isnull=True)
    own = own.filter(listed_at_id__isnull=False).with_authors().defer("source", "html")
    page = page_before(own, key="listed_at_id", before=before, limit=TEXTS_LISTED)
    return Page(_readings(page.items, now), page.older)


def _readings(posts: list[Post], now: datetime) -> list[Reading]:
    today = timezone.localdate(now)
    days = [today - timedelta(days=back) for back in reversed(range(READS_SHOWN))]
    since = int(now.timestamp() // 3600) - READS_SHOWN * 24
    zone = timezone.get_current_timezone()
    tallies: dict[int, list[Counter[object]]] = {post.id: [Counter() for _ in range(4)] for post in posts}
    for post_id, language, hour, source, count in reads_by_hour(tallies, since=since):
        by_day, by_source, by_language, by_depth = tallies[post_id]
        if source in DEPTHS:
            by_depth[source] += count
            continue
        by_day[datetime.fromtimestamp(hour * 3600, zone).date()] += count
        by_source[source] += count
        by_language[language] += count
    return [_reading(post, days, *tallies[post.id]) for post in posts]


def _reading(
    post: Post,
    days: list[date],
    by_day: Counter[object],
    by_source: Counter[object],
    by_language: Counter[object],
    by_depth: Counter[object],
) -> Reading:
    return Reading(
        post=post,
        count=by_source.total(),
        days=[(day, by_day[day]) for day in days],
        sources=_parts(by_source, {source: source_name(source) for source in SOURCES}),
        languages=[
            Part(code, count, round(100 * count / by_language.total()), code)
            for code in LANGUAGES
            if (count := by_language[code])
        ],
        depths=_parts(by_depth, {depth: depth_name(depth) for depth in DEPTHS}) if by_depth else [],
    )


def _parts(counts: Counter[object], names: Mapping[str, str]) -> list[Part]:
    whole = counts.total() or 1
    return [Part(name, counts[key], round(100 * counts[key] / whole)) for key, name in names.items()]


def source_name(source: str) -> str:
    """What a source is called."""
    return {
        "direct": pgettext("where readers came from", "by the address itself"),
        "own": pgettext("where readers came from", "from this square"),
        "search": pgettext("where readers came from", "from a search engine"),
        "social": pgettext("where readers came from", "from a social network"),
        "other": pgettext("where readers came from", "from another site"),
    }[source]


def depth_name(depth: str) -> str:
    """How far a text was read, in words."""
    return {
        "opened": pgettext("how far a text was read", "less than half"),
        "half": pgettext("how far a text was read", "half"),
        "most": pgettext("how far a text was read", "three quarters"),
        "whole": pgettext("how far a text was read", "to the end"),
    }[depth]
