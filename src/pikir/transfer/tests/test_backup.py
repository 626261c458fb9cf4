"""Backup and restore: what comes back is what was there; what is damaged changes nothing."""

import hashlib
import io
import json
import shutil
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Model
from PIL import Image

from harness.people import viewer_of
from pikir.accounts.models import Account, User
from pikir.media.actions import add_picture
from pikir.posts.models import Post
from pikir.transfer import backup
from pikir.transfer.archive import models

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def digest_of_square() -> str:
    """One number for every row of every table and every media file."""
    sums = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in models():
            columns = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields)
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT {columns} FROM {table}")  # noqa: S608  # names of our own tables
            sums.update(repr((model._meta.db_table, sorted(map(repr, cursor.fetchall())))).encode())
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if path.is_file():
            sums.update(path.name.encode() + path.read_bytes())
    return sums.hexdigest()


def picture_file() -> ContentFile[bytes]:
    content = io.BytesIO()
    Image.new("RGB", (700, 500), "teal").save(content, "PNG")
    return ContentFile(content.getvalue(), name="sea.png")


@pytest.fixture
def full_square(alice: Account, bob: Account, operator: Account, post_by: Callable[..., Post], comment_by: Any) -> None:
    """People, a post with a picture, a thread, a hidden post, mail that was sent about it."""
    picture = add_picture(actor=viewer_of(alice), account_id=alice.pk, file=picture_file(), alt="The sea")
    post = post_by(alice, f"Қазақша мәтін: ә ғ қ ң ө ұ ү һ і\n\n![The sea](picture:{picture.pk})")
    comment_by(alice, comment_by(bob, post, "First"), "Second")
    post_by(bob, "Against the rules", state="hidden")
    post_by(bob, "A draft", state="draft")


def wipe() -> None:
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(settings.MEDIA_ROOT)


def test_a_wiped_square_comes_back_whole(full_square: None, tmp_path: Path) -> None:
    before = digest_of_square()
    call_command("backup", str(tmp_path / "square.tar.gz"))
    wipe()
    assert digest_of_square() != before
    call_command("restore", str(tmp_path / "square.tar.gz"))
    assert digest_of_square() == before


def test_restoring_replaces_what_was_written_since(
    full_square: None, tmp_path: Path, post_by: Callable[..., Post], alice: Account
) -> None:
    before = digest_of_square()
    call_command("backup", str(tmp_path / "square.tar.gz"))
    post_by(alice, "Written after the backup")
    call_command("restore", str(tmp_path / "square.tar.gz"))
    assert digest_of_square() == before


def test_new_rows_find_their_numbers_after_a_restore(
    full_square: None, tmp_path: Path, person: Callable[..., Account]
) -> None:
    call_command("backup", str(tmp_path / "square.tar.gz"))
    wipe()
    call_command("restore", str(tmp_path / "square.tar.gz"))
    person("dana", roles=["editor"])  # a role's key is counted by the database
    assert User.objects.filter(account__handle="dana", roles__role="editor").exists()


def test_a_backup_keeps_no_writer_waiting_and_shows_one_moment(
    full_square: None, tmp_path: Path, post_by: Callable[..., Post], alice: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest_of_square()
    dump = backup._dump_table

    def write_meanwhile(model: type[Model], folder: Path) -> None:
        dump(model, folder)
        if model is Account:
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()

    def write() -> None:
        post_by(alice, "Written during the backup")
        connection.close()

    monkeypatch.setattr(backup, "_dump_table", write_meanwhile)
    call_command("backup", str(tmp_path / "square.tar.gz"))
    assert Post.objects.filter(source="Written during the backup").exists()
    call_command("restore", str(tmp_path / "square.tar.gz"))
    assert digest_of_square() == before


def test_secrets_come_back(full_square: None, tmp_path: Path) -> None:
    secret = Path(settings.DATA) / "secrets" / "secret"
    kept = secret.read_text()
    call_command("backup", str(tmp_path / "square.tar.gz"))
    secret.write_text("another")
    call_command("restore", str(tmp_path / "square.tar.gz"))
    assert secret.read_text() == kept
    assert secret.stat().st_mode & 0o077 == 0


def test_a_backup_is_for_its_owner_only(full_square: None, tmp_path: Path) -> None:
    call_command("backup", str(tmp_path / "square.tar.gz"))
    assert (tmp_path / "square.tar.gz").stat().st_mode & 0o077 == 0


def repacked(source: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same backup after somebody laid hands on it."""
    with tarfile.open(source) as tar:
        files = {entry.name: tar.extractfile(entry).read() for entry in tar if entry.isfile()}  # type: ignore[union-attr]
    change(files)
    target = source.with_name("changed.tar.gz")
    with tarfile.open(target, "w:gz") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return target


def alter_a_post(files: dict[str, bytes]) -> None:
    files["tables/posts_post.jsonl"] = files["tables/posts_post.jsonl"].replace(b"Against", b"Amongst")


def lose_a_table(files: dict[str, bytes]) -> None:
    del files["tables/posts_post.jsonl"]


def lose_the_manifest(files: dict[str, bytes]) -> None:
    del files["manifest.json"]


def climb_out(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["members"].append({"name": "media/../../climbed", "size": 2, "sha256": hashlib.sha256(b"hi").hexdigest()})
    files["manifest.json"] = json.dumps(manifest).encode()
    files["media/../../climbed"] = b"hi"


def come_from_the_future(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["migrations"].append("posts.9999_tomorrow")
    files["manifest.json"] = json.dumps(manifest).encode()


def smuggle(files: dict[str, bytes]) -> None:
    files["media/unnamed"] = b"not in the list"


@pytest.mark.parametrize(
    "change", [alter_a_post, lose_a_table, lose_the_manifest, climb_out, come_from_the_future, smuggle]
)
def test_a_changed_backup_changes_nothing(
    full_square: None, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    before = digest_of_square()
    call_command("backup", str(tmp_path / "square.tar.gz"))
    with pytest.raises(CommandError) as refusal:
        call_command("restore", str(repacked(tmp_path / "square.tar.gz", change)))
    assert "\n" not in str(refusal.value)
    assert digest_of_square() == before
    assert not list(Path(settings.DATA).parent.glob("climbed"))


@pytest.mark.parametrize("content", [b"", b"not a backup", b"\x1f\x8b broken"])
def test_what_is_no_backup_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("restore", str(file))
    assert "\n" not in str(refusal.value)


def test_a_cut_backup_changes_nothing(full_square: None, tmp_path: Path) -> None:
    before = digest_of_square()
    call_command("backup", str(tmp_path / "square.tar.gz"))
    whole = (tmp_path / "square.tar.gz").read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CommandError):
        call_command("restore", str(tmp_path / "cut.tar.gz"))
    assert digest_of_square() == before


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no file"):
        call_command("restore", str(tmp_path / "none"))
    with pytest.raises(CommandError, match="folder"):
        call_command("backup", str(tmp_path))
