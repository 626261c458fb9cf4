"""Who holds a position: on each day, acting, vacant; what bylines say of it; that history is never moved."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone, translation

from harness.offices import make_holder, make_office, make_official, make_position
from harness.people import viewer_of
from harness.posts import make_comment, make_post
from pikir.accounts.badges import badge_of
from pikir.accounts.models import Account
from pikir.offices import actions
from pikir.offices.actions import RegisterError
from pikir.offices.holders import holder_of
from pikir.offices.models import Appointment, Office

DAY = timedelta(days=1)
MAY = date(2026, 5, 14)


@pytest.fixture
def office(akimat: Office) -> Office:
    return make_office("clinics", body="ministry", parent=akimat)


def test_a_change_in_the_middle_of_a_month_is_exact_to_the_day(office: Office) -> None:
    minister = make_position(office, "minister", is_head=True)
    make_holder(minister, "first", last_day=MAY)
    make_holder(minister, "second", MAY + DAY)
    names = [holder_of(minister, MAY + DAY * step).appointment.official.code for step in (-1, 0, 1, 400)]  # type: ignore[union-attr]  # a fault there is a failure
    assert names == ["first", "first", "second", "second"]


def test_an_acting_one_goes_before_the_holder_and_says_in_whose_place(office: Office) -> None:
    minister = make_position(office, "minister")
    make_holder(minister, "holder")
    make_holder(minister, "deputy", MAY, last_day=MAY + DAY, acting=True)
    during = holder_of(minister, MAY)
    assert during.appointment is not None
    assert during.appointment.official.code == "deputy"
    assert during.stood_in_for is not None
    assert during.stood_in_for.official.code == "holder"
    after = holder_of(minister, MAY + DAY * 2)
    assert after.appointment is not None
    assert after.appointment.official.code == "holder"


def test_a_position_nobody_holds_is_vacant(office: Office, client_for: Callable[..., Client], lang: str) -> None:
    minister = make_position(office, "minister", is_head=True)
    make_holder(minister, "first", last_day=MAY)
    assert holder_of(minister, MAY + DAY).vacant
    page = client_for().get(f"/{lang}/offices/@clinics/minister/").content.decode()
    assert "First" in page
    with translation.override(lang):
        assert translation.pgettext("position", "vacant") in page


@pytest.mark.parametrize(("first", "last"), [(-5, None), (0, 3), (-5, 0), (3, 3)])
def test_two_cannot_hold_one_position_at_a_time(office: Office, first: int, last: int | None) -> None:
    minister = make_position(office, "minister")
    make_holder(minister, "holder", MAY, last_day=MAY + DAY * 3)
    with pytest.raises(RegisterError):
        make_holder(minister, "other", MAY + DAY * first, last_day=None if last is None else MAY + DAY * last)


def test_days_stand_in_order(office: Office) -> None:
    with pytest.raises(RegisterError):
        make_holder(make_position(office, "minister"), "holder", MAY, last_day=MAY - DAY)


def test_the_same_appointment_again_writes_nothing_and_a_later_end_is_taken_in(office: Office) -> None:
    minister, holder = make_position(office, "minister"), make_official("holder")
    given = {"actor": None, "position": minister, "official": holder, "first_day": MAY, "source": "Decree 1"}
    assert [actions.appoint(**given)[1], actions.appoint(**given)[1]] == ["new", "same"]
    assert actions.appoint(**given, last_day=MAY + DAY)[1] == "changed"
    assert Appointment.objects.count() == 2  # with the mayor


def test_the_badge_stands_on_posts_profile_and_comments_and_ends_with_the_last_day(
    office: Office, alice: Account, bob: Account, client_for: Callable[..., Client], lang: str
) -> None:
    today = timezone.localdate()
    minister = make_position(office, "minister")
    make_holder(minister, "alisa", account=alice)
    alice.refresh_from_db()
    post = make_post(alice, "Said in office", kind="entry", title="Words")
    asked = make_post(bob, "Asked", kind="entry", title="Asked")
    make_comment(alice, asked, "Answered")
    words = f"{minister.name_in(lang)}, {office.name_in(lang)}"
    addresses = [f"/{lang}/{path}/" for path in ("@alice", f"@alice/{post.pk}", f"@bob/{asked.pk}", "newest")]
    guest = client_for()
    assert [address for address in addresses if words not in guest.get(address).content.decode()] == []
    row = Appointment.objects.get(official__account=alice)
    actions.end_appointment(actor=None, appointment=row, last_day=today - DAY)
    assert [address for address in addresses if words in guest.get(address).content.decode()] == []


def test_a_badge_ends_by_itself_and_begins_by_itself(
    office: Office, alice: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    make_holder(make_position(office, "minister"), "alisa", today - DAY * 9, account=alice, last_day=today)
    make_holder(make_position(office, "deputy"), "alisa", today + DAY, account=alice, acting=True)
    alice.refresh_from_db()
    with translation.override("en"):
        assert badge_of(alice) == "Minister, Clinics"
        monkeypatch.setattr(timezone, "localdate", lambda: today + DAY)
        assert badge_of(alice) == "Deputy, Clinics (acting)"


def test_a_renamed_office_renews_badges(office: Office, alice: Account) -> None:
    make_holder(make_position(office, "minister"), "alisa", account=alice)
    make_office("clinics", body="ministry", parent=office.parent, names={"kk": "А", "ru": "Б", "en": "Care"})
    alice.refresh_from_db()
    with translation.override("en"):
        assert badge_of(alice) == "Minister, Care"


def test_an_official_is_a_person(office: Office, organisation: Callable[..., Account], alice: Account) -> None:
    with pytest.raises(RegisterError):
        make_official("holder", organisation("gazette", alice))


def test_who_has_no_right_appoints_nobody(office: Office, alice: Account) -> None:
    minister, holder = make_position(office, "minister"), make_official("holder")
    with pytest.raises(PermissionDenied):
        actions.appoint(actor=viewer_of(alice), position=minister, official=holder, first_day=MAY)


def test_only_one_position_leads_an_office(office: Office) -> None:
    make_position(office, "minister", is_head=True)
    with pytest.raises(RegisterError):
        make_position(office, "other", is_head=True)
