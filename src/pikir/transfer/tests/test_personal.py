"""The personal archive: asked for, made by a job, fetched by its owner alone, gone after a week."""

import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from harness.people import make_person, viewer_of
from harness.posts import make_comment, make_post
from pikir.accounts.actions import ask_to_leave as ask
from pikir.accounts.actions import carry_out_departures, follow
from pikir.accounts.kinds import LEAVE_AFTER
from pikir.accounts.models import Account
from pikir.accounts.tests.doors import prove
from pikir.kernel import belongings
from pikir.mail.models import Letter
from pikir.media.actions import add_picture
from pikir.media.tests.samples import bytes_of, drawing, upload
from pikir.transfer.actions import ask_for_archive, make_archive, sweep_archives
from pikir.transfer.backup import back_up
from pikir.transfer.kinds import ARCHIVE_KEPT
from pikir.transfer.models import PersonalArchive
from pikir.transfer.personal import path_of


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ARCHIVES_ROOT = tmp_path / "archives"
    return settings.ARCHIVES_ROOT


@pytest.fixture
def made(alice: Account, bob: Account, run_jobs: Callable[..., int]) -> PersonalArchive:
    """The archive of alice, who has said a few things."""
    picture = add_picture(
        actor=viewer_of(alice), account_id=alice.id, file=upload(bytes_of(drawing(1000, 600))), alt="a tower"
    )
    make_post(alice, f"The *tower* <b>stands</b>.\n\n![](picture:{picture.id})", title="A <tower>")
    make_post(alice, "Not yet", title="A draft", state="draft")
    make_comment(alice, make_post(bob, "Secret of bob", title="Of bob"), "I agree, said alice")
    make_post(bob, "Only bob's own", title="Of bob", visibility="private")
    follow(actor=viewer_of(bob), target_id=alice.id)
    ask_for_archive(actor=viewer_of(alice))
    run_jobs()
    return PersonalArchive.objects.get(user=alice.user)


def opened(archive: PersonalArchive) -> zipfile.ZipFile:
    return zipfile.ZipFile(path_of(archive.token))


def test_it_holds_everything_as_data(made: PersonalArchive) -> None:
    assert (made.state, made.progress) == ("ready", 100)
    with opened(made) as file:
        assert file.testzip() is None
        data = {part.name: json.loads(file.read(f"{part.name}.json")) for part in belongings.parts()}
        contents = json.loads(file.read("archive.json"))
    assert {one["file"]: one["rows"] for one in contents["parts"]} == {f"{k}.json": len(v) for k, v in data.items()}
    assert data["account"][0]["email"] == "alice@example.org"
    assert [post["title"] for post in data["posts"]] == ["A <tower>", "A draft"]
    assert [comment["source"] for comment in data["comments"]] == ["I agree, said alice"]
    assert data["relations"][0]["source__handle"] == "bob"
    assert "ask_for_archive" in {act["verb"] for act in data["acts"]}
    assert data["notifications"]
    assert {"account", "relations", "sessions", "factors", "letters", "pictures", "posts"} <= data.keys()


def test_it_can_be_read_without_the_square(made: PersonalArchive) -> None:
    with opened(made) as file:
        names = set(file.namelist())
        pages = {name: file.read(name).decode() for name in names if name.endswith(".html")}
    assert {"index.html", "posts.html", "comments.html", "style.css"} <= names
    assert "I agree, said alice" in pages["comments.html"]
    assert "Secret of bob" not in "".join(pages.values())
    assert "A &lt;tower&gt;" in pages["posts.html"]
    for name, page in pages.items():
        for address in re.findall(r'(?:src|href)="([^"]+)"', page):
            assert not re.match(r"\w+:|/", address), f"{name} loads or leads to {address}"
            assert ((Path("/") / name).parent / address).resolve().as_posix()[1:] in names, f"{name}: {address}"
    assert any("<img" in page for page in pages.values())


def test_it_speaks_the_language_of_its_owner(lang: str, run_jobs: Callable[..., int]) -> None:
    dana = make_person("dana", language=lang)
    ask_for_archive(actor=viewer_of(dana))
    run_jobs()
    words = {"en": "Your archive", "ru": "Ваш архив", "kk": "Сіздің мұрағатыңыз"}[lang]
    with opened(PersonalArchive.objects.get(user=dana.user)) as file:
        page = file.read("index.html").decode()
    assert f'<html lang="{lang}">' in page
    assert f"<h1>{words}</h1>" in page
    letter = Letter.objects.get(to="dana@example.org")
    assert (letter.language, f"/{lang}/account/archive/" in letter.text) == (lang, True)


