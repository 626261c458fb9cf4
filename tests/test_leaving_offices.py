"""What becomes of an official who leaves the square: the public record stays, the account is untied from it."""

import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from harness.offices import make_holder, make_office, make_position, make_theme
from harness.people import make_person, viewer_of
from pikir.accounts.actions import ask_to_leave, carry_out_departures
from pikir.accounts.kinds import LEAVE_AFTER, Fate
from pikir.accounts.models import Account
from pikir.offices import actions
from pikir.offices.holders import holder_of
from pikir.offices.models import BlogText, DeskDuty, Gap, GapVoice, Office, OfficeClaim, Position
from pikir.places.models import Territory
from pikir.posts.actions import Draft, publish_post, start_post
from pikir.posts.kinds import State
from pikir.posts.models import Post
from pikir.transfer.actions import ask_for_archive
from pikir.transfer.models import PersonalArchive
from pikir.transfer.personal import path_of

PARTS = ("appointments", "position_texts", "duties", "gaps", "office_claims")


@pytest.fixture
def deputy(akimat: Office, land: dict[str, Territory]) -> Position:
    """A position held by somebody who is here, works at the desk of another office and missed somebody once."""
    account = make_person("zhupar77")
    position = make_position(akimat, "deputy")
    held = make_holder(position, "zhupar", account=account, source="Decree 9")
    draft = Draft(kind="note", source="Said in office")
    begun = start_post(actor=viewer_of(account), account_id=account.pk, draft=draft, capacity=str(held.pk))
    publish_post(actor=viewer_of(account), post=begun)
    actions.give_duties(actor=None, office=akimat, user_id=make_person("head").user.pk, duties=["head"])
    actions.give_duties(actor=None, office=akimat, user_id=account.user.pk, duties=["press"])
    listed = make_office("roads", mail="roads@city.example")
    actions.ask_for_office(actor=viewer_of(account), office=listed, words="Head of the reception")
    actions.tell_gap(actor=viewer_of(account), topic=make_theme("Roads"), territory=land["XA-2"])
    return position


def test_who_leaves_is_named_by_the_register_only(deputy: Position, run_jobs: Callable[..., int]) -> None:
    account = Account.objects.get(handle="zhupar77")
    assert account.mandates
    ask_to_leave(actor=viewer_of(account), fate=Fate.KEEP)
    carry_out_departures(now=timezone.now() + LEAVE_AFTER + timedelta(minutes=1))
    run_jobs()
    holder = holder_of(deputy, timezone.localdate())
    assert holder.appointment is not None
    assert holder.appointment.official.name_en == "Zhupar"
    assert holder.appointment.official.account is None
    assert not Account.objects.filter(id=account.id).exclude(mandates="").exists()
    assert not GapVoice.objects.exists()
    assert not OfficeClaim.objects.exists()
    assert Post.objects.get().state == State.PUBLISHED  # it stays, as asked, and no position says whose it was
    assert not BlogText.objects.exists()
    assert Gap.objects.get().voice_count == 1
    assert list(DeskDuty.objects.values_list("duty", flat=True)) == ["head"]


def test_an_archive_has_what_is_held_of_the_person(
    deputy: Position, run_jobs: Callable[..., int], settings: Any, tmp_path: Path
) -> None:
    settings.ARCHIVES_ROOT = tmp_path / "archives"
    account = Account.objects.get(handle="zhupar77")
    ask_for_archive(actor=viewer_of(account))
    run_jobs()
    with zipfile.ZipFile(path_of(PersonalArchive.objects.get().token)) as archive:
        names = {Path(name).stem: name for name in archive.namelist() if name.endswith(".json")}
        rows = {part: json.loads(archive.read(names[part])) for part in PARTS}
    assert rows["appointments"][0]["source"] == "Decree 9"
    assert rows["position_texts"][0]["appointment__position__code"] == "deputy"
    assert rows["duties"][0]["duty"] == "press"
    assert rows["gaps"][0]["gap__territory__code"] == "XA-2"
    assert rows["office_claims"][0]["words"] == "Head of the reception"
