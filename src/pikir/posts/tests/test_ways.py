"""Other ways through a thread: newest, best, one stance, two sides; a thread of 5,000 comments; putting aside."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pikir.accounts.actions import block, mute
from pikir.accounts.models import Account
from pikir.kernel.ids import make_id
from pikir.posts import branches, threads
from pikir.posts.actions import fold_comment, hide_post, support_post
from pikir.posts.kinds import PostKind, State
from pikir.posts.models import Post
from pikir.posts.thread_kinds import Stance

WAYS = ("", "?sort=newest", "?sort=best", "?sort=best&stance=for", "?view=sides")


@pytest.fixture
def root(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(alice, "Cars or a park?")


def page_of(client: Client, post: Post, query: str = "", lang: str = "en") -> str:
    return client.get(f"/{lang}/@{post.account.handle}/{post.pk}/{query}").content.decode()


def said(page: str) -> list[str]:
    """The words of the comments in the order in which they stand."""
    return re.findall(r'<div class="said"><p>([^<]+)</p>', page)


def many(root: Post, author: Account, number: int, *, deep: int = 1, **fields: Any) -> list[Post]:
    """So many comments in one insertion, in branches that are ``deep``."""
    now = timezone.now()
    rows: list[Post] = []
    for count in range(number):
        key = make_id()
        rows.append(
            Post(
                id=key, listed_at_id=key, account=author, kind=PostKind.COMMENT, language="en", source=f"N{count}",
                html=f"<p>N{count}</p>", excerpt=f"N{count}", state=State.PUBLISHED, visibility=root.visibility,
                reply_to=rows[-1] if count % deep else root, root=root,
                created_at=now, updated_at=now, published_at=now,
                **({"support_count": count % 7, "stance": Stance.values[count % 4]} | fields),
            )
        )  # fmt: skip
    Post.objects.bulk_create(rows, batch_size=500)
    Post.objects.filter(pk=root.pk).update(reply_count=number)
    return rows


def test_a_stance_is_declared_with_the_comment_and_shown(
    client: Client, client_for: Any, bob: Account, root: Post, lang: str
) -> None:
    address = f"/{lang}/@alice/{root.pk}/comment/"
    assert client_for(bob).post(address, {"source": "A park.", "stance": "for"}).status_code == 302
    assert Post.objects.get(root=root).stance == "for"
    word = {"en": "for", "ru": "за", "kk": "жақтаймын"}[lang]
    assert f'<span class="tag ">{word}</span>' in page_of(client, root, lang=lang)
    assert client_for(bob).post(address, {"source": "A park.", "stance": "maybe"}).status_code == 422


def test_newest_and_best_first_in_pages_without_a_gap(
    client: Client, root: Post, bob: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(branches.branches_page.__kwdefaults__, "limit", 5)
    rows = many(root, bob, 23)
    best = sorted(rows, key=lambda row: (-row.support_count, row.listed_at_id))
    for sort, wanted in (("newest", rows[::-1]), ("best", best)):
        seen: list[str] = []
        query = f"?sort={sort}"
        while query:
            page = page_of(client, root, query)
            seen += said(page)
            later = re.search(rf"/(\?sort={sort}&amp;after=[\d-]+)#comments", page)
            query = later[1].replace("&amp;", "&") if later else ""
        assert seen == [row.source for row in wanted]
    assert said(page_of(client, root, "?sort=best&after=none")) == [row.source for row in best[:5]]


def test_one_stance_alone(client: Client, root: Post, bob: Account) -> None:
    rows = many(root, bob, 8)
    page = page_of(client, root, "?stance=against")
    assert said(page) == [row.source for row in rows if row.stance == "against"]
    assert "All stances" in page


def test_both_sides_stand_beside_each_other_the_best_first(client: Client, root: Post, bob: Account) -> None:
    rows = many(root, bob, 40)
    page = page_of(client, root, "?view=sides")
    for stance in Stance:
        section = page[page.index(f'aria-labelledby="side-{stance}"') :].partition("</section>")[0]
        mine = [row for row in rows if row.stance == stance]
        best = sorted(mine, key=lambda row: (-row.support_count, row.listed_at_id))[:5]
        assert said(section) == [row.source for row in best]
        assert '<span class="dim num">10</span>' in section
        assert f"?sort=best&amp;stance={stance}#comments" in section
    assert "how many people support it" in page


@pytest.mark.parametrize("act", [block, mute])
def test_no_way_shows_whom_one_does_not_want_to_see(
    act: Any, root: Post, bob: Account, carol: Account, client_for: Any, viewer_for: Any, comment_by: Any
) -> None:
    many(root, bob, 4)
    comment_by(carol, root, "Of carol")
    act(actor=viewer_for(carol), target_id=bob.pk)
    reader = client_for(carol)
    for query in WAYS:
        assert "N1" not in said(page_of(reader, root, query)), query


def test_what_was_taken_down_is_in_no_way(
    client: Client, root: Post, bob: Account, viewer_for: Any, moderator: Account
) -> None:
    rude = many(root, bob, 1, stance="for")[0]
    hide_post(actor=viewer_for(moderator), post=rude, reason="Rule 2.")
    for query in WAYS:
        assert "N0" not in page_of(client, root, query), query


def test_a_thread_of_five_thousand_comments_opens_with_a_fixed_number_of_queries(
    client: Client,
    client_for: Any,
    root: Post,
    bob: Account,
    carol: Account,
    moderator: Account,
    viewer_for: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for page in (threads.comments_page, branches.branches_page):
        monkeypatch.setitem(page.__kwdefaults__, "limit", 10)  # fewer to draw, as many to choose from
    first = many(root, bob, 2, deep=2)[0]
    support_post(actor=viewer_for(carol), post=first)
    readers = {"guest": client, "member": client_for(carol), "author": client_for(root.account)}
    readers["staff"] = client_for(moderator)
    counts = {(who, query): queries_of(reader, root, query) for who, reader in readers.items() for query in WAYS}
    many(root, bob, 5000, deep=20)
    for (who, query), number in counts.items():
        assert queries_of(readers[who], root, query) == number, (who, query)
    assert max(counts.values()) <= 19


def queries_of(client: Client, root: Post, query: str) -> int:
    """Queries of a second look: the first reads what a process keeps."""
    page_of(client, root, query)
    with CaptureQueriesContext(connection) as sent:
        assert client.get(f"/en/@alice/{root.pk}/{query}").status_code == 200
    return len(sent)


def test_below_a_comment_its_answers_fold_without_script(
    client: Client, root: Post, bob: Account, comment_by: Any
) -> None:
    above = comment_by(bob, root, "Above.")
    comment_by(bob, above, "Below.")
    assert re.search(r'<details class="below" open><summary>1 comment</summary><ol>.*Below', page_of(client, root))


def test_a_comment_is_quoted_in_the_form(client_for: Any, root: Post, bob: Account, comment_by: Any) -> None:
    comment = comment_by(bob, root, "One **thing**.\n\nAnother.")
    page = client_for(bob).get(f"/en/@bob/{comment.pk}/comment/?quote=1").content.decode()
    assert "&gt; One thing. Another.\n\n</textarea>" in page
    assert "&gt; One" not in client_for(bob).get(f"/en/@bob/{comment.pk}/comment/").content.decode()


def test_the_author_puts_a_comment_aside_where_everyone_can_still_read_it(
    client: Client, client_for: Any, root: Post, bob: Account, carol: Account, comment_by: Any, lang: str
) -> None:
    comment = comment_by(bob, root, "Noise.")
    words = {
        "en": "Hidden by the author of the text",
        "ru": "Скрыто автором текста",
        "kk": "Мәтін авторы жасырған",
    }[lang]
    address = f"/{lang}/fold/{comment.pk}/"
    for other in (bob, carol):
        assert client_for(other).post(address).status_code == 403
    alice = client_for(root.account)
    assert alice.post(address, {"back": f"/{lang}/@alice/{root.pk}/"})["Location"].endswith(f"/#c{comment.pk}")
    page = page_of(client, root, lang=lang)
    assert f"<summary>{words}</summary>" in page
    assert "Noise." in page
    alice.post(address, {"act": "off"})
    assert words not in page_of(client, root, lang=lang)


def test_nobody_puts_aside_what_is_no_comment_below_theirs(root: Post, viewer_for: Any, alice: Account) -> None:
    with pytest.raises(PermissionDenied):
        fold_comment(actor=viewer_for(alice), comment=root, folded=True)
    root.refresh_from_db()
    assert root.folded_at is None


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "\\\\evil.example", ""])
def test_a_button_never_leads_out_of_the_square(
    back: str, client_for: Any, root: Post, bob: Account, comment_by: Any, carol: Account
) -> None:
    comment = comment_by(bob, root, "Text.")
    answer = client_for(carol).post(f"/en/support/{comment.pk}/", {"back": back})
    assert answer["Location"] == f"/en/@alice/{root.pk}/#c{comment.pk}"
