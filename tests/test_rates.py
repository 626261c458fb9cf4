"""Limits: counted once for all, told with the time to wait, nothing typed is lost; sums in place of waiting."""

import base64
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils.translation import override

from pikir.accounts.models import Account
from pikir.posts.actions import add_comment
from pikir.posts.models import Post, ThreadRules
from pikir.posts.thread_kinds import SLOW_STEPS
from pikir.web import rates
from pikir.web.actions import forget_tallies
from pikir.web.limits import TABLE, Per
from pikir.web.models import Tally
from pikir.web.rates import TooFastError, block_of, proofs, spend

NOW = 1_800_000_000
COMMENTS = TABLE["comment"].of(Per.MEMBER)[0]


class Clock:
    """The time by which limits are counted."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture(autouse=True)
def _all_are_members(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is a newcomer is the business of other tests."""
    monkeypatch.setattr(rates, "_standings", [])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("pikir.web.sharedcache.clock", made)
    return made


@pytest.fixture
def say(alice: Account, bob: Account, post_by: Callable[..., Post], client_for: Callable[..., Client]) -> Any:
    """Have bob comment on a post of alice's: ``say("words", proof=…)``."""
    post = post_by(alice, "Text")
    client = client_for(bob)

    def send(words: str = "A word.", *, lang: str = "en", **more: str) -> Any:
        return client.post(f"/{lang}/@alice/{post.pk}/comment/", {"source": words, **more})

    return send


def test_who_is_too_quick_is_told_how_long_to_wait_and_keeps_the_words(say: Any, clock: Clock, lang: str) -> None:
    for _ in range(COMMENTS.free + 1):
        assert say(lang=lang).status_code == 302
    clock.now += 10
    answer = say("What I want to say.", lang=lang)
    assert answer.status_code == 429
    assert answer["Retry-After"] == str(COMMENTS.pause - 10)
    assert answer.context["form"]["source"].value() == "What I want to say."
    with override(lang):
        assert rates.wait_words(COMMENTS.pause - 10) in answer.content.decode()
    clock.now += COMMENTS.pause - 10
    assert say(lang=lang).status_code == 302


def test_what_is_left_of_a_limit_is_spread_evenly_and_then_over(say: Any, clock: Clock) -> None:
    for _ in range(COMMENTS.free):
        say()
    for _ in range(COMMENTS.number - COMMENTS.free - 1):
        assert say().status_code == 302
        clock.now += COMMENTS.pause
    assert say().status_code == 302
    clock.now = NOW + COMMENTS.span - 30
    answer = say()
    assert (answer.status_code, answer["Retry-After"]) == (429, "30")
    assert not answer.wsgi_request.haste.challenge, "no sum helps over the limit"
    clock.now += 30
    assert say().status_code == 302


def sum_of(answer: Any) -> Challenge:
    """The sum that stands in a page."""
    challenge = answer.wsgi_request.haste.challenge
    assert "data-proof" in answer.content.decode()
    return Challenge.from_dict(json.loads(challenge))


def solve(challenge: Challenge) -> str:
    """What the browser sends."""
    solution = solve_challenge(challenge)
    assert solution is not None
    return Payload(challenge, solution).to_base64()


@pytest.fixture
def asked(say: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Challenge:
    """Bob was as quick as may be without a sum, and was asked for one."""
    monkeypatch.setattr(proofs, "ROUNDS", 10)
    monkeypatch.setattr(proofs, "NUMBERS", 50)
    for _ in range(COMMENTS.free + 1):
        say()
    return sum_of(say())


def test_a_sum_takes_the_place_of_waiting_once(say: Any, asked: Challenge) -> None:
    proof = solve(asked)
    assert say(proof=proof).status_code == 302
    again = say(proof=proof)
    assert again.status_code == 429
    assert say(proof=solve(sum_of(again))).status_code == 302


def test_a_sum_is_good_for_its_time_its_person_and_its_act(
    say: Any, asked: Challenge, clock: Clock, bob: Account, client_for: Callable[..., Client]
) -> None:
    proof = solve(asked)
    assert not proofs.solved(proof, "another purpose")
    purpose = str((asked.parameters.data or {})["for"])
    assert proofs.solved(proof, purpose)
    clock.now += proofs.SECONDS
    assert not proofs.solved(proof, purpose)
    clock.now = NOW
    assert say(proof=proof).status_code == 302


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told["solution"].update(counter=10_000, derivedKey="00" * 32),
        lambda told: told["challenge"]["parameters"].update(expiresAt=NOW + 10**6),
        lambda told: told["challenge"]["parameters"].update(expiresAt=1e400),
        lambda told: told["challenge"]["parameters"].update(nonce="00" * 16),
        lambda told: told["challenge"]["parameters"].update(cost=1),
        lambda told: told["challenge"].update(signature=None),
        lambda told: told["challenge"]["parameters"].update(data=[1]),
        lambda told: told.pop("solution"),
    ],
)
def test_a_spoilt_sum_is_none(say: Any, asked: Challenge, spoil: Callable[[Any], None]) -> None:
    told = json.loads(base64.b64decode(solve(asked)))
    spoil(told)
    assert say(proof=base64.b64encode(json.dumps(told).encode()).decode()).status_code == 429


@pytest.mark.parametrize("odd", ["", "x", "әңгіме", "e30=", "W10=", "bnVsbA==", "x" * 10_000])
def test_odd_text_is_no_sum(odd: str) -> None:
    assert proofs.solved(odd, "x") == ""


