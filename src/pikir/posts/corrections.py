"""Reading what authors say publicly about their published texts."""

from collections import defaultdict
from collections.abc import Iterable

from pikir.posts.life import Correction
from pikir.posts.models import Post


def corrections_of(post: Post) -> list[Correction]:
    """Return the notices at the head of a text, a retraction first, then newest first; no query where there is none."""
    return corrections_by_post([post]).get(post.id, [])


def corrections_by_post(posts: Iterable[Post]) -> dict[int, list[Correction]]:
    """Return the notices of several texts, each as ``corrections_of``; one query, none where there is none."""
    corrected = [post.id for post in posts if post.corrected_at]
    found: dict[int, list[Correction]] = defaultdict(list)
    if corrected:
        for row in Correction.objects.filter(post__in=corrected).order_by("-kind", "-id"):
            found[row.post_id].append(row)
    return dict(found)
