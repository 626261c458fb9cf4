"""Finding territories: three languages, any word, any keyboard."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from pikir.places.actions import import_territories
from pikir.places.kinds import SEARCH_LIMIT
from pikir.places.models import Territory
from pikir.places.names import proper_part
from pikir.places.queries import find_meant, search, territory_by_code, tree
from pikir.places.tests.conftest import COUNTRY, NORTH

pytestmark = pytest.mark.django_db
OSKEMEN, ABAI_REGION = "KZ-631000000", "KZ-10"


def codes(text: str, language: str = "kk", **more: object) -> list[str]:
    return [one.territory.code for one in search(text, language, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Өскемен", "оскемен", "ӨСКЕМЕН", "өск", "Усть-Каменогорск", "усть каменогорск", "усть-кам", "каменогорск усть",
        "Oskemen", "oske", "  өскемен  ",
    ],
)  # fmt: skip
def test_a_city_is_found_as_people_type_it(kazakhstan: None, lang: str, text: str) -> None:
    assert codes(text, lang)[0] == OSKEMEN


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("кызылорда", "KZ-431000000"), ("Қызылорда", "KZ-431000000"), ("жанаозен", "KZ-471800000"),
        ("улытау", "KZ-62"), ("жетису", "KZ-33"), ("коншенгел", None), ("енбекшиказак", "KZ-194000000"),
    ],
)  # fmt: skip
def test_kazakh_letters_need_not_be_typed(kazakhstan: None, typed: str, code: str | None) -> None:
    found = codes(typed)
    assert code in found if code else not found


def test_names_come_in_the_language_of_the_page(kazakhstan: None) -> None:
    one = search("oskemen", "ru")[0]
    assert (one.name, one.where) == ("Усть-Каменогорск", "Восточно-Казахстанская область")


def test_larger_ones_come_first_among_those_called_alike(kazakhstan: None) -> None:
    kinds = [one.territory.kind for one in search("абай", "kk")]
    assert kinds == ["region", "district", "district", "city_district"]


def test_the_exact_name_comes_before_its_beginning(kazakhstan: None) -> None:
    assert codes("шу")[0] == "KZ-316600000"
    assert codes("балқаш")[0] == "KZ-351600000"


def test_a_search_has_bounds(kazakhstan: None, assert_queries: Callable[[int], AbstractContextManager[None]]) -> None:
    with assert_queries(2):
        assert len(search("район", "ru", limit=1_000)) == SEARCH_LIMIT
    with assert_queries(0):
        assert search(" % _ -- ' ", "kk") == search("", "kk") == []
    assert codes("қ" * 10_000) == []
    assert len(codes("а", limit=3)) == 3


@pytest.mark.parametrize("text", ["\0", "%", "_", "|", "\\", "'; drop table", "абай\0"])
def test_signs_of_the_database_are_no_words(kazakhstan: None, text: str) -> None:
    assert all("аба" in one.territory.search_key for one in search(text, "kk"))


def test_a_search_stays_within(kazakhstan: None) -> None:
    region = Territory.objects.get(code=ABAI_REGION)
    assert codes("абай", within=region) == [ABAI_REGION, "KZ-103200000"]


def test_what_is_over_is_not_found(country: dict[str, Territory], table: Callable[..., Path]) -> None:
    assert codes("south") == ["XA-2"]
    import_territories(table(COUNTRY, NORTH), retire_missing=True)
    assert codes("south") == []


def test_within_is_one_query(kazakhstan: None, assert_queries: Callable[[int], AbstractContextManager[None]]) -> None:
    region, city = Territory.objects.get(code="KZ-63"), Territory.objects.get(code=OSKEMEN)
    with assert_queries(0):
        assert city.is_within(region)
        assert city.is_within(city)
        assert not region.is_within(city)
    with assert_queries(1):
        inside = set(Territory.objects.within(region).values_list("code", flat=True))
    assert inside == {"KZ-63", *(one.code for one in Territory.objects.filter(parent=region))}


def test_a_longer_code_is_not_inside_a_shorter_one(country: dict[str, Territory]) -> None:
    assert not country["XA-11"].is_within(country["XA-2"])
    assert "XA-11" not in Territory.objects.within(country["XA-2"]).values_list("code", flat=True)


def test_the_tree_is_alphabetical_in_each_language(
    kazakhstan: None, assert_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    with assert_queries(1):
        regions = tree("kk")[0].branches
    assert [one.territory.name_kk for one in regions[:4]] == ["Абай облысы", "Ақмола облысы", "Ақтөбе облысы", "Алматы"]
    names = [one.territory.name_ru for one in tree("ru")[0].branches]
    assert names.index("область Жетісу") == names.index("Жамбылская область") + 1
    assert tree("en")[0].branches[-1].territory.name_en == "Zhambyl Region"
    assert sum(len(one.branches) for one in regions) == 228


@pytest.mark.parametrize(
    ("name", "part"), [("область Абай", "Абай"), ("Abai Region", "Abai Region"), ("село", "село"), ("", "")]
)
def test_words_of_kind_before_a_name_do_not_count(name: str, part: str) -> None:
    assert proper_part(name) == part


def test_a_code_is_found_whatever_its_case(kazakhstan: None) -> None:
    assert territory_by_code("kz-10") == Territory.objects.get(code="KZ-10")
    assert territory_by_code("KZ-10/../") is None
    assert territory_by_code("") is None


@pytest.mark.parametrize(
    ("text", "code", "meant"),
    [
        ("Алматы", "", "KZ-75"),  # three are found, one is called just so
        ("район Алматы", "", "KZ-711110000"),
        ("Абай", "KZ-791110000", "KZ-791110000"),  # chosen among several
        ("Абай ауданы", "KZ-103200000", "KZ-103200000"),
        ("өскемен", "KZ-103200000", OSKEMEN),  # chosen for an earlier text
        ("риддер", "no such code", "KZ-632400000"),
    ],
)
def test_one_is_meant(kazakhstan: None, text: str, code: str, meant: str) -> None:
    found = find_meant(text, code, "kk")
    assert isinstance(found, Territory)
    assert found.code == meant


@pytest.mark.parametrize(("text", "number"), [("Абай", 4), ("нигде", 0), ("", 0)])
def test_several_or_none_are_meant(kazakhstan: None, text: str, number: int) -> None:
    found = find_meant(text, "", "kk")
    assert isinstance(found, list)
    assert len(found) == number
