"""The directory and the pages of offices, for people and for programs."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from harness.offices import make_competence, make_holder, make_office, make_position, make_theme, names_of
from harness.posts import make_post
from pikir.accounts.actions import add_operator, change_handle
from pikir.accounts.models import Account
from pikir.accounts.queries import viewer_for
from pikir.offices import actions
from pikir.offices.hours import spans_of, week_of
from pikir.offices.models import Office
from pikir.offices.queries import Chosen, directory
from pikir.places.models import Territory

Land = dict[str, Territory]
WEEK = ["9–13, 14–18:30"] * 5 + ["", ""]


@pytest.fixture
def read(client_for: Callable[..., Client]) -> Callable[[str], str]:
    guest = client_for()
    return lambda path: guest.get(path).content.decode()


def test_an_office_that_nobody_acts_for_is_marked_everywhere(
    akimat: Office, land: Land, read: Callable[[str], str], alice: Account, lang: str
) -> None:
    make_competence(akimat.positions.get(), make_theme("Roads"), land["XA-11"])
    with translation.override(lang):
        words = translation.pgettext("office", "not here yet")
    paths = ("offices/", "offices/?body=akimat", "offices/@akimat/mayor/", "offices/find/?topic=roads&place=Ozen")
    for path in paths:
        assert words in read(f"/{lang}/{path}"), path
    add_operator(actor=None, account_id=akimat.pk, user_id=alice.user.pk)
    for path in paths:
        assert words not in read(f"/{lang}/{path}"), path


def test_the_page_tells_who_leads_what_for_and_how_to_reach_it(
    land: Land, read: Callable[[str], str], lang: str
) -> None:
    office = make_office(
        "works", territory=land["XA-11"], mail="works@town.example", contacts="+7 700 123 45 67", hours=WEEK,
        reads=["kk", "ru"], access=["ramp", "sign"], access_note="From the yard", services="Permits\nMaps",
    )  # fmt: skip
    chief = make_position(office, "chief", is_head=True)
    make_holder(chief, "dana")
    roads = make_theme("Roads")
    make_competence(chief, make_theme("Lamps", parent=roads), land["XA-11"])
    page = read(f"/{lang}/offices/@works/")
    for words in ("Dana", "works@town.example", "tel:+77001234567", "14–18:30", "From the yard", "Permits", "Maps"):
        assert words in page
    assert page.index(roads.name_en if lang != "kk" else roads.name_kk) < page.index("Lamps")


def test_the_page_stays_the_same_at_every_hour(land: Land, client_for: Callable[..., Client]) -> None:
    """What the script needs to say "open now" goes by the day only, so that the page may be kept."""
    make_office("works", territory=land["XA-11"], hours=WEEK, zone="Asia/Almaty")
    pages = []
    for hour in (1, 12, 23):
        moment = datetime(2026, 11, 2, hour, 0, tzinfo=timezone.get_default_timezone())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(timezone, "now", lambda moment=moment: moment)
            pages.append(client_for().get("/en/offices/@works/").content)
    assert pages[0] == pages[1] == pages[2]
    opening = json.loads(_unescaped(re.search(r'data-opening="([^"]+)"', pages[0].decode())[1]))  # type: ignore[index]  # its absence is a failure
    assert opening["zone"] == "Asia/Almaty"
    assert opening["week"][0] == [[540, 780], [840, 1110]]
    assert opening["week"][6] == []


def _unescaped(text: str) -> str:
    return text.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")


@pytest.mark.parametrize(
    ("line", "spans"),
    [
        ("9–18", [(540, 1080)]),
        ("09:00-13:00, 14:00 — 18:30", [(540, 780), (840, 1110)]),
        ("24/7", [(0, 1440)]),
        ("", []),
        ("9–13, by appointment", None),
        ("18–9", None),
        ("9–13, 12–18", None),
        ("9–25", None),
    ],
)
def test_hours_are_read_where_they_are_plain(line: str, spans: list[tuple[int, int]] | None) -> None:
    assert spans_of(line) == spans


def test_a_week_is_read_only_as_a_whole() -> None:
    assert week_of(WEEK) is not None
    assert week_of([*WEEK[:6], "by appointment"]) is None
    assert week_of([""] * 7) is None
    assert week_of([]) is None


def test_an_old_handle_and_other_capitals_lead_on(
    akimat: Office, client_for: Callable[..., Client], alice: Account
) -> None:
    add_operator(actor=None, account_id=akimat.pk, user_id=alice.user.pk)
    change_handle(actor=viewer_for(alice.user), account_id=akimat.pk, handle="ozen")
    guest = client_for()
    for old in ("/en/offices/@akimat/", "/en/offices/@OZEN/"):
        answer = guest.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, "/en/offices/@ozen/")
    assert guest.get("/en/offices/@akimat/mayor/").headers["Location"] == "/en/offices/@ozen/mayor/"
    assert guest.get("/en/offices/@nobody/").status_code == 404


def test_news_stand_on_the_page(akimat: Office, alice: Account, read: Callable[[str], str]) -> None:
    add_operator(actor=None, account_id=akimat.pk, user_id=alice.user.pk)
    make_post(akimat.account, "Text", writer=alice, kind="entry", title="Water is back")
    assert "Water is back" in read("/en/offices/@akimat/")


def test_the_directory_is_in_the_order_of_the_language(db: None) -> None:
    names = ["Қала", "Кала", "Әкімдік", "Аула", "Ірі", "Ұйым"]
    for number, name in enumerate(names):
        make_office(f"o{number}", names={"kk": name, "ru": name, "en": name})
    listed = directory(Chosen(), "kk", on=date(2026, 1, 1))
    assert [one.name_kk for one in listed.offices] == ["Аула", "Әкімдік", "Кала", "Қала", "Ұйым", "Ірі"]
    assert [one.name_kk for one in directory(Chosen(letter="Қ"), "kk", on=date(2026, 1, 1)).offices] == ["Қала"]


def test_the_directory_is_chosen_by_kind_territory_and_topic_and_goes_on(land: Land) -> None:
    roads = make_theme("Roads")
    lamps = make_theme("Lamps", parent=roads)
    for number in range(7):
        office = make_office(f"o{number}", body="school" if number % 2 else "clinic", territory=land["XA-11"])
        if number == 3:
            make_competence(make_position(office, "chief"), lamps, land["XA-11"])
    day = date(2026, 1, 1)

    def codes(**chosen: object) -> list[str]:
        return [one.code for one in directory(Chosen(**chosen), "en", on=day).offices]  # type: ignore[arg-type]  # as named

    assert codes(body="school") == ["o1", "o3", "o5"]
    assert len(codes(territory=land["XA"])) == 7
    assert codes(territory=land["XA-2"]) == []
    assert codes(topic=roads) == ["o3"]
    seen, after = [], None
    while True:
        page = directory(Chosen(), "en", on=day, after=after, limit=2)
        seen += [one.code for one in page.offices]
        after = page.after
        if after is None:
            break
    assert seen == [f"o{number}" for number in range(7)]


def test_an_office_that_is_over_leaves_the_directory_and_keeps_its_page(
    akimat: Office, read: Callable[[str], str]
) -> None:
    actions.retire(actor=None, row=akimat)
    assert "@akimat" not in read("/en/offices/")
    assert "This office is no more since" in read("/en/offices/@akimat/")


def test_embassies_stand_by_country(land: Land, read: Callable[[str], str], lang: str) -> None:
    make_office("embassy-xa", body="embassy", territory=land["XA"], mail="xa@embassy.example")
    page = read(f"/{lang}/offices/abroad/")
    assert land["XA"].name_in(lang) in page
    assert "xa@embassy.example" in page


def test_programs_read_the_same(land: Land, akimat: Office, client_for: Callable[..., Client]) -> None:
    make_competence(akimat.positions.get(), make_theme("Roads"), land["XA-11"], source="Order 15")
    guest = client_for()
    data = guest.get("/en/offices/@akimat.json").json()
    assert data["id"] == str(akimat.pk)
    assert data["names"] == names_of("Akimat")
    assert (data["here"], data["territory"], data["within"]) == (False, "XA-11", [])
    assert data["positions"][0]["held_by"]["names"] == names_of("Aliya")
    place = {"topic": "roads", "territory": "XA-11", "position": "mayor"}
    assert data["competences"] == [place | {"since": "2020-01-01", "until": None, "source": "Order 15"}]
    page = guest.get("/en/offices/@akimat/").content.decode()
    linked = json.loads(re.search(r'ld\+json">(.+?)</script>', page)[1])  # type: ignore[index]  # its absence is a failure
    assert linked["@type"] == "GovernmentOrganization"
    assert linked["employee"]["name"] == "Aliya"
    assert linked["areaServed"]["identifier"] == "XA-11"


def test_the_page_of_an_office_asks_few_queries(
    land: Land, akimat: Office, client_for: Callable[..., Client],
    assert_queries: Callable[[int], AbstractContextManager[None]],
) -> None:  # fmt: skip
    roads = make_theme("Roads")
    for number in range(6):
        position = make_position(akimat, f"place-{number}")
        make_holder(position, f"person-{number}")
        make_competence(position, roads, land["XA-11"])
        make_office(f"below-{number}", parent=akimat, territory=land["XA-1"])
    guest = client_for()
    guest.get("/en/offices/@akimat/")
    with assert_queries(7):  # its account first: statements are kept for numbers, not for handles
        guest.get("/en/offices/@akimat/")


def test_a_position_shows_who_comes_and_who_was(akimat: Office, read: Callable[[str], str]) -> None:
    today = timezone.localdate()
    deputy = make_position(akimat, "deputy")
    make_holder(deputy, "former", date(2021, 1, 1), last_day=date(2022, 2, 2), source="Decree 7")
    make_holder(deputy, "coming", today + timedelta(days=3))
    page = read("/en/offices/@akimat/deputy/")
    assert page.index("vacant") < page.index("Coming") < page.index("Former") < page.index("Decree 7")
