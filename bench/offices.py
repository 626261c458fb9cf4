"""What the offices of a country cost. Prints milliseconds of processor time: page of an office, finder.

Run as ``offices.py COUNT`` on a copy of a seeded square, to which it adds so many offices in a tree, five positions and
ten appointments each. Pages are made anew each time, as for the first reader after a change.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pikir.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the setup above
from django.db import transaction  # noqa: E402 - as above
from django.test import Client  # noqa: E402 - as above
from django.utils import timezone  # noqa: E402 - as above

from pikir.accounts.models import Account, Profile  # noqa: E402 - as above
from pikir.kernel.ids import make_id  # noqa: E402 - as above
from pikir.kernel.languages import LANGUAGES, sort_key  # noqa: E402 - as above
from pikir.offices.models import Appointment, Competence, Office, Official, Position  # noqa: E402 - as above
from pikir.places.actions import load_ready_list  # noqa: E402 - as above
from pikir.places.models import Territory  # noqa: E402 - as above
from pikir.posts.models import Post, Topic  # noqa: E402 - as above

ROUNDS = 60
BATCH = 5_000
BELOW = 12  # offices directly below one
POSITIONS = 5  # of an office; each was held by one and is held by another
TOPICS = 60
NEWS = 6
BEGAN, CHANGED = date(2021, 1, 1), date(2025, 3, 17)


def main(count: int) -> None:
    """Print how many offices there are, and what a page of each kind costs."""
    settings.ALLOWED_HOSTS = ["*"]
    with transaction.atomic():
        middle = fill(count)
    competence = Competence.objects.select_related("topic", "territory").filter(position__office=middle)[0]
    place = competence.territory
    client, handle = Client(), middle.account.handle
    addresses = (
        f"/kk/offices/@{handle}/",
        f"/kk/offices/find/?topic={competence.topic.slug}&place={place.name_kk}&place-code={place.code}",
    )
    spent = [f"{milliseconds(client, one):.2f}" for one in addresses]
    print(Office.objects.count(), Appointment.objects.count(), *spent)


def fill(count: int) -> Office:
    """Write the offices with all that belongs to them; return one in the middle of the tree."""
    if not Territory.objects.exists():
        load_ready_list("kz")
    places = list(Territory.objects.present().order_by("path")[:500])
    accounts = [_account(number) for number in range(count)]
    Account.objects.bulk_create(accounts, batch_size=BATCH)
    Profile.objects.bulk_create((_profile(one) for one in accounts), batch_size=BATCH)
    offices = list(_offices(accounts, places))
    Office.objects.bulk_create(offices, batch_size=BATCH)
    positions = [_position(office, rank) for office in offices for rank in range(POSITIONS)]
    Position.objects.bulk_create(positions, batch_size=BATCH)
    officials = [_official(number) for number in range(len(positions))]
    Official.objects.bulk_create(officials, batch_size=BATCH)
    Appointment.objects.bulk_create(_appointments(positions, officials), batch_size=BATCH)
    Competence.objects.bulk_create(_competences(positions, offices), batch_size=BATCH)
    middle = offices[BELOW + 1]
    Post.objects.bulk_create(_news(middle.account))
    return middle


def _names(words: str) -> dict[str, str]:
    return {f"name_{language}": words for language in LANGUAGES}


def _account(number: int) -> Account:
    name = f"Мекеме {number}"
    return Account(
        handle=f"office{number}", name=name, kind="office", sort_key=sort_key(name, "kk"), created_at=timezone.now()
    )


def _profile(account: Account) -> Profile:
    hours = ["9:00–13:00, 14:00–18:30"] * 5 + ["", ""]
    return Profile(account=account, hours=hours, contacts="Алаң 1\n+7 000 000 00 00", reads=["kk", "ru"])


def _offices(accounts: list[Account], places: list[Territory]) -> Iterator[Office]:
    made: list[Office] = []
    for number, account in enumerate(accounts):
        parent = made[(number - 1) // BELOW] if number else None
        code, words = f"o{number}", f"Қалалық {number} басқарма"
        office = Office(
            account=account, code=code, parent=parent, path=f"{parent.path if parent else '/'}{code}/",
            body="department", territory=places[number % len(places)], mail=f"{code}@bench.example",
            services="Рұқсат\nАнықтама", access=["ramp", "lift"],
            **_names(words), **{f"sort_{language}": sort_key(words, language) for language in LANGUAGES},
        )  # fmt: skip
        made.append(office)
        yield office


def _position(office: Office, rank: int) -> Position:
    return Position(office=office, code=f"p{rank}", is_head=rank == 0, rank=rank, **_names(f"Орынбасар {rank}"))


def _official(number: int) -> Official:
    return Official(code=f"h{number}", **_names(f"Әлия Сейтқызы {number}"))


def _appointments(positions: list[Position], officials: list[Official]) -> Iterator[Appointment]:
    for number, position in enumerate(positions):
        yield Appointment(
            position=position, official=officials[number], first_day=BEGAN, last_day=CHANGED, source="№ 1"
        )
        yield Appointment(position=position, official=officials[number - 1], first_day=CHANGED, source="№ 2")


def _competences(positions: list[Position], offices: list[Office]) -> Iterator[Competence]:
    topics = [_topic(number) for number in range(TOPICS)]
    places = {office.pk: office.territory for office in offices}
    for number, position in enumerate(positions):
        if position.rank < POSITIONS - 2:
            topic = topics[number % TOPICS]
            yield Competence(topic=topic, territory=places[position.office_id], position=position, first_day=BEGAN)


def _topic(number: int) -> Topic:
    made: Topic = Topic.objects.create(slug=f"bench-{number}", name_kk=f"Тақырып {number}", kept=True)
    return made


def _news(account: Account) -> Iterator[Post]:
    now = timezone.now()
    for number in range(NEWS):
        yield Post(
            account=account, kind="entry", language="kk", title=f"Жаңалық {number}", excerpt="Су жұмада болмайды.",
            html="<p>Су жұмада болмайды.</p>", state="published", listed_at_id=make_id(), created_at=now,
            updated_at=now, published_at=now,
        )  # fmt: skip


def milliseconds(client: Client, address: str) -> float:
    """Processor time of one answer, the middle of many."""
    spent = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        answer = client.get(address)
        spent.append(time.process_time() - begin)
        if answer.status_code != 200:
            raise SystemExit(f"{address} was answered by {answer.status_code}")
    return statistics.median(spent) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]))
