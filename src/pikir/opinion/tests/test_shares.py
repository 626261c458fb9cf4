import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pikir.opinion.rows import UnreadableError
from pikir.opinion.shares import SharesFile, read_shares


def read(text: str, column: str | None = None) -> SharesFile:
    return read_shares(io.BytesIO(text.encode()), column)


def named(file: SharesFile) -> list[tuple[str, str, float]]:
    rows = zip(file.shares.account, file.shares.object, file.shares.time, strict=True)
    return sorted((file.accounts[account], file.objects[thing], time) for account, thing, time in rows)


def test_the_simplest_file() -> None:
    file = read("account,object,time\nana,x,10\nbo,x,12.5\nana,y,11\n")
    assert named(file) == [("ana", "x", 10.0), ("ana", "y", 11.0), ("bo", "x", 12.5)]
    assert file.column == "object"


def test_times_of_the_calendar_are_read_in_utc() -> None:
    file = read(
        "account_id,url,timestamp\na,x,1970-01-02T00:00:00Z\na,y,1970-01-02T05:00:00+05:00\na,z,1970-01-02 00:00\n"
    )
    assert [time for _, _, time in named(file)] == [86400.0] * 3


def test_a_column_may_be_chosen_and_empty_cells_are_no_share() -> None:
    text = "account_id,url_id,hashtag_id,timestamp\na,u,,1\nb,,h,2\nc,u,h,3\n"
    assert [name for name, _, _ in named(read(text))] == ["a", "c"]
    assert [name for name, _, _ in named(read(text, "hashtag_id"))] == ["b", "c"]


def test_days_and_strata_are_kept_apart() -> None:
    file = read("account,object,time,stratum\na,x,1,red\nb,x,2,blue\nc,x,90000,red\nd,x,3,red\n")
    strata = dict(zip((file.accounts[one] for one in file.shares.account), file.shares.stratum.tolist(), strict=True))
    assert strata["a"] == strata["d"]
    assert len(set(strata.values())) == 3


def test_packed_files(tmp_path: Path) -> None:
    file = tmp_path / "shares.csv.gz"
    file.write_bytes(gzip.compress(b"account,object,time\na,x,1\n"))
    assert named(read_shares(file)) == [("a", "x", 1.0)]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "empty"),
        ("who,object,time\n", 1, "no column account or account_id"),
        ("account,what,time\n", 1, "no column object"),
        ("account,object,time\na,x\n", 2, "2 cells, the heading has 3"),
        ("account,object,time\na,x,1\na,x,soon\n", 3, "“soon”"),
        ("account,object,time\na,x,1600000000000\n", 2, "milliseconds"),
        ("account,object,time\na,x,nan\n", 2, "seconds since 1970"),
        ("account,object,time\n,x,1\n", 2, "no usable name"),
        ('account,object,time\na,"x\n\n', 3, "unexpected end of data"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(text)
    assert refused.value.line == line
    assert reason in refused.value.reason


CELLS = st.one_of(
    st.sampled_from(["a", "b", "", "1", "1e400", "-5", "２", "_", '"', "2026-01-01", "x\0"]), st.text(max_size=6)
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=8), st.booleans())
def test_any_table_is_read_or_refused(rows: list[list[str]], headed: bool) -> None:
    text = "account,object,time\n" * headed + "\n".join(",".join(row) for row in rows)
    lines = text.count("\n") + text.count("\r") + 2
    assert read_or_refused(text.encode()) in range(lines)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert all(read_or_refused(start + data) < 100 for start in (b"", b"account,object,time\n", b"\x1f\x8b"))


def read_or_refused(data: bytes) -> int:
    """Return the number of shares, or the line that is refused; any other fault escapes."""
    try:
        return len(read_shares(io.BytesIO(data)).shares.account)
    except UnreadableError as refused:
        return refused.line
