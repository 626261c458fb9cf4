"""Telling people, grouping what they are told, showing only what they may still see."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.inbox import Lines
from harness.people import make_person, viewer_of
from pikir.accounts.actions import (
    accept_request,
    add_filter,
    block,
    follow,
    mute,
    unfollow,
)
from pikir.accounts.events import SafetyChanged
from pikir.accounts.models import Account
from pikir.kernel.events import send
from pikir.notifications.actions import notify, read_all
from pikir.notifications.kinds import COUNT_MAX, PAGE
from pikir.notifications.models import Notice
from pikir.notifications.queries import notice_page, unread_count
from pikir.posts.actions import Draft, edit_post, hide_post, remove_post, restore_post, withdraw_post
from pikir.posts.models import Post


@pytest.fixture
def root(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(alice, "What shall become of it?", title="The tower")


def texts(entries: list[Any]) -> list[str]:
    return [entry.text for entry in entries]


def test_who_is_commented_on_is_told_with_the_words(lines: Lines, bob: Account, root: Post, comment_by: Any) -> None:
    comment_by(bob, root, "Keep it.")
    (entry,) = lines(root.account)
    assert (entry.text, entry.words, entry.unread) == ("Bob commented on “The tower”", "Keep it.", True)
    assert not lines(bob)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["P1 commented on “The tower”", "P2 and 1 other commented on “The tower”"]),
        ("ru", ["P1 комментирует «The tower»", "P2 и ещё 1 человек комментируют «The tower»"]),
        ("kk", ["P1 пікір қалдырды: «The tower»", "P2 және тағы 1 адам пікір қалдырды: «The tower»"]),
    ],
)
def test_sentences_are_right_in_each_language(
    language: str, expected: list[str], lines: Lines, root: Post, comment_by: Any
) -> None:
    for number, sentence in enumerate(expected, start=1):
        comment_by(make_person(f"p{number}"), root, "Words.")
        assert texts(lines(root.account, language=language)) == [sentence]


def test_twelve_people_are_one_line(lines: Lines, root: Post, comment_by: Any) -> None:
    for number in range(12):
        comment_by(make_person(f"p{number}"), root, "Words.")
        comment_by(Account.objects.get(handle=f"p{number}"), root, "More words.")
    assert texts(lines(root.account)) == ["P11 and 11 others commented on “The tower”"]
    assert texts(lines(root.account, language="ru")) == ["P11 и ещё 11 человек комментируют «The tower»"]


def test_an_answer_to_a_comment_tells_both_above_it_once_each(
    lines: Lines, bob: Account, carol: Account, root: Post, comment_by: Any
) -> None:
    first = comment_by(bob, root, "Keep it.")
    comment_by(carol, first, "Why, @bob and @alice?")
    assert texts(lines(bob)) == ["Carol commented on your comment"]
    assert texts(lines(root.account)) == ["Carol and 1 other commented on “The tower”"]


def test_nobody_is_told_of_what_they_or_their_colleagues_do(
    lines: Lines, alice: Account, bob: Account, organisation: Any, post_by: Any, comment_by: Any
) -> None:
    gazette = organisation("gazette", alice, bob)
    post = post_by(gazette, "News", writer=alice, title="News")
    comment_by(alice, post, "My own.")
    assert not lines(alice)
    assert texts(lines(bob)) == ["Alice commented on “News”"]


def test_mentions_are_told_and_linked(lines: Lines, bob: Account, carol: Account, post_by: Any) -> None:
    post = post_by(bob, "Ask @Carol and @nobody_here, not carol@carol.example or `@carol`.", title="To ask")
    assert post.html.count('<a href="/@carol/">@Carol</a>') == 1
    assert "nobody_here</a>" not in post.html
    assert texts(lines(carol)) == ["Bob mentioned you in “To ask”"]


def test_a_mention_that_comes_by_an_edit_is_told_once(lines: Lines, bob: Account, carol: Account, post_by: Any) -> None:
    post = post_by(bob, "Nobody yet.")
    for source in ("Ask @carol.", "Do ask @carol."):
        edit_post(actor=viewer_of(bob), post=post, draft=Draft(source=source, title="To ask"))
    assert texts(lines(carol)) == ["Bob mentioned you in “To ask”"]
    assert Notice.objects.filter(receiver=carol.user).count() == 1


def test_a_private_text_calls_nobody(lines: Lines, bob: Account, carol: Account, post_by: Any) -> None:
    post_by(bob, "Do not tell @carol.", visibility="private")
    assert not lines(carol)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("act", [hide_post, remove_post])
def test_what_is_taken_down_leaves_the_inbox_and_comes_back(
    act: Any, lines: Lines, bob: Account, moderator: Account, root: Post, comment_by: Any
) -> None:
    comment = comment_by(bob, root, "Rude words.")
    assert len(lines(root.account)) == 1
    act(actor=viewer_of(moderator), post=comment, reason="Against rule 2.")
    assert not lines(root.account)
    restore_post(actor=viewer_of(moderator), post=comment, reason="A mistake.")
    assert texts(lines(root.account)) == ["Bob commented on “The tower”"]


def test_staff_are_not_shown_in_their_inbox_what_is_taken_down(
    lines: Lines, bob: Account, moderator: Account, operator: Account, post_by: Any, comment_by: Any
) -> None:
    comment = comment_by(bob, post_by(moderator, "Rules", title="Rules"), "Rude words.")
    hide_post(actor=viewer_of(operator), post=comment, reason="Against rule 2.")
    assert not lines(moderator)


def test_what_its_author_takes_back_is_gone(lines: Lines, bob: Account, root: Post, comment_by: Any) -> None:
    comment = comment_by(bob, root, "Keep it.")
    withdraw_post(actor=viewer_of(bob), post=comment)
    assert not lines(root.account)


def test_the_bar_forgets_what_the_inbox_cannot_show(
    client_for: Any, run_jobs: Any, bob: Account, root: Post, comment_by: Any
) -> None:
    comment = comment_by(bob, root, "Keep it.")
    run_jobs()
    withdraw_post(actor=viewer_of(bob), post=comment)
    user = root.account.user
    assert unread_count(user.id) == 1
    client_for(root.account).get("/en/inbox/")
    assert unread_count(user.id) == 0


def test_telling_twice_changes_nothing(alice: Account, bob: Account) -> None:
    for _ in range(2):
        notify(receivers=[alice.user.id], kind="follow", object_id=alice.id, actor_account_id=bob.id)
        notify(receivers=[alice.user.id], kind="account_decision", object_id=7, about_id=alice.id)
    assert Notice.objects.count() == 2


def test_followers_stand_together(lines: Lines, alice: Account, bob: Account, carol: Account) -> None:
    for follower in (bob, carol):
        follow(actor=viewer_of(follower), target_id=alice.id)
    assert texts(lines(alice)) == ["Carol and 1 other follow you"]
    unfollow(actor=viewer_of(carol), target_id=alice.id)
    assert texts(lines(alice)) == ["Bob follows you"]


def test_a_request_is_told_until_it_is_answered(lines: Lines, alice: Account, bob: Account) -> None:
    Account.objects.filter(id=alice.id).update(follow_policy="request")
    follow(actor=viewer_of(bob), target_id=alice.id)
    (entry,) = lines(alice)
    assert (entry.text, entry.url) == ("Bob asks to follow you", "/en/account/relations/requests/")
    accept_request(actor=viewer_of(alice), target_id=bob.id)
    assert not lines(alice)


def test_who_is_let_in_is_told_while_they_follow(lines: Lines, alice: Account, bob: Account, carol: Account) -> None:
    for asked, sentence in ((alice, "Alice lets you follow"), (carol, "Carol and 1 other let you follow")):
        Account.objects.filter(id=asked.id).update(follow_policy="request")
        follow(actor=viewer_of(bob), target_id=asked.id)
        assert sentence not in texts(lines(bob))
        accept_request(actor=viewer_of(asked), target_id=bob.id)
        (entry,) = lines(bob)
        assert (entry.text, entry.url) == (sentence, f"/en/@{asked.handle}/")
    assert Notice.objects.filter(receiver=bob.user, by_mail=True).count() == 2, "they wait for the answer"
    unfollow(actor=viewer_of(bob), target_id=carol.id)
    assert texts(lines(bob)) == ["Alice lets you follow"]
    block(actor=viewer_of(alice), target_id=bob.id)
    assert not lines(bob)


@pytest.mark.parametrize("act", [block, mute])
def test_who_is_blocked_or_muted_is_heard_no_more(
    act: Any, lines: Lines, bob: Account, root: Post, comment_by: Any, post_by: Any
) -> None:
    comment_by(bob, root, "Keep it.")
    assert len(lines(root.account)) == 1
    act(actor=viewer_of(root.account), target_id=bob.id)
    assert not lines(root.account)
    post_by(bob, "Ask @alice.")
    lines(root.account)
    assert Notice.objects.filter(receiver=root.account.user).count() == 1


def test_a_mention_reaches_only_who_wants_it(lines: Lines, bob: Account, carol: Account, post_by: Any) -> None:
    Account.objects.filter(id=carol.id).update(mentions_from="followed")
    post_by(bob, "Ask @carol.")
    assert not lines(carol)


def test_filtered_words_are_named_and_not_said(lines: Lines, bob: Account, root: Post, comment_by: Any) -> None:
    add_filter(actor=viewer_of(root.account), words="spoiler", whole_word=False, until=None)
    comment_by(bob, root, "A spoiler: it falls.")
    assert [entry.words for entry in lines(root.account)] == ["Filtered: spoiler"]


def test_changes_of_safety_are_told(lines: Lines, alice: Account) -> None:
    for what in ("password_changed", "sign_in", "unheard_of"):
        send(SafetyChanged(user_id=alice.user.id, what=what))
    assert texts(lines(alice, "security")) == [
        "Something that keeps your account safe was changed",
        "A browser that was not known before signed in to your account",
        "Your password was changed",
    ]


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), max_size=12))
def test_groups_hold_what_was_told_and_page_by_page_nothing_is_lost(
    alice: Account, operator: Account, bob: Account, carol: Account, events: list[tuple[int, int]]
) -> None:
    Notice.objects.all().delete()
    actors = [None, bob.id, carol.id, operator.id]
    for moment, (who, about) in enumerate(events):
        data = {"verb": "restore"}
        receivers = [alice.user.id]
        notify(
            receivers=receivers,
            kind="account_decision",
            object_id=moment,
            about_id=about,
            actor_account_id=actors[who],
            data=data,
        )
    viewer, seen, before = viewer_of(alice), [], None
    while True:
        page = notice_page(viewer=viewer, before=before, limit=1)
        seen += page.notices
        before = page.older
        if before is None:
            break
    assert len(seen) == len({notice.id for notice in seen}) == len(events)
    order = list(dict.fromkeys(about for _, about in reversed(events)))
    assert list(dict.fromkeys(notice.about_id for notice in seen)) == order
    assert unread_count(alice.user.id) == len(order)


def test_the_page_shows_unread_in_words_and_marks_what_is_opened(
    client_for: Any, run_jobs: Any, bob: Account, root: Post, comment_by: Any
) -> None:
    comment = comment_by(bob, root, "Keep it.")
    run_jobs()
    client = client_for(root.account)
    page = client.get("/en/inbox/").content.decode()
    assert "1 new notification" in page
    assert '<span class="tag ">new</span>' in page
    notice = Notice.objects.get()
    answer = client.get(f"/en/inbox/{notice.id}/")
    assert answer["Location"] == f"/en/@bob/{comment.id}/"
    page = client.get("/en/inbox/").content.decode()
    assert "new notification" not in page
    assert '<span class="tag ">new</span>' not in page


def test_others_notices_are_nobodys_business(
    client_for: Any, run_jobs: Any, bob: Account, root: Post, comment_by: Any
) -> None:
    comment_by(bob, root, "Keep it.")
    run_jobs()
    notice = Notice.objects.get()
    assert client_for(bob).get(f"/en/inbox/{notice.id}/").status_code == 404
    assert Client().get("/en/inbox/").status_code == 302
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_is_read_up_to_what_was_seen(
    client_for: Any, run_jobs: Any, bob: Account, root: Post, comment_by: Any
) -> None:
    comment_by(bob, root, "Keep it.")
    run_jobs()
    client = client_for(root.account)
    until = client.get("/en/inbox/").context["until"]
    notify(receivers=[root.account.user.id], kind="follow", object_id=root.account.id, actor_account_id=bob.id)
    assert client.post("/en/inbox/read/", {"until": until}).status_code == 302
    assert set(Notice.objects.filter(read_at=None).values_list("kind", flat=True)) == {"follow"}
    assert client.get("/en/inbox/read/").status_code == 405


def test_a_tab_shows_and_marks_its_own_kind(
    client_for: Any, run_jobs: Any, bob: Account, root: Post, comment_by: Any
) -> None:
    comment_by(bob, root, "Keep it.")
    run_jobs()
    alice = root.account
    follow(actor=viewer_of(bob), target_id=alice.id)
    page = client_for(alice).get("/en/inbox/?tab=follow").content.decode()
    assert "Bob follows you" in page
    assert "commented" not in page
    read_all(actor=viewer_of(alice), until=Notice.objects.order_by("-id")[0].id, category="follow")
    assert set(Notice.objects.filter(read_at=None).values_list("kind", flat=True)) == {"comment"}


def test_old_lines_are_on_the_next_page(client_for: Any, alice: Account, person: Any) -> None:
    for number in range(PAGE + 1):
        notify(
            receivers=[alice.user.id], kind="account_decision", object_id=number + 1, about_id=alice.id + number,
            data={"verb": "restore"},
        )  # fmt: skip
    page = notice_page(viewer=viewer_of(alice))
    assert (len(page.notices), page.older is None) == (PAGE, False)
    assert len(notice_page(viewer=viewer_of(alice), before=page.older).notices) == 1


def test_the_bar_counts_no_further_than_it_shows(client_for: Any, alice: Account) -> None:
    now = timezone.now()
    Notice.objects.bulk_create(
        Notice(receiver=alice.user, kind="follow", about_id=number, object_id=number, at=now) for number in range(150)
    )
    assert unread_count(alice.user.id) == COUNT_MAX + 1
    assert "99+" in client_for(alice).get("/en/about/").content.decode()


def test_a_page_costs_the_same_however_much_there_is(
    client_for: Any, run_jobs: Any, assert_queries: Any, bob: Account, carol: Account, post_by: Any, comment_by: Any,
    alice: Account,
) -> None:  # fmt: skip
    client = client_for(alice)

    def told(titles: int) -> None:
        for number in range(titles):
            post = post_by(alice, "Text", title=f"Title {number}")
            for one in (bob, carol):
                comment_by(one, post, "Words.")
            post_by(bob, "Ask @alice.")
        run_jobs()

    told(1)
    client.get("/en/inbox/")
    with assert_queries(9):
        client.get("/en/inbox/")
    told(4)
    with assert_queries(9):
        client.get("/en/inbox/")


def test_an_empty_inbox_says_so_kindly(client_for: Any, alice: Account, lang: str) -> None:
    page = client_for(alice).get(f"/{lang}/inbox/").content.decode()
    assert 'class="empty"' in page


def test_what_is_told_late_stands_where_it_belongs(
    lines: Lines, alice: Account, bob: Account, post_by: Any, comment_by: Any
) -> None:
    """As after an import, which tells of comments of years in no order."""
    now = timezone.now()
    for days in (2, 9, 5):
        comment = comment_by(bob, post_by(alice, "Text"), "Hello")
        Post.objects.filter(pk=comment.pk).update(published_at=now - timedelta(days=days))
    assert [entry.at for entry in lines(alice)] == [now - timedelta(days=days) for days in (2, 5, 9)]
