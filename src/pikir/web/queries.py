"""What the counts of reads say."""

import re
from collections import Counter
from collections.abc import Iterable

from django.db.models import Sum

from pikir.kernel.languages import LANGUAGES
from pikir.web.models import Reads
from pikir.web.sources import SOURCES

MOST = 2_000  # addresses looked at for a ranking: the rest is read too little to matter
_POST = re.compile(r"/[a-z]{2}/@/(\d+)/")


def reads_of_posts(*, since: int, until: int) -> Counter[int]:
    """Return how often posts were read from one hour (of 1970) to another; the most read ones, in one query."""
    found = Reads.objects.filter(hour__gte=since, hour__lte=until, source__in=SOURCES, path__contains="/@/")
    counts: Counter[int] = Counter()
    for path, count in found.values_list("path").annotate(number=Sum("count")).order_by("-number")[:MOST]:
        if match := _POST.fullmatch(path):
            counts[int(match[1])] += count
    return counts


def reads_by_hour(post_ids: Iterable[int], *, since: int) -> list[tuple[int, str, int, str, int]]:
    """Return post, language of the page, hour, source and count of everything counted of some posts, in one query."""
    paths = {f"/{language}/@/{number}/": (number, language) for number in post_ids for language in LANGUAGES}
    rows = Reads.objects.filter(path__in=paths, hour__gte=since).values_list("path", "hour", "source", "count")
    return [(*paths[path], hour, source, count) for path, hour, source, count in rows]
