"""Reading a WordPress export: all is kept or named in the report, twice changes nothing, hostile files are refused."""

import gzip
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image

from pikir.accounts.models import Account
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post
from pikir.transfer.models import Label

REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "wordpress" / "theme-unit-test.xml"

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Дала күнделігі</title>
<link>https://dala.example</link><description>Жел туралы</description><language>kk</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://dala.example</wp:base_blog_url>
<wp:author><wp:author_login>saule</wp:author_login><wp:author_display_name>Сәуле</wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>"


def item(number: int, title: str, content: str, *, more: str = "", status: str = "publish", kind: str = "post") -> str:
    return f"""<item><title>{title}</title><link>https://dala.example/2019/05/{number}/</link>
<guid>https://dala.example/?p={number}</guid><dc:creator>saule</dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2019-05-01 10:00:00</wp:post_date>
<wp:post_date_gmt>2019-05-01 04:00:00</wp:post_date_gmt><wp:status>{status}</wp:status>
<wp:post_parent>0</wp:post_parent><wp:post_type>{kind}</wp:post_type>{more}</item>"""


def comment(number: int, text: str, *, parent: int = 0, approved: str = "1", kind: str = "") -> str:
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>Қанат</wp:comment_author>
<wp:comment_author_email>kanat@example.org</wp:comment_author_email>
<wp:comment_date_gmt>2019-05-02 0{number}:00:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{text}]]></wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"""


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    def write(*items: str) -> Path:
        file = tmp_path / "export.xml"
        file.write_text(HEAD + "".join(items) + TAIL, encoding="utf-8")
        return file

    return write


def bring_in(file: Path, *more: str) -> str:
    out = io.StringIO()
    call_command("import", "wordpress", str(file), "--into", "dala", *more, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_post_keeps_its_words_date_author_and_blog(export: Callable[..., Path]) -> None:
    bring_in(
        export(item(7, "Жел &amp; құм", "Бірінші.\n\nЕкінші <b>күшті</b> <a href='https://a.example/'>сілтеме</a>."))
    )
    post = Post.objects.get()
    assert (post.title, post.account.name, post.audience.handle, post.language) == ("Жел & құм", "Сәуле", "dala", "kk")
    assert post.audience.kind == "organisation"
    assert not post.account.claimed
    assert post.published_at.isoformat() == "2019-05-01T04:00:00+00:00"
    assert post.html.count("<p>") == 2
    assert "<strong>күшті</strong>" in post.html
    assert 'href="https://a.example/"' in post.html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "kind", "state", "visibility"),
    [
        ("publish", "post", State.PUBLISHED, Visibility.PUBLIC),
        ("publish", "page", State.PUBLISHED, Visibility.UNLISTED),
        ("private", "post", State.PUBLISHED, Visibility.PRIVATE),
        ("draft", "post", State.DRAFT, Visibility.PUBLIC),
        ("pending", "post", State.DRAFT, Visibility.PUBLIC),
        ("future", "post", State.SCHEDULED, Visibility.PUBLIC),
    ],
)
def test_states_come_over(export: Callable[..., Path], status: str, kind: str, state: str, visibility: str) -> None:
    bring_in(export(item(7, "Title", "Text", status=status, kind=kind)))
    post = Post.objects.get()
    assert (post.state, post.visibility) == (state, visibility)
    assert (post.publish_at is not None) == (state == State.SCHEDULED)


@pytest.mark.django_db
def test_comments_stay_nested_and_counted(export: Callable[..., Path]) -> None:
    told = comment(1, "Бір") + comment(2, "Екі", parent=1) + comment(3, "Тексеруде", approved="0")
    machine = comment(4, "ping", kind="pingback") + comment(5, "buy", approved="spam")
    report = bring_in(export(item(7, "Title", "Text", more=told + machine)))
    root = Post.objects.get(root=None)
    first, second, held = Post.objects.filter(root=root).order_by("id")
    assert (first.reply_to_id, second.reply_to_id) == (root.id, first.id)
    assert (held.state, root.reply_count) == (State.HELD, 2)
    assert first.account == second.account
    assert "pingback" in report
    assert "spam" in report


@pytest.mark.django_db
def test_labels_and_old_addresses_are_kept(export: Callable[..., Path], client: Client) -> None:
    terms = (
        '<category domain="category" nicename="zhel">Жел</category>'
        '<category domain="post_tag" nicename="kum">құм</category>'
    )
    bring_in(export(item(7, "Title", "Text", more=terms)))
    post = Post.objects.get()
    assert set(Label.objects.values_list("kind", "slug", "name")) == {
        ("category", "zhel", "Жел"),
        ("tag", "kum", "құм"),
    }
    for old in ("/2019/05/7/", "/2019/05/7", "/?p=7", "/2019/05/7/?utm_source=x"):
        answer = client.get(old, headers={"accept-language": "ru"})
        assert (answer.status_code, answer["Location"]) == (301, f"/ru/@saule/{post.id}/"), old
    assert client.get("/2019/05/8/").status_code == 404


@pytest.mark.django_db
def test_categories_then_tags_become_the_topics_of_a_text(export: Callable[..., Path], client: Client) -> None:
    tags = [f'<category domain="post_tag" nicename="t{number}">тег {number}</category>' for number in range(5)]
    others = [
        '<category domain="category" nicename="zhel">Жел</category>',
        '<category domain="category" nicename="long">' + "ұзын " * 9 + "</category>",  # no name of a topic
        '<category domain="post_tag" nicename="year">2019</category>',  # nor is this
    ]
    report = bring_in(
        export(
            item(7, "Zqopen", "Мәтін #құм", more="".join([*tags, *others])),
            item(8, "Zqdraft", "Мәтін", more=others[0], status="draft"),
            item(9, "Zqprivate", "Мәтін", more=others[0], status="private"),
        )
    )
    assert " 7  topic of a text\n" in report
    page = client.get("/kk/topics/jel/").content.decode()
    assert re.findall(r"Zq\w+", page) == ["Zqopen"], "drafts and private texts stand in no topic"
    post = Post.objects.get(title="Zqopen")
    shown = client.get(f"/kk/@saule/{post.pk}/").content.decode()
    assert re.findall(r'class="chip"[^>]*>([^<]+)<', shown) == ["Жел", *(f"Тег {number}" for number in range(4))]
    assert 'href="/kk/topics/jel/"' in client.get("/kk/topics/").content.decode()
    assert Label.objects.filter(post=post).count() == 8, "what became no topic is kept"


@pytest.mark.django_db
def test_running_it_again_changes_nothing(export: Callable[..., Path]) -> None:
    file = export(item(7, "Title", "Text", more=comment(1, "Бір")), item(8, "Other", "Text", kind="page"))
    bring_in(file)
    before = list(Post.objects.order_by("id").values()), list(Account.objects.order_by("id").values())
    report = bring_in(file)
    assert (list(Post.objects.order_by("id").values()), list(Account.objects.order_by("id").values())) == before
    assert "earlier import" in report


@pytest.mark.django_db
def test_a_dry_run_writes_nothing_and_tells_the_same(export: Callable[..., Path]) -> None:
    file = export(item(7, "Title", "Text", more=comment(1, "Бір")))
    planned = bring_in(file, "--dry-run")
    assert not Post.objects.exists()
    assert not Account.objects.exists()
    assert planned.splitlines()[1:] == bring_in(file).splitlines()[1:]


@pytest.mark.django_db
def test_an_author_may_be_somebody_here(export: Callable[..., Path], alice: Account) -> None:
    file = export(item(7, "Title", "Text"))
    with pytest.raises(CommandError, match="@nobody"):
        bring_in(file, "--author", "saule=nobody")
    bring_in(file, "--author", "saule=alice")
    assert Post.objects.get().account == alice


@pytest.mark.django_db
def test_pictures_captions_and_galleries_come_from_the_folder(
    export: Callable[..., Path], tmp_path: Path, settings: object
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]  # pytest-django's settings
    uploads = tmp_path / "uploads" / "2019" / "05"
    uploads.mkdir(parents=True)
    Image.new("RGB", (900, 600), "orange").save(uploads / "dala.jpg")
    file_url = "https://dala.example/wp-content/uploads/2019/05/dala.jpg"
    attachment = item(
        9, "Дала", "", kind="attachment", status="inherit", more=f"<wp:attachment_url>{file_url}</wp:attachment_url>"
    )
    smaller = file_url.replace(".jpg", "-300x200.jpg")
    text = (
        f'[caption id="x" width="300"]<a href="{file_url}"><img src="{smaller}" alt="Дала"></a> '
        'Таңертең[/caption]\n\n[gallery ids="9"]\n\n[embed]https://video.example/1[/embed]'
    )
    report = bring_in(export(attachment, item(7, "Title", text)), "--media", str(tmp_path / "uploads"))
    post = Post.objects.get()
    assert post.picture is not None
    assert post.html.count("<img ") == 2
    assert "<figcaption>Таңертең" in post.html
    assert "https://video.example/1" in post.html
    assert "[caption" not in post.html
    assert "1  picture" in report


@pytest.mark.django_db
def test_a_picture_that_is_not_given_becomes_a_link(export: Callable[..., Path]) -> None:
    report = bring_in(export(item(7, "Title", '<img src="https://dala.example/a.jpg" alt="Дала">')))
    assert "<img" not in Post.objects.get().html
    assert 'href="https://dala.example/a.jpg"' in Post.objects.get().html
    assert "not given" in report


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss><channel><title>&b;</title></channel></rss>"""


