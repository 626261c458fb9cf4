"""Give the clocks work without pause: ask what is overdue at once, and hurry clocks and letters. Prints each number.

Runs on the database of a square, beside its processes, until it is killed.
"""

import random
import time
from datetime import timedelta
from itertools import product

import django

django.setup()

from django.utils import timezone  # noqa: E402 - Django comes first

from pikir.accounts.models import User  # noqa: E402 - as above
from pikir.accounts.queries import viewer_for  # noqa: E402 - as above
from pikir.jobs.models import Schedule  # noqa: E402 - as above
from pikir.notifications.tasks import write_letter  # noqa: E402 - as above
from pikir.offices.models import Position  # noqa: E402 - as above
from pikir.offices.questions.actions.acting import ActError  # noqa: E402 - as above
from pikir.offices.questions.actions.asking import Asked, ask  # noqa: E402 - as above
from pikir.places.models import Territory  # noqa: E402 - as above
from pikir.posts.models import Topic  # noqa: E402 - as above

ASKER, TOLD = "dauren", ("dauren", "bekzat", "aigerim", "alima")
LONG_AGO = timedelta(days=40)  # the due day and the days after it have passed: it goes above
PAUSE = 0.25  # seconds


def main() -> None:
    """Ask for ever, each time to another position or of another topic."""
    chance = random.Random(1)
    users = {user.account.handle: user for user in User.objects.filter(account__handle__in=TOLD)}
    viewer, place = viewer_for(users[ASKER]), Territory.objects.get(code="KZ-X-SARYBEL")
    positions = Position.objects.filter(office__parent__isnull=False, retired_on=None).select_related("office__account")
    pairs = list(product(positions, Topic.objects.filter(kept=True)))
    chance.shuffle(pairs)
    for number, (position, topic) in enumerate(pairs):
        facts = Asked(title=f"fed{number}x", text="When?", topic=topic, territory=place, position=position)
        try:
            made = ask(actor=viewer, asked=facts, at=timezone.now() - LONG_AGO + timedelta(seconds=number))
        except ActError:  # the town asked it before
            continue
        print(made.number, flush=True)
        Schedule.objects.filter(name="questions.tick").update(next_at=timezone.now())
        for user in users.values():
            write_letter.enqueue(str(user.pk))
        time.sleep(PAUSE)


main()
