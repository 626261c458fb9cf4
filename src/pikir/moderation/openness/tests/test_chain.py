"""The chain of the public log, without a square."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pikir.moderation.openness.chain import START, Link, check, hash_of

TEXTS = st.text(alphabet='аbң 1"\n', max_size=5)
BODIES = st.lists(st.dictionaries(st.sampled_from(["what", "at", "measure"]), TEXTS), min_size=1, max_size=6)


def made_of(bodies: list[dict]) -> list[Link]:
    links, before = [], START
    for number, body in enumerate(bodies, 1):
        link = Link(number=number, body=body, before=before, hash=hash_of(number, body, before))
        links.append(link)
        before = link.hash
    return links


@given(bodies=BODIES)
def test_an_untouched_log_is_whole(bodies: list[dict]) -> None:
    links = made_of(bodies)
    checked = check(links)
    assert (checked.number, checked.head, checked.fault) == (len(links), links[-1].hash, "")


@given(bodies=BODIES, data=st.data())
def test_an_entry_that_says_something_else_breaks_the_log_at_its_place(bodies: list[dict], data: st.DataObject) -> None:
    links = made_of(bodies)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at] = replace(links[at], body={**links[at].body, "new": "x"})
    checked = check(links)
    assert (checked.number, checked.fault) == (at, f"entry {at + 1} was changed")


@given(bodies=BODIES, data=st.data())
def test_even_with_a_hash_made_anew_the_next_entry_does_not_follow(bodies: list[dict], data: st.DataObject) -> None:
    links = made_of([*bodies, {"what": "last"}])
    at = data.draw(st.integers(0, len(links) - 2))
    body = {**links[at].body, "new": "x"}
    links[at] = replace(links[at], body=body, hash=hash_of(at + 1, body, links[at].before))
    checked = check(links)
    assert (checked.number, checked.fault) == (at + 1, f"entry {at + 2} does not follow the one before it")


@given(bodies=BODIES, data=st.data())
def test_an_entry_that_is_taken_out_or_moved_breaks_the_log(bodies: list[dict], data: st.DataObject) -> None:
    links = made_of([*bodies, {"what": "last"}])
    at = data.draw(st.integers(0, len(links) - 2))
    without = links[:at] + links[at + 1 :]
    assert check(without).fault
    turned = [*links[:at], links[at + 1], links[at], *links[at + 2 :]]
    assert check(turned).number == at
    assert check(turned).fault


def test_a_log_cut_at_its_end_is_whole_by_itself_which_is_why_its_end_is_published() -> None:
    links = made_of([{"what": "one"}, {"what": "two"}])
    assert check(links[:1]).fault == ""
    assert check(links[:1]).head != check(links).head


def test_an_empty_log_ends_at_zero() -> None:
    assert check([]).head == START