def test_only_its_owner_can_fetch_it_and_only_for_a_week(
    made: PersonalArchive, alice: Account, bob: Account, client: Client, client_for: Any
) -> None:
    address = f"/en/account/archive/{made.token}.zip"
    answer = client_for(alice).get(address)
    assert answer.status_code == 200
    assert b"".join(answer) == path_of(made.token).read_bytes()
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith('attachment; filename="alice-')
    assert client_for(alice).get(f"/en/account/archive/{'0' * 32}.zip").status_code == 404
    for other in (client, client_for(bob)):
        assert other.get(address).status_code == 404
    PersonalArchive.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client_for(alice).get(address).status_code == 404


def test_it_is_swept_when_its_week_is_over(made: PersonalArchive, django_capture_on_commit_callbacks: Any) -> None:
    sweep_archives(now=timezone.now())
    assert path_of(made.token).exists()
    with django_capture_on_commit_callbacks(execute=True):
        sweep_archives(now=timezone.now() + ARCHIVE_KEPT + timedelta(minutes=1))
    assert not path_of(made.token).exists()
    assert not PersonalArchive.objects.exists()


def test_a_file_that_nobody_knows_is_swept(folders: Path, db: None) -> None:
    folders.mkdir()
    (folders / "left.123").write_bytes(b"half")
    sweep_archives(now=timezone.now())
    assert list(folders.iterdir())
    sweep_archives(now=timezone.now() + timedelta(days=2))
    assert not list(folders.iterdir())


def test_asking_twice_makes_one_and_making_twice_changes_nothing(
    alice: Account, run_jobs: Callable[..., int], folders: Path
) -> None:
    first = ask_for_archive(actor=viewer_of(alice))
    assert ask_for_archive(actor=viewer_of(alice)).token == first.token
    run_jobs()
    make_archive(token=first.token)
    assert [path.name for path in folders.iterdir()] == [f"{first.token}.zip"]
    assert Letter.objects.filter(to="alice@example.org").count() == 1


def test_a_new_one_takes_the_place_of_the_old(
    made: PersonalArchive, alice: Account, folders: Path, run_jobs: Callable[..., int],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        new = ask_for_archive(actor=viewer_of(alice))
    run_jobs()
    assert [path.name for path in folders.iterdir()] == [f"{new.token}.zip"]


def test_nobody_waits_any_more_for_the_archive_of_who_has_left(
    alice: Account, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = ask_for_archive(actor=viewer_of(alice))

    def leave(_owner: belongings.Owner) -> list[dict[str, Any]]:
        PersonalArchive.objects.all().delete()
        return []

    last = belongings.Part(name="zz", title=lambda: "", rows=leave)
    monkeypatch.setattr(belongings, "_parts", belongings._parts | {"zz": last})
    make_archive(token=archive.token)
    assert not list(folders.iterdir())
    assert not Letter.objects.filter(to="alice@example.org").exists()


def test_it_goes_with_its_owner(made: PersonalArchive, alice: Account, django_capture_on_commit_callbacks: Any) -> None:
    ask(actor=viewer_of(alice), fate="keep")
    with django_capture_on_commit_callbacks(execute=True):
        carry_out_departures(now=timezone.now() + LEAVE_AFTER + timedelta(minutes=1))
    assert not path_of(made.token).exists()


@pytest.mark.django_db(transaction=True)  # a backup reads by a connection of its own
def test_no_backup_holds_it(made: PersonalArchive, tmp_path: Path) -> None:
    assert not [one.name for one in back_up(tmp_path / "backup.tar.gz").members if made.token in one.name]


def test_the_page_asks_for_the_password_and_shows_how_far_it_is(
    alice: Account, client_for: Any, lang: str, run_jobs: Callable[..., int], assert_queries: Any
) -> None:
    client, page = client_for(alice), f"/{lang}/account/archive/"
    with assert_queries(5):
        client.get(page)
    assert client.post(page)["Location"].startswith(f"/{lang}/account/again/")
    prove(client, lang)
    assert client.post(page)["Location"] == page
    PersonalArchive.objects.update(progress=42)
    assert "42 %" in client.get(page).content.decode()
    run_jobs()
    token = PersonalArchive.objects.get().token
    assert f"/{lang}/account/archive/{token}.zip" in client.get(page).content.decode()


def test_a_guest_is_led_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/en/account/archive/")["Location"].startswith("/en/account/sign-in/")
