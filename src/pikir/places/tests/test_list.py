"""The ready list of Kazakhstan: facts, held to what is known of them."""

import re
from collections import Counter

import pytest

from pikir.kernel.languages import SORT_KEY_LENGTH
from pikir.places.actions import load_ready_list
from pikir.places.files import BadFileError, read_ready_list
from pikir.places.kinds import Kind
from pikir.places.models import Territory

ROWS = read_ready_list("kz")
REGIONS = {
    "KZ-10", "KZ-11", "KZ-15", "KZ-19", "KZ-23", "KZ-27", "KZ-31", "KZ-33", "KZ-35", "KZ-39", "KZ-43", "KZ-47",
    "KZ-55", "KZ-59", "KZ-61", "KZ-62", "KZ-63",
}  # fmt: skip
METROPOLISES = {"KZ-71", "KZ-75", "KZ-79"}


def test_there_are_all_regions_and_cities_of_republican_significance() -> None:
    assert {row.code for row in ROWS if row.kind == Kind.REGION} == REGIONS
    assert {row.code for row in ROWS if row.kind == Kind.METROPOLIS} == METROPOLISES
    assert {row.en for row in ROWS if row.code in ("KZ-10", "KZ-33", "KZ-62")} == {
        "Abai Region", "Jetisu Region", "Ulytau Region"
    }  # fmt: skip


def test_the_second_level_has_as_many_units_as_the_state_counts() -> None:
    assert Counter(row.kind for row in ROWS if row.parent not in ("", "KZ")) == {
        Kind.DISTRICT: 170, Kind.CITY: 39, Kind.CITY_DISTRICT: 19
    }  # fmt: skip


def test_a_code_of_the_classifier_begins_as_its_region_does() -> None:
    for row in ROWS:
        if len(row.code) > 5:
            assert re.fullmatch(rf"{row.parent}\d{{7}}", row.code), row


def test_names_are_in_their_own_letters() -> None:
    for row in ROWS:
        assert re.fullmatch(r"[А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі -]+", row.kk), row
        assert re.fullmatch(r"[А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі -]+", row.ru), row
        assert re.fullmatch(r"[A-Za-z -]+", row.en), row


def test_kazakh_names_have_kazakh_letters() -> None:
    assert {letter for row in ROWS for letter in row.kk.lower()} >= set("әғқңөұүі")


def test_no_two_of_one_parent_are_called_alike() -> None:
    for language in ("kk", "ru", "en"):
        told = Counter((row.parent, getattr(row, language)) for row in ROWS)
        assert max(told.values()) == 1


def test_every_kind_of_unit_says_so_in_every_language() -> None:
    words = {
        Kind.REGION: ("облысы", "область", "Region"),
        Kind.DISTRICT: ("ауданы", "район", "District"),
        Kind.CITY_DISTRICT: ("ауданы", "район", "District"),
    }
    for row in ROWS:
        for name, word in zip((row.kk, row.ru, row.en), words.get(Kind(row.kind), ()), strict=False):
            assert word in name.split(), row


@pytest.mark.django_db
def test_the_list_loads_once() -> None:
    assert len(load_ready_list().created) == len(ROWS)
    again = load_ready_list()
    assert (again.created, again.changed, again.retired, again.unchanged) == ([], [], [], len(ROWS))
    assert max(len(key) for key in Territory.objects.values_list("sort_kk", flat=True)) <= SORT_KEY_LENGTH


@pytest.mark.parametrize("country", ["xx", "", "../data/kz", "KZ"])
def test_there_is_no_other_list(country: str) -> None:
    with pytest.raises(BadFileError, match="no ready list"):
        read_ready_list(country)
