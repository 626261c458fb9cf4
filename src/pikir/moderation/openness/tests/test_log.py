"""The public log of a square: what it says, what it never says, and that nobody changes it unseen."""

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.moderation.actions.appeals import answer, appeal
from pikir.moderation.actions.deciding import lift_due
from pikir.moderation.kinds import Measure
from pikir.moderation.models import LogDay, LogEntry, LogHead
from pikir.moderation.openness.actions import close_day
from pikir.moderation.openness.queries import verify
from pikir.moderation.openness.tests.conftest import Decide

pytestmark = pytest.mark.django_db


def said() -> list[str]:
    return list(LogEntry.objects.order_by("number").values_list("what", flat=True))


def verified() -> str:
    out = StringIO()
    call_command("verify-log", stdout=out)
    return out.getvalue()


def test_a_decision_its_appeal_and_its_end_are_each_an_entry(
    decided: Decide, author: Account, arbiter: Account, judge: Account
) -> None:
    first, second = decided(), decided(Measure.COVER)
    made = appeal(actor=viewer_of(author), decision=first, words="It is mine.")
    answer(actor=viewer_of(arbiter), appeal=made, overturned=True, words="Right.")
    made = appeal(actor=viewer_of(author), decision=second, words="It is mine.")
    answer(actor=viewer_of(arbiter), appeal=made, overturned=False, words="No.")
    assert said() == ["decided", "decided", "appealed", "overturned", "appealed", "upheld"]
    assert "Whole: 6 entries" in verified()


def test_a_term_that_passes_is_an_entry(decided: Decide) -> None:
    decided(days=7)
    lift_due(now=timezone.now() + timedelta(days=8))
    assert said() == ["decided", "lifted"]
    assert LogEntry.objects.get(number=2).body["how"] == "term"


def test_no_entry_names_a_person_or_quotes_a_text(decided: Decide, author: Account, judge: Account) -> None:
    decision = decided()
    page = Client().get("/en/moderation/").content.decode()
    file = Client().get("/moderation/log.jsonl").content.decode()
    for words in (page, file, str(LogEntry.objects.get().__dict__)):
        assert "secret" not in words
        for person in (author, judge):
            assert person.handle not in words
            assert person.name not in words
            assert str(person.id) not in words
        assert str(decision.case.object_id) not in words


@pytest.mark.parametrize("act", ["altered", "removed", "reordered", "cut", "made anew"])
def test_the_log_breaks_visibly(decided: Decide, act: str) -> None:
    for measure in (Measure.HIDE, Measure.COVER, Measure.LOCK):
        decided(measure)
    close_day(day=date(2026, 5, 1))
    rows = list(LogEntry.objects.order_by("number"))
    if act == "altered":
        LogEntry.objects.filter(number=2).update(body=rows[1].body | {"measure": "warn"})
    elif act == "removed":
        LogEntry.objects.filter(number=2).delete()
    elif act == "reordered":
        LogEntry.objects.filter(number=2).update(body=rows[2].body)
        LogEntry.objects.filter(number=3).update(body=rows[1].body)
    elif act == "cut":
        LogEntry.objects.filter(number=3).delete()
    else:  # everything written again, with hashes that fit, but not those that were published
        LogEntry.objects.all().delete()
        LogHead.objects.update(number=0, hash="0" * 64)
        for measure in (Measure.HIDE, Measure.HIDE, Measure.HIDE):
            decided(measure)
    with pytest.raises(CommandError, match="Broken"):
        verified()


def test_a_saved_copy_is_checked_without_the_square(decided: Decide, tmp_path: Path) -> None:
    decided()
    decided()
    copy = tmp_path / "log.jsonl"
    copy.write_bytes(Client().get("/moderation/log.jsonl").content)
    out = StringIO()
    call_command("verify-log", "--file", str(copy), "--head", verify().head, stdout=out)
    assert "Whole: 2 entries" in out.getvalue()
    with pytest.raises(CommandError, match="no entry has the hash"):
        call_command("verify-log", "--file", str(copy), "--head", "f" * 64)
    copy.write_text(copy.read_text().replace('"hide"', '"warn"', 1))
    with pytest.raises(CommandError, match="entry 1 was changed"):
        call_command("verify-log", "--file", str(copy))
    copy.write_text("not a log\n")
    with pytest.raises(CommandError, match="no copy of a public log"):
        call_command("verify-log", "--file", str(copy))


def test_the_file_goes_on_where_it_is_asked_to(decided: Decide) -> None:
    for _ in range(3):
        decided()
    lines = Client().get("/moderation/log.jsonl?after=2").content.decode().splitlines()
    assert [json.loads(line)["number"] for line in lines] == [3]


def test_the_end_of_a_day_is_kept_once_and_stands_in_the_feeds(decided: Decide) -> None:
    decided()
    kept = close_day(day=date(2026, 5, 1))
    decided()
    assert close_day(day=date(2026, 5, 1)).hash == kept.hash
    close_day(day=date(2026, 5, 2))
    assert LogDay.objects.count() == 2
    for form in ("rss", "atom", "json"):
        assert kept.hash in Client().get(f"/feeds/en/moderation-log.{form}").content.decode()
    assert verify().fault == ""


def test_what_is_decided_stands_on_the_page_at_once(decided: Decide) -> None:
    client = Client()
    assert "Nothing was decided yet" in client.get("/en/moderation/").content.decode()
    decided()
    assert "Hide" in client.get("/en/moderation/").content.decode()


def test_the_figures_of_a_month_are_counted_and_downloaded(decided: Decide, author: Account, arbiter: Account) -> None:
    decided()
    made = appeal(actor=viewer_of(author), decision=decided(Measure.COVER), words="It is mine.")
    answer(actor=viewer_of(arbiter), appeal=made, overturned=True, words="Right.")
    now = timezone.localtime()
    page = Client().get(f"/en/moderation/{now.year}-{now.month}/")
    assert page.status_code == 200
    rows = Client().get(f"/en/moderation/{now.year}-{now.month}.csv").content.decode().splitlines()
    assert "decisions,made,2" in rows
    assert "appeals,overturned,1" in rows
    assert "decisions by measure,cover,1" in rows


@pytest.mark.parametrize("month", ["1999-1", "2026-13", "2026-0", "9999-1"])
def test_months_that_never_were_are_missing(month: str) -> None:
    assert Client().get(f"/en/moderation/{month}/").status_code == 404


def test_a_log_page_takes_a_fixed_number_of_queries(decided: Decide, assert_queries) -> None:  # type: ignore[no-untyped-def]
    for _ in range(3):
        decided()
    Client().get("/en/moderation/")
    with assert_queries(5):
        Client().get("/en/moderation/")
