"""Files that texts lead to: what is taken, who gets them, how they go."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from harness.posts import make_post
from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.kernel.belongings import Owner, parts
from pikir.media.attachments.actions import add_attachment, delete_attachments, sweep_attachments
from pikir.media.attachments.contents import AttachmentError
from pikir.media.attachments.models import BYTES, Attachment
from pikir.media.tests.samples import fetch
from pikir.posts.actions import Draft, edit_post
from pikir.posts.actions.leaving import leave_posts
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post
from pikir.web.limits import TABLE, Per
from pikir.web.rates import TooFastError, spend

PDF = b"%PDF-1.7\n1 0 obj"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def give(viewer_for: Callable[[Account], Viewer]) -> Callable[..., Attachment]:
    """``give(alice, "a.pdf", content)``: alice uploads a file."""

    def make(account: Account, name: str = "plan.pdf", content: bytes = PDF) -> Attachment:
        return add_attachment(actor=viewer_for(account), account_id=account.pk, file=SimpleUploadedFile(name, content))

    return make


def folder_with(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Жоспар 2026.PDF", PDF, "pdf"),
        ("a.odt", folder_with("mimetype", "content.xml"), "odt"),
        ("a.docx", folder_with("word/document.xml"), "docx"),
        ("a.xlsx", folder_with("xl/workbook.xml"), "xlsx"),
        ("a.zip", folder_with("anything"), "zip"),
        ("a.csv", "көше;шам\n".encode(), "csv"),
        ("a.txt", b"\xef\xbb\xbfwords", "txt"),
    ],
)
def test_a_file_is_kept_as_what_it_is(
    name: str,
    content: bytes,
    kind: str,
    alice: Account,
    give: Callable[..., Attachment],
    client_for: Callable[..., Client],
) -> None:
    made = give(alice, name, content)
    answer = fetch(client_for(alice), made.address)
    assert made.kind == kind
    assert answer.body == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<script>"),
        ("a.svg", b"<svg onload=alert(1)>"),
        ("a.pdf.exe", PDF),
        ("pdf", PDF),
        ("a.pdf", b"<script>alert(1)</script>"),
        ("a.pdf", b""),
        ("a.txt", b"MZ\x00\x01"),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.zip", b"PK\x03\x04 and no more"),
        ("a.docx", folder_with("xl/workbook.xml")),
        ("a.docx", folder_with("word/document.xml", "word/vbaProject.bin")),
        ("a.txt", b"a" * (BYTES + 1)),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    name: str, content: bytes, alice: Account, give: Callable[..., Attachment], media_root: Path
) -> None:
    with pytest.raises(AttachmentError):
        give(alice, name, content)
    assert not Attachment.objects.exists()
    assert not [path for path in media_root.rglob("*") if path.is_file()]


def test_nobody_adds_files_for_another(alice: Account, bob: Account, viewer_for: Callable[[Account], Viewer]) -> None:
    with pytest.raises(PermissionDenied):
        add_attachment(actor=viewer_for(bob), account_id=alice.pk, file=SimpleUploadedFile("a.pdf", PDF))


def test_a_day_has_an_end(alice: Account, give: Callable[..., Attachment]) -> None:
    for _ in range(TABLE["file"].of(Per.NEWCOMER)[0].number):
        spend("file", alice.pk)
    with pytest.raises(TooFastError):
        give(alice)


def test_a_link_alone_in_a_line_is_a_card_with_kind_and_size(alice: Account, give: Callable[..., Attachment]) -> None:
    made = give(alice)
    post = make_post(alice, f"before\n\n[The *plan*](file:{made.pk})\n\nsee [it](file:{made.pk})", language="en")
    assert f'<p class="file">\n<a href="{made.address}">The <em>plan</em></a> <span class="facts">PDF, 16' in post.html
    assert f'see <a href="{made.address}">it</a>' in post.html
    assert post.excerpt == "before The plan see it"


def test_anothers_file_is_not_led_to(alice: Account, bob: Account, give: Callable[..., Attachment]) -> None:
    post = make_post(bob, f"[x](file:{give(alice).pk})")
    assert post.html == "<p>x</p>\n"
    assert not post.attachment_links.exists()


def test_a_file_is_handed_out_to_whoever_sees_a_text_that_leads_to_it(
    alice: Account,
    bob: Account,
    moderator: Account,
    give: Callable[..., Attachment],
    client_for: Callable[..., Client],
) -> None:
    readers = {"author": alice, "stranger": bob, "moderator": moderator, "guest": None}
    got: dict[tuple[str, str], set[str]] = {}
    for state in (State.DRAFT, State.PUBLISHED, State.HIDDEN, State.WITHDRAWN):
        for visibility in (Visibility.PUBLIC, Visibility.FOLLOWERS):
            made = give(alice)
            make_post(alice, f"[x](file:{made.pk})", state=state, visibility=visibility)
            found = {who for who, one in readers.items() if fetch(client_for(one), made.address).status_code == 200}
            got[state, visibility] = found
    everyone = set(readers)
    assert got == {
        (State.DRAFT, Visibility.PUBLIC): {"author"},
        (State.DRAFT, Visibility.FOLLOWERS): {"author"},
        (State.PUBLISHED, Visibility.PUBLIC): everyone,
        (State.PUBLISHED, Visibility.FOLLOWERS): {"author"},
        (State.HIDDEN, Visibility.PUBLIC): {"author", "moderator"},
        (State.HIDDEN, Visibility.FOLLOWERS): {"author", "moderator"},
        (State.WITHDRAWN, Visibility.PUBLIC): {"author"},
        (State.WITHDRAWN, Visibility.FOLLOWERS): {"author"},
    }


def test_a_text_without_the_link_hands_nothing_out(
    alice: Account, give: Callable[..., Attachment], client: Client, viewer_for: Callable[[Account], Viewer]
) -> None:
    made = give(alice)
    post = make_post(alice, f"[x](file:{made.pk})")
    assert fetch(client, made.address).status_code == 200
    edit_post(actor=viewer_for(alice), post=Post.objects.get(id=post.pk), draft=Draft(title="T", source="no more"))
    assert fetch(client, made.address).status_code == 404
    assert client.get(made.address.replace(".pdf", ".txt")).status_code == 404


def test_a_file_is_added_where_one_writes(alice: Account, client_for: Callable[..., Client], client: Client) -> None:
    form = {"kind": "entry", "title": "The plan", "source": "Read it:", "visibility": "public", "account": alice.pk}
    writer = client_for(alice)
    refused = writer.post("/en/write/", form | {"file": SimpleUploadedFile("a.exe", b"MZ"), "act": "save"})
    assert refused.status_code == 422
    assert "Read it:" in refused.content.decode()
    for name in ("plan.pdf", "sea.jpg"):  # a note shows neither files nor pictures
        note = form | {"kind": "note", "file": SimpleUploadedFile(name, PDF), "alt": "The sea", "act": "save"}
        assert writer.post("/en/write/", note).status_code == 422
    assert not Post.objects.exists()
    assert not Attachment.objects.exists()
    sent = form | {"file": SimpleUploadedFile("Plan.pdf", PDF), "alt": "The [whole] plan", "act": "publish"}
    assert writer.post("/en/write/", sent).status_code == 302
    made, post = Attachment.objects.get(), Post.objects.get()
    assert f"[The (whole) plan](file:{made.pk})" in post.source
    assert made.address in client.get(f"/en/@alice/{post.pk}/").content.decode()


def test_the_page_of_files_lists_and_removes(
    alice: Account, bob: Account, give: Callable[..., Attachment], client_for: Callable[..., Client]
) -> None:
    client, page = client_for(alice), "/en/account/files/"
    assert 'href="/en/write/"' in client.get(page).content.decode()
    made = give(alice, "Plan.pdf")
    assert f"[Plan.pdf](file:{made.pk})" in client.get(page).content.decode()
    assert client_for(bob).get("/en/account/files/alice/").status_code == 404
    assert client_for(bob).post(page, {"remove": made.pk}).status_code == 404
    post = make_post(alice, f"[x](file:{made.pk})")
    assert "Take it out of the text first" in client.post(page, {"remove": made.pk}, follow=True).content.decode()
    assert Attachment.objects.exists()
    Post.objects.filter(id=post.pk).delete()
    assert client.post(page, {"remove": made.pk}).status_code == 302
    assert not Attachment.objects.exists()


def test_files_nobody_leads_to_are_swept_out(
    alice: Account,
    give: Callable[..., Attachment],
    media_root: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    used, unused = give(alice), give(alice)
    make_post(alice, f"[x](file:{used.pk})")
    (media_root / "attachments/00").mkdir(exist_ok=True)
    (media_root / "attachments/00/256").write_bytes(b"left behind")
    assert sweep_attachments(now=timezone.now()) == (0, 0)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_attachments(now=timezone.now() + timedelta(days=40))[0] == 1
    assert {path.name for path in media_root.rglob("*") if path.is_file()} == {str(used.pk)}
    assert not Attachment.objects.filter(id=unused.pk).exists()


@pytest.mark.parametrize(("fate", "left"), [("keep", 1), ("erase", 0)])
def test_who_leaves_takes_their_files_along(
    fate: str, left: int, alice: Account, give: Callable[..., Attachment], django_capture_on_commit_callbacks: Any
) -> None:
    made = give(alice)
    give(alice)
    make_post(alice, f"[x](file:{made.pk})")
    with django_capture_on_commit_callbacks(execute=True):
        leave_posts(account_id=alice.pk, fate=fate)
    assert Attachment.objects.count() == left
    delete_attachments(account_id=alice.pk)
    assert not Attachment.objects.exists()


def test_an_archive_holds_the_files(alice: Account, give: Callable[..., Attachment]) -> None:
    made = give(alice)
    post = make_post(alice, f"[x](file:{made.pk})")
    owner = Owner(user_id=0, account_id=alice.pk, email="")
    by_name = {part.name: part for part in parts()}
    files, posts = by_name["files"], by_name["posts"]
    assert [row["title"] for row in files.rows(owner)] == ["plan.pdf"]
    assert files.files
    assert posts.leaves
    ((path, opened),) = files.files(owner)
    with opened() as file:
        assert file.read() == PDF
    assert f'href="../{path}"' in next(leaf.html for leaf in posts.leaves(owner) if leaf.key == str(post.pk))