def packed_bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.xml", HEAD + "<!--" + " " * 30_000_000 + "-->" + TAIL)
    return content.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("entity bomb", BOMB.encode()),
        ("outside entity", b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel>&a;</channel></rss>'),
        ("zip bomb", packed_bomb()),
        ("gzip bomb", gzip.compress((HEAD + "<!--" + " " * 30_000_000).encode())),
        ("cut short", (HEAD + item(7, "Title", "Text")).encode()[:-30]),
        ("cut gzip", gzip.compress((HEAD + item(7, "Title", "Text") + TAIL).encode())[:-20]),
        ("wrong encoding", HEAD.encode() + "<item><title>Дала".encode("cp1251") + TAIL.encode()),
        ("unknown encoding", b'<?xml version="1.0" encoding="x-unknown"?><rss></rss>'),
        ("another format", b"<html><body>Hello</body></html>"),
        ("no items", b"<rss><channel><title>News</title></channel></rss>"),
        ("no XML", b"Hello"),
        ("empty", b""),
        ("two files", b"PK\x03\x04 broken"),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_file_is_one_clear_line_and_writes_nothing(
    tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / "export.xml"
    file.write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        bring_in(file)
    assert "export.xml" in str(refusal.value) or "export" in str(refusal.value), name
    assert "\n" not in str(refusal.value)
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_scripts_in_an_export_do_not_run(export: Callable[..., Path]) -> None:
    text = '<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a><iframe src="https://v.example/"></iframe>'
    report = bring_in(export(item(7, "<![CDATA[<b>T</b><script>x</script>]]>", text)))
    html = Post.objects.get().html
    assert "<script" not in html
    assert "onerror" not in html
    assert 'href="javascript' not in html
    assert "<iframe" not in html
    assert "script" in report


@pytest.mark.django_db
@pytest.mark.skipif(not REAL.exists(), reason="the community's own export is not on this machine")
def test_the_communitys_own_export_loses_nothing_silently() -> None:
    report = bring_in(REAL)
    texts = Post.objects.filter(root=None)
    assert texts.count() == 51 + 21
    assert (texts.filter(state=State.SCHEDULED).count(), texts.filter(state=State.DRAFT).count()) == (1, 1)
    assert Post.objects.exclude(root=None).count() == 32 - 4  # two pingbacks and two trackbacks are named below
    for line in (
        "51 posts",
        "21 pages",
        "38 attachments",
        "32 comments",
        "2  pingback",
        "2  trackback",
        "70  menu entry",
    ):
        assert line in report
    before = Post.objects.count()
    bring_in(REAL)
    assert Post.objects.count() == before


@pytest.mark.django_db
def test_an_old_address_of_what_is_private_tells_nothing(export: Callable[..., Path], client: Client) -> None:
    bring_in(export(item(7, "Title", "Text", status="private"), item(8, "Title", "Text", status="draft")))
    assert client.get("/2019/05/7/").status_code == 404
    assert client.get("/2019/05/8/").status_code == 404
