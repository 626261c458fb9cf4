"""The command line as people use it: a process of its own, real files, no database and no set-up."""

import csv
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from pikir.config.cli import main

SECRET = "voter-"  # every name of a person begins so


@pytest.fixture(scope="module")
def votes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two camps of different mind, who agree on three statements; with times, and texts that try to break the page."""
    random = np.random.default_rng(3)
    camp = np.arange(240) < 150
    said = np.where(camp[:, None], 1, -1) * np.repeat([1, -1, 1, 1], 4) * random.choice([1, 1, 1, 1, 1, -1], (240, 16))
    shared = random.choice([1, 1, 1, 1, 1, 1, 1, -1, 0], (240, 3))
    answers = np.hstack([said, shared])
    folder = tmp_path_factory.mktemp("consultation")
    with (folder / "votes.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["timestamp", "datetime", "comment-id", "voter-id", "vote"])
        for person, row in enumerate(answers):
            for statement, vote in enumerate(row):
                if random.random() < 0.8:
                    moment = 1_700_000_000_000 + person * 600_000 + int(random.integers(0, 600_000))
                    writer.writerow([moment, "", statement, f"{SECRET}{person}", vote])
    with (folder / "comments.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["comment-id", "author-id", "moderated", "comment-body"])
        texts = ['<script>alert(1)</script> & "quotes"', "=HYPERLINK(1)", *(f"Statement {n}" for n in range(2, 19))]
        writer.writerows([number, 1, -1 if number == 18 else 1, text] for number, text in enumerate(texts))
    return folder


def pikir(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "pikir", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=cwd, check=False)


def told(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    assert main([str(word) for word in words]) == 0
    said = capsys.readouterr()
    assert not said.err
    return said.out


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def arguments(votes: Path, *more: str | Path) -> list[str | Path]:
    return ["map", votes / "votes.csv", "--statements", votes / "comments.csv", *more]


def test_no_database_and_no_folder_is_made(votes: Path, tmp_path: Path) -> None:
    done = pikir(*arguments(votes, "--method", "polis-parity-1"), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["k"] == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("method", ["observatory-1", "polis-parity-1"])
def test_json_holds_the_map_and_nobody(votes: Path, capsys: pytest.CaptureFixture[str], method: str) -> None:
    text = told(capsys, *arguments(votes, "--method", method))
    assert SECRET not in text
    said = json.loads(text)
    assert said["method"] == method
    assert said["counts"] == {"participants": 240, "grouped": 240, "statements": 19, "votes": said["counts"]["votes"]}
    assert sorted(group["size"] for group in said["groups"]) == pytest.approx([90, 150], abs=5)
    assert all(group["representative"] for group in said["groups"])
    assert sum(dot["people"] for dot in said["dots"]) == 240
    assert min(dot["people"] for dot in said["dots"]) >= 10
    assert len(said["axes"]) == len(said["priorities"]) == 19
    assert said["statements"][18]["excluded"]
    bridges = [one["id"] for one in said["statements"] if one["bridge"] and one["bridge"]["verdict"] == "bridges"]
    assert bridges == ["16", "17"]
    assert {one["id"] for one in said["consensus"]["agree"]} >= {"16", "17"}
    assert "people" not in said


def test_who_owns_the_data_may_see_the_people(votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    told(capsys, *arguments(votes, "--format", "csv", "--out", out, "--reveal"))
    people = rows_of(out / "people.csv")
    assert len(people) == 240
    camps = {person["participant"]: person["group"] for person in people}
    assert camps[f"{SECRET}0"] != camps[f"{SECRET}200"]
    assert {file.stat().st_mode & 0o077 for file in out.iterdir()} == {0}


def test_the_owner_sees_every_cell_and_others_none_of_few_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "votes.csv"
    random = np.random.default_rng(1)
    lines = ["participant,statement,vote"]
    for person in range(80):
        asked = [*range(12), *([12] if person % 8 == 0 else []), *([13] if person < 4 else [])]
        lines += [f"{SECRET}{person},{one},{random.choice([-1, 1])}" for one in asked]
    file.write_text("\n".join(lines))
    plain, owned = (
        {one["id"]: one for one in json.loads(told(capsys, "map", file, *more))["statements"]}
        for more in ((), ("--reveal",))
    )
    assert plain["11"]["cell"]["seen"] == 80
    for few, people in (("12", 10), ("13", 4)):
        assert owned[few]["cell"]["seen"] == people
        assert {plain[few][name] for name in ("cell", "agree", "disagree", "place", "bridge")} == {None}
        assert set(plain[few]["groups"]) == {None}


@pytest.mark.parametrize(("language", "said"), [("en", "There are no clear groups"), ("kk", "Анық топтар жоқ")])
def test_a_cloud_of_opinions_is_not_cut_into_groups(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    file = tmp_path / "votes.csv"
    random = np.random.default_rng(5)
    lean = random.normal(size=(200, 2)) @ random.normal(size=(2, 30))
    answers = np.where(random.random(lean.shape) < 1 / (1 + np.exp(-lean)), 1, -1)
    lines = ["person," + ",".join(map(str, range(30)))]
    lines += [f"{SECRET}{person}," + ",".join(map(str, row)) for person, row in enumerate(answers)]
    file.write_text("\n".join(lines))
    page = told(capsys, "map", file, "--format", "html", "--lang", language)
    assert said in page
    assert "<ellipse" not in page
    assert "map" in page


def test_tables_without_people(votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, *arguments(votes, "--format", "csv", "--out", tmp_path))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["dots.csv", "groups.csv", "statements.csv"]
    assert not any(SECRET in file.read_text() for file in tmp_path.iterdir())
    rows = rows_of(tmp_path / "statements.csv")
    assert rows[1]["text"] == "'=HYPERLINK(1)"
    assert 0.6 < float(rows[16]["agree_low"]) < float(rows[16]["agree"]) < float(rows[16]["agree_high"]) < 1
    assert all(int(row["seen"]) == int(row["seen_A"]) + int(row["seen_B"]) for row in rows[:18])


class Outside(HTMLParser):
    """Collects whatever a page would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "link", "img", "iframe", "object", "a", "base"}:
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name in {"src", "href"} or name.startswith("on")]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_stands_alone(votes: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    page = told(capsys, *arguments(votes, "--format", "html", "--lang", language))
    assert SECRET not in page
    assert f'<html lang="{language}">' in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "url(" not in page
    assert "@import" not in page
    outside = Outside()
    outside.feed(page)
    assert outside.found == []
    body = re.sub(r"<[^>]*>", " ", page.split("</style>")[1])
    assert bool(re.search("[\u0400-\u04ff]", body)) == (language != "en")
    assert "%(" not in body


def test_a_page_shows_nobody_even_when_asked(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main([str(word) for word in arguments(votes, "--format", "html", "--reveal")])
    assert refused.value.code == 2
    assert "shows no person" in capsys.readouterr().err


@pytest.mark.parametrize("format_", ["json", "csv", "html"])
@pytest.mark.parametrize(
    "text", ["participant,statement,vote\n", "participant,statement,vote\na,1,1\n", "who,x,y\na,1,\nb,,-1\n"]
)
def test_hardly_any_votes_have_an_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, format_: str
) -> None:
    file = tmp_path / "few.csv"
    file.write_text(text)
    for method in ("observatory-1", "polis-parity-1"):
        said = told(capsys, "map", file, "--method", method, "--format", format_)
        assert "NaN" not in said
        assert '"dots": []' in said or format_ != "json"


def test_a_broken_file_is_named_with_its_line(votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("participant,statement,vote\na,1,1\nb,1,yes\n")
    for words, reason in [
        (["map", bad], f"{bad}, line 3: a vote is 1, 0 or -1, not “yes”"),
        (["map", votes / "votes.csv", "--statements", bad], f"{bad}, line 1: no column text or comment-body"),
        (["coordination", bad], f"{bad}, line 1: no column account or account_id"),
        (["map", tmp_path / "none.csv"], f"{tmp_path / 'none.csv'}: No such file or directory"),
        (["coordination", tmp_path], f"{tmp_path}: Is a directory"),
    ]:
        assert main([str(word) for word in words]) == 1
        assert capsys.readouterr() == ("", f"{reason}\n")


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A busy day, and five accounts that share ten things together."""
    random = np.random.default_rng(2)
    file = tmp_path_factory.mktemp("shares") / "shares.csv"
    lines = ["account,object,time"]
    lines += [
        f"{SECRET}{random.integers(200)},thing-{random.integers(150)},{random.uniform(0, 86400):.1f}"
        for _ in range(1500)
    ]
    for thing, begin in enumerate(random.uniform(0, 86000, 10)):
        lines += [f"{SECRET}ring{one},thing-{thing},{begin + random.uniform(0, 30):.1f}" for one in range(5)]
    file.write_text("\n".join(lines))
    return file


def test_coordination_finds_the_ring_and_names_nobody(shares: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format_ in ("json", "csv", "html"):
        text = told(capsys, "coordination", shares, "--format", format_)
        assert SECRET not in text
        assert "thing-" not in text
    said = json.loads(told(capsys, "coordination", shares))
    (ring,) = said["rings"]
    assert (ring["size"], ring["accounts"]) == (5, None)
    assert len(ring["acts"]) == 10
    assert ring["chance"] <= 0.01
    assert all(one["voices"] <= one["accounts"] for one in said["most_shared"])


def test_coordination_names_them_to_the_owner(shares: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(told(capsys, "coordination", shares, "--reveal"))
    assert said["rings"][0]["accounts"] == [f"{SECRET}ring{one}" for one in range(5)]
    told(capsys, "coordination", shares, "--format", "csv", "--reveal", "--out", tmp_path)
    assert "ring4" in (tmp_path / "accounts.csv").read_text()
    page = told(capsys, "coordination", shares, "--format", "html", "--reveal", "--lang", "kk")
    assert f"{SECRET}ring3" in page
