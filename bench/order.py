"""What keeping order costs while very much waits. Prints milliseconds of processor time: queue page, decision.

Run as ``order.py COUNT`` on a copy of a seeded square, to which it adds so many reported texts.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pikir.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the setup above
from django.test import Client  # noqa: E402 - as above
from django.utils import timezone  # noqa: E402 - as above

from pikir.accounts.actions import create_user, give_role  # noqa: E402 - as above
from pikir.accounts.models import Account  # noqa: E402 - as above
from pikir.accounts.queries import viewer_for  # noqa: E402 - as above
from pikir.kernel.ids import make_id  # noqa: E402 - as above
from pikir.moderation.models import Case, Flag  # noqa: E402 - as above
from pikir.moderation.order import place_of, points_of  # noqa: E402 - as above
from pikir.moderation.queries import queue_page, rules_in_force  # noqa: E402 - as above
from pikir.posts.models import Post  # noqa: E402 - as above

ROUNDS = 30
BATCH = 2_000


def report(count: int) -> None:
    """Let so many things wait, each reported once: texts first, and where there are too few, pictures that are gone."""
    now = timezone.now()
    rows = Post.objects.filter(state="published", cases=None).order_by("id").values_list("id", "account_id")
    things: list[tuple[int | None, int]] = list(rows[:count])
    reporter = Account.objects.filter(kind="person").order_by("id").values_list("id", flat=True)[0]
    things += [(None, things[0][1])] * (count - len(things))
    cases = [_case(post_id, account_id, now) for post_id, account_id in things]
    Case.objects.bulk_create(cases, batch_size=BATCH)
    flags = [Flag(case=case, reporter_id=reporter, category="abuse", weight=1, at=now) for case in cases]
    Flag.objects.bulk_create(flags, batch_size=BATCH)


def _case(post_id: int | None, account_id: int, now: datetime) -> Case:
    points = points_of(category="abuse", weight=1, reach=0)
    case = Case(
        id=make_id(), kind="post" if post_id else "picture", object_id=post_id or make_id(), post_id=post_id,
        account_id=account_id, category="abuse", flags_open=1, weight=1, points=points, opened_at=now,
    )  # fmt: skip
    case.place = place_of(points=points, opened_at=now, case_id=case.id)
    return case


def milliseconds(work: Callable[[], Any]) -> float:
    """Processor time of one round, the middle of many."""
    spent = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return statistics.median(spent) * 1000


def main(count: int) -> None:
    """Print how many wait, and what a queue page and a decision cost."""
    settings.ALLOWED_HOSTS = ["*"]
    report(count)
    user = create_user(
        email="judge@bench.example", password=None, handle="bench_judge", name="Judge", language="en",
        verified=True,
    )  # fmt: skip
    give_role(actor=None, user_id=user.id, role="moderator")
    client = Client()
    client.force_login(user)
    waiting = iter(queue_page(viewer=viewer_for(user), limit=ROUNDS + 1).items)
    rule = str(rules_in_force()[0].rule_id)

    def decide() -> None:
        case = next(waiting)
        fields = {"act": "decide", "measure": "hide", "rule": rule, "turn": "0", "days": "", "facts": ""}
        answer = client.post(f"/en/desk/queue/{case.id}/", fields)
        if answer.status_code != 302:
            raise SystemExit(f"a decision was answered by {answer.status_code}")

    client.get("/en/desk/queue/")
    queue = milliseconds(lambda: client.get("/en/desk/queue/"))
    decide()
    print(Case.objects.open().count() + 1, f"{queue:.2f}", f"{milliseconds(decide):.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