def test_a_comment_that_is_refused_is_not_counted(say: Any, clock: Clock, alice: Account) -> None:
    ThreadRules.objects.create(post=Post.objects.get(account=alice), slow_seconds=SLOW_STEPS[-1])
    assert say("The first.").status_code == 302
    before = set(Tally.objects.values_list("key", "number"))
    assert say("Too soon.").status_code == 422
    assert {number for _key, number in before} == {1}
    assert set(Tally.objects.values_list("key", "number")) == before


def test_a_refused_act_is_not_counted_for_those_of_the_same_address(
    say: Any, clock: Clock, carol: Account, client_for: Callable[..., Client], alice: Account
) -> None:
    for _ in range(COMMENTS.free + 1):
        say()
    before = sorted(Tally.objects.values_list("number", flat=True))
    for _ in range(5):
        assert say().status_code == 429
    assert sorted(Tally.objects.exclude(number=0).values_list("number", flat=True)) == before


def test_a_button_leads_to_a_page_from_which_it_is_sent_again(
    alice: Account, bob: Account, post_by: Callable[..., Post], client_for: Callable[..., Client], lang: str
) -> None:
    post, client = post_by(alice, "Text"), client_for(bob)
    rate = TABLE["support"].of(Per.MEMBER)[0]
    for _ in range(rate.number):
        spend("support", bob.pk)
    answer = client.post(f"/{lang}/support/{post.pk}/", {"back": f"/{lang}/newest/", "act": "on"})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert f'<input type="hidden" name="back" value="/{lang}/newest/">' in page
    assert f'action="/{lang}/support/{post.pk}/"' in page


def test_passwords_never_stand_in_the_page_of_haste(db: None, client: Client) -> None:
    for number in range(31):
        answer = client.post("/en/account/sign-in/", {"login": f"nobody{number}", "password": "a secret phrase"})
    assert answer.status_code == 429
    assert "a secret phrase" not in answer.content.decode()


def test_sign_ups_are_counted_by_the_block_they_come_from(db: None, clock: Clock) -> None:
    rate = TABLE["sign_up"].rates[0]

    def sign_up(number: int, address: str) -> Any:
        fields = {
            "name": f"N{number}", "handle": f"new{number}", "email": f"n{number}@example.org",
            "password1": "eleven green bottles", "language": "en",
        }  # fmt: skip
        return Client(REMOTE_ADDR=address).post("/en/account/sign-up/", fields)

    for number in range(rate.free + 1):
        assert sign_up(number, f"2001:db8:1:2::{number + 1:x}").status_code == 302
    slow = sign_up(100, "2001:db8:1:2:ffff::1")
    assert slow.status_code == 429
    assert slow.context["form"]["handle"].value() == "new100"
    assert "eleven green" not in slow.content.decode()
    assert sign_up(101, "2001:db8:1:3::1").status_code == 302, "the next household"


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_blocks_of_addresses(address: str, block: str) -> None:
    assert block_of(address) == block


def test_what_a_reader_says_of_their_address_counts_for_nothing(say: Any, clock: Clock) -> None:
    request = type("R", (), {"META": {"REMOTE_ADDR": "203.0.113.7", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}})()
    assert rates.sender_of(request).block == "203.0.113.7"


@pytest.mark.django_db(transaction=True)
def test_writers_side_by_side_never_get_more_than_the_limit() -> None:
    rate = TABLE["file"].of(Per.NEWCOMER)[0]
    rates.tell_standing(lambda _account_id: Per.NEWCOMER)

    def try_one(_number: int) -> bool:
        try:
            spend("file", 7)
        except TooFastError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(try_one, range(rate.number * 3)))
    assert sum(let_in) == rate.number


@pytest.mark.django_db(transaction=True)
def test_comments_side_by_side_are_counted_with_what_is_written(
    alice: Account, bob: Account, post_by: Callable[..., Post], viewer_for: Callable[..., Any]
) -> None:
    root, actor = post_by(alice, "Text"), viewer_for(bob)

    def try_one(number: int) -> bool:
        answered = Post.objects.select_related("account", "root").get(pk=root.pk)
        count = partial(spend, "comment", bob.pk)
        try:
            add_comment(actor=actor, account_id=bob.pk, reply_to=answered, source=f"Word {number}", count=count)
        except TooFastError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(try_one, range(COMMENTS.number + 10)))
    assert sum(said) == Post.objects.filter(root=root).count() == COMMENTS.number
    root.refresh_from_db()
    assert root.reply_count == COMMENTS.number


def test_counting_is_one_statement(db: None, assert_queries: Callable[[int], Any]) -> None:
    with assert_queries(1):  # inside a transaction; alone it is one of its own
        found = cache.count({"a": 60, "b": 3600})  # type: ignore[attr-defined]  # of the square's own cache
    assert {key: one.number for key, one in found.items()} == {"a": 1, "b": 1}


def test_no_tally_names_anybody_and_none_outlives_its_time(say: Any, clock: Clock, bob: Account) -> None:
    say()
    assert Tally.objects.count() == 2
    assert not Tally.objects.filter(key__contains=str(bob.pk)).exists()
    assert not Tally.objects.filter(key__contains="127").filter(key__contains=".").exists()
    assert forget_tallies(NOW + COMMENTS.span - 1) == 0
    assert forget_tallies(NOW + COMMENTS.span) == 2


def test_the_page_shows_every_row(db: None, client: Client, lang: str) -> None:
    page = client.get(f"/{lang}/limits/").content.decode()
    with override(lang):
        for row in TABLE.values():
            assert str(row.label) in page
            assert str(row.why) in page


def test_standing_decides_by_which_numbers_one_is_counted() -> None:
    row = TABLE["comment"]
    assert [row.of(per)[0].number for per in (Per.NEWCOMER, Per.MEMBER, Per.TRUSTED)] == [12, 30, 90]
    assert len(row.of(Per.TRUSTED)) == 1, "who is trusted is not counted by address"
