"""Let a seeded square have a day today, so that its formulas find something: the front page then has forty cards.

What runs by the hour waits until tomorrow, so that it is not counted with what is measured.

Run with PIKIR_DATA set; a seeded square is kept, and what is counted by the hour would be out of date.
"""

from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402 - Django comes first

from pikir.jobs.models import Schedule  # noqa: E402
from pikir.jobs.schedules import store_plans  # noqa: E402
from pikir.kernel.ids import make_id  # noqa: E402
from pikir.posts.kinds import PostKind  # noqa: E402
from pikir.posts.models import Post  # noqa: E402
from pikir.timelines.actions import lay_out, rank_all  # noqa: E402
from pikir.timelines.kinds import FORMULA_SIZES, READS_LEAST, WOKEN_PEOPLE, Formula  # noqa: E402
from pikir.web.models import Reads  # noqa: E402

OLD = 1_000  # entries after which those come that nobody wrote or placed for any other measurement


def main() -> None:
    """Have some old entries read, and others wake up; lay the front page out by that."""
    now = timezone.now()
    read, woken = FORMULA_SIZES[Formula.READ], FORMULA_SIZES[Formula.WOKEN]
    entries = list(Post.objects.filter(kind=PostKind.ENTRY).order_by("-id")[OLD : OLD + read + woken])
    hour = int(now.timestamp() // 3600)
    Reads.objects.bulk_create(
        Reads(path=f"/en/@/{post.id}/", hour=hour, source="own", count=READS_LEAST + 9) for post in entries[:read]
    )
    said = Post.objects.filter(kind=PostKind.COMMENT).order_by("id")[:WOKEN_PEOPLE]
    for post in entries[read:]:
        for pattern in said:
            identifier = make_id()
            Post(
                id=identifier,
                listed_at_id=identifier,
                account_id=pattern.account_id,
                root=post,
                reply_to=post,
                kind=PostKind.COMMENT,
                language=pattern.language,
                html=pattern.html,
                state=pattern.state,
                created_at=now,
                updated_at=now,
                published_at=now,
            ).save(force_insert=True)
    rank_all(now=now)
    lay_out(now=now)
    store_plans(now)
    Schedule.objects.update(next_at=now + timedelta(days=1))


if __name__ == "__main__":
    main()
