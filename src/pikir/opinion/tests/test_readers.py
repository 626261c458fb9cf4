"""Files of votes: what is understood, and how the rest is refused."""

import gzip
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pikir.opinion import UnreadableError, Votes, read_statements, read_votes

LOG = "participant,statement,vote,order\nann,x,1,5\nben,x,-1,6\nann,x,0,9\nann,y,-1,1\n"
POLIS = "timestamp,datetime,comment-id,voter-id,vote\n20,now,0,7,1\n10,now,0,7,-1\n30,now,2,11,0\n"
SUMS = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,2\n7,1,0,1,1,0,1,\n11,,0,1,0,0,,0\n"
MATRIX = 'who,x,"y, or not"\nann,0.0,-1\nben,,+1\n'


def read(text: str | bytes) -> Votes:
    return read_votes(io.BytesIO(text.encode() if isinstance(text, str) else text))


def rows(votes: Votes) -> list[tuple[object, object, int]]:
    ballots = votes.ballots
    return [
        (votes.participants[who], votes.statements[what], int(value))
        for who, what, value in zip(ballots.participant, ballots.statement, ballots.value, strict=True)
    ]


def test_the_last_vote_of_a_log_counts() -> None:
    assert rows(read(LOG)) == [("ann", "x", 0), ("ann", "y", -1), ("ben", "x", -1)]
    as_listed = "participant,statement,vote\nann,x,1\nann,y,-1\nben,x,-1\nann,x,0\n"
    assert rows(read(as_listed)) == rows(read(LOG))


def test_exports_of_polis_are_read() -> None:
    assert rows(read(POLIS)) == [(7, 0, 1), (11, 2, 0)]
    assert rows(read(SUMS)) == rows(read(POLIS))
    assert read(POLIS).arrival[0].tolist() == [0, 1]


def test_a_plain_matrix_is_read_packed_or_not(tmp_path: Path) -> None:
    expected = [("ann", "x", 0), ("ann", "y, or not", -1), ("ben", "y, or not", 1)]
    assert rows(read(MATRIX)) == expected
    file = tmp_path / "votes.csv.gz"
    file.write_bytes(gzip.compress(b"\xef\xbb\xbf" + MATRIX.encode()))
    assert rows(read_votes(file)) == expected


def test_statements_say_what_is_left_out() -> None:
    ours = read_statements(io.BytesIO(b"statement,text,state,meta\nx,One,refused,\ny,Two,published,yes\nz,Three,,\n"))
    assert (ours.texts["z"], ours.excluded, ours.meta) == ("Three", {"x", "y"}, {"y"})
    polis = read_statements(io.BytesIO(b"comment-id,moderated,comment-body\n0,-1,No\n2,1,Yes\n"))
    votes = read_votes(io.BytesIO(POLIS.encode()), polis)
    assert votes.excluded.tolist() == [True, False]
    assert not votes.meta.any()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "empty"),
        ("participant\nann\n", 1, "neither"),
        ("participant,statement,vote\nann,x,2\n", 2, "1, 0 or -1, not “2”"),
        ("participant,statement,vote\nann,x,1\nann,x\n", 3, "2 cells, the heading has 3"),
        ("participant,statement,vote,order\nann,x,1,noon\n", 2, "whole number, not “noon”"),
        ("participant,statement,vote\n,x,1\n", 2, "no usable name"),
        ("who,x,x\nann,1,1\n", 1, "two columns are named “x”"),
        ("who,x\nann,1\nann,0\n", 3, "has a line already"),
        ('who,x\n"ann,1\n', 2, "unexpected end of data"),
        (b"who,x\nann,1\n\xff\xfe,1\n", 3, "not in UTF-8"),
        (b"\x1f\x8b broken", 1, "packing"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(text: str | bytes, line: int, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as refused:
        read(text)
    assert refused.value.line == line


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for reader in (read_votes, read_statements):
        for prefix in (b"", b"participant,statement,vote,order\n", b"comment-id,comment-body\n", b"who,1,2\n"):
            with suppress(UnreadableError):
                reader(io.BytesIO(prefix + data))


cell = st.sampled_from(["-1", "0", "1", ""])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=8))
def test_a_matrix_and_its_log_are_the_same_votes(table: list[list[str]]) -> None:
    matrix = "\n".join(["who,1,2,3", *(f"p{number},{','.join(row)}" for number, row in enumerate(table))])
    log = "participant,statement,vote\n" + "".join(
        f"p{number},{place + 1},{value}\n"
        for number, row in enumerate(table)
        for place, value in enumerate(row)
        if value
    )
    assert rows(read(matrix)) == rows(read(log))
