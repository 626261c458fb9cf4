"""Handles: what they may be, what is refused and in which words, and which free one is proposed."""

import re

import pytest
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from pikir.accounts.handles import HandleError, check_handle, handle_from
from pikir.accounts.kinds import HANDLE_LENGTH, RESERVED_HANDLES
from pikir.accounts.models import Account
from pikir.accounts.queries import account_by_handle, free_handle

HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]{0,28}[A-Za-z0-9]", re.ASCII)


def keeps_the_rules(handle: str) -> bool:
    try:
        check_handle(handle)
    except HandleError:
        return False
    return True


@given(st.one_of(st.text(max_size=40), st.text("aZ9_", max_size=40), st.sampled_from(sorted(RESERVED_HANDLES))))
def test_a_handle_is_ascii_and_short_and_not_the_squares_own(handle: str) -> None:
    reserved = handle.replace("_", "").lower() in RESERVED_HANDLES
    assert keeps_the_rules(handle) == (HANDLE.fullmatch(handle) is not None and not reserved)


@given(st.text(max_size=80), st.sampled_from(["kk", "ru", "en"]))
def test_any_name_gives_a_handle_that_keeps_the_rules(name: str, language: str) -> None:
    assert keeps_the_rules(handle_from(name, language))


@pytest.mark.parametrize(
    ("handle", "words"),
    [
        ("a", "at least 2"),
        ("a" * 31, "at most 30"),
        ("айгүл", "Latin letters"),
        ("a b", "Latin letters"),
        ("_anna", "underscore"),
        ("anna_", "underscore"),
        ("Admin", "kept for the square"),
        ("ad_min", "kept for the square"),
    ],
)
def test_a_refusal_says_what_is_wrong(handle: str, words: str) -> None:
    with override("en"), pytest.raises(HandleError, match=words):
        check_handle(handle)


def take(handle: str, host: str = "") -> None:
    Account.objects.create(handle=handle, host=host, name=handle, created_at=timezone.now())


@pytest.mark.django_db
def test_a_free_handle_is_proposed() -> None:
    for handle in ("Saule", "saule2", "saule_4"):
        take(handle)
    assert free_handle("saule") == "saule3"
    assert free_handle("Сәуле", "kk") == "saule3"
    assert free_handle("nurlan") == "nurlan"


@pytest.mark.django_db
def test_a_long_taken_handle_gets_a_number_that_fits() -> None:
    long = "a" * HANDLE_LENGTH
    take(long)
    assert free_handle(long) == "a" * (HANDLE_LENGTH - 1) + "2"


@pytest.mark.django_db
def test_an_account_is_found_whatever_the_case() -> None:
    take("Saule")
    take("remote", host="elsewhere.example")
    found = account_by_handle("sAULE")
    assert found is not None
    assert found.handle == "Saule"
    assert account_by_handle("remote") is None


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["", "\0", "a\0b", "сәуле", "x" * 10_000, "%", "_"])
def test_odd_handles_find_nobody(odd: str) -> None:
    take("saule")
    assert account_by_handle(odd) is None
