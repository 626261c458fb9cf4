"""Topics: hashtags in any script, what readers see in a topic, how long lists page, who follows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from harness.people import viewer_of
from pikir.accounts.actions import block, follow, mute
from pikir.accounts.models import Account
from pikir.posts import kinds
from pikir.posts.actions import Draft, edit_post, hide_post, restore_post, withdraw_post
from pikir.posts.actions.topics import TopicError, follow_topic, unfollow_topic
from pikir.posts.models import Post, PostTopic, Topic
from pikir.posts.topic_lists import posts_of_topic, topic_called
from pikir.posts.topics import topic_key

pytestmark = pytest.mark.django_db
Make = Callable[..., Post]


def names_of(post: Post) -> list[str]:
    rows = PostTopic.objects.filter(post=post, position__isnull=False).order_by("position")
    return [row.topic.names[0] for row in rows.select_related("topic")]


def change(post: Post, source: str, **draft: Any) -> None:
    fresh = Post.objects.get(pk=post.pk)
    written = Draft(kind=fresh.kind, title=fresh.title, source=source, language=fresh.language, **draft)
    edit_post(actor=viewer_of(post.account), post=fresh, draft=written)


def shown(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "source", "names"),
    [
        ("kk", "Бұл #құқық туралы.", ["Құқық"]),
        ("kk", "#ел_ордасы – біздің қала", ["Ел ордасы"]),
        ("ru", "(#право), и ещё #право!", ["Право"]),
        ("en", "Rain in #Almaty2026", ["Almaty2026"]),
        ("en", "#هوا and #हिन्दी and #日本", ["هوا", "हिन्दी", "日本"]),
        ("en", "Number #1, a#b, C#, &#39;, https://example.org/#part, /#part", []),
        ("en", "`#include` and\n\n    #indented\n\n```\n#fenced\n```", []),
        ("en", "[#word](https://example.org/)", []),
        ("en", "# Heading\n\nText", []),
        ("en", "**#bold** and > #quote", ["Bold", "Quote"]),
    ],
)
def test_a_hashtag_in_any_script_is_a_topic(
    alice: Account, post_by: Make, language: str, source: str, names: list[str]
) -> None:
    assert names_of(post_by(alice, source, language=language)) == names


def test_all_spellings_lead_to_one_topic(alice: Account, post_by: Make) -> None:
    posts = [post_by(alice, f"Text {tag}", language="kk") for tag in ("#ел_ордасы", "#Ел_Ордасы", "#елордасы")]
    posts.append(post_by(alice, "Text", language="kk", topics=("ел  ордасы",)))
    assert len({name for post in posts for name in names_of(post)}) == 1
    topic = Topic.objects.get()
    assert topic.slug == "el-ordasy"
    assert topic_called("EL ORDASY") == topic
    assert f'<a href="/topics/{topic.slug}/">#Ел_Ордасы</a>' in Post.objects.get(pk=posts[1].pk).html


def test_a_topic_in_a_text_leads_to_its_page(alice: Account, post_by: Make, lang: str) -> None:
    post = post_by(alice, "About #rain.", title="zqtitle")
    page = shown(f"/{lang}/@alice/{post.pk}/")
    assert 'href="/topics/rain/"' in page
    assert f'href="/{lang}/topics/rain/"' in page
    assert "zqtitle" in shown(f"/{lang}/topics/rain/")
    assert Client().get("/topics/rain/", follow=True).status_code == 200
    assert "zqtitle" in Client().get(f"/feeds/{lang}/topics/rain.atom").content.decode()


def test_at_most_five_topics_the_named_first(alice: Account, post_by: Make) -> None:
    post = post_by(alice, "#a1a #b1b #c1c #d1d #e1e #f1f", topics=("One", "Two"))
    assert names_of(post) == ["One", "Two", "A1a", "B1b", "C1c"]
    assert "/topics/d1d/" not in post.html
    assert topic_called("d1d") is None


def test_an_author_is_told_of_hashtags_that_stay_words(alice: Account, client_for: Any) -> None:
    form = {
        "kind": "entry", "account": alice.pk, "title": "T", "source": "#a1a #b1b #c1c #d1d", "visibility": "public",
        "topics": "One, two , #Three", "act": "publish",
    }  # fmt: skip
    page = client_for(alice).post("/en/write/", form, follow=True).content.decode()
    assert "#c1c, #d1d" in page
    assert names_of(Post.objects.get()) == ["One", "Two", "Three", "A1a", "B1b"]
    page = client_for(alice).get(f"/en/write/{Post.objects.get().pk}/").content.decode()
    assert 'value="One, Two, Three"' in page


@pytest.mark.parametrize("typed", ["a1, b1, c1, d1, e1, f1", "123", "x" * 41])
def test_a_box_of_topics_says_what_is_wrong(alice: Account, client_for: Any, typed: str) -> None:
    form = {"kind": "note", "account": alice.pk, "source": "Text", "visibility": "public", "topics": typed}
    answer = client_for(alice).post("/en/write/", form)
    assert answer.status_code == 422
    assert "id_topics_error" in answer.content.decode()
    assert not Post.objects.exists()


def test_editing_a_text_changes_its_topics_and_keeps_those_that_were_named(alice: Account, post_by: Make) -> None:
    post = post_by(alice, "#rain #snow", topics=("Weather",))
    assert names_of(post) == ["Weather", "Rain", "Snow"]
    change(post, "#snow only")
    assert names_of(post) == ["Weather", "Snow"]
    assert topic_called("rain") is None  # nothing stands in it any more
    change(post, "Nothing", topics=())
    assert names_of(post) == []
    assert not Topic.objects.exists()


def test_a_comment_links_topics_but_stands_in_none(
    alice: Account, bob: Account, post_by: Make, comment_by: Make
) -> None:
    post = post_by(alice, "#rain")
    comment = comment_by(bob, post, "#rain and #snow")
    assert comment.html.count("/topics/") == 1
    assert not PostTopic.objects.filter(post=comment).exists()
    assert topic_called("snow") is None


def test_a_topic_is_there_while_something_can_be_read_in_it(alice: Account, moderator: Account, post_by: Make) -> None:
    draft = post_by(alice, "#secret", state="draft")
    hidden = post_by(alice, "#secret", visibility="followers")
    assert Client().get("/en/topics/secret/").status_code == 404
    assert "secret" not in shown("/en/topics/")
    post = post_by(alice, "#secret", title="zqopen")
    page = shown("/en/topics/secret/")
    assert "zqopen" in page
    assert str(draft.pk) not in page
    assert str(hidden.pk) not in page
    hide_post(actor=viewer_of(moderator), post=post, reason="Rule 3")
    assert Client().get("/en/topics/secret/").status_code == 404
    restore_post(actor=viewer_of(moderator), post=Post.objects.get(pk=post.pk), reason="It was right")
    assert "zqopen" in shown("/en/topics/secret/")
    withdraw_post(actor=viewer_of(alice), post=Post.objects.get(pk=post.pk))
    assert Client().get("/en/topics/secret/").status_code == 404


def test_a_topic_pages_by_place_in_time(alice: Account, post_by: Make, assert_queries: Any) -> None:
    for number in range(kinds.LIST_PAGE + 3):
        post_by(alice, "#rain", title=f"Number {number}.")
    topic = topic_called("rain")
    assert topic is not None
    first = posts_of_topic(topic=topic)
    post_by(alice, "#rain", title="Later")
    second = posts_of_topic(topic=topic, before=first.older)
    titles = [row.post.title for row in (*first.items, *second.items)]
    assert titles == [f"Number {number}." for number in reversed(range(kinds.LIST_PAGE + 3))]
    assert second.older is None
    shown("/en/topics/rain/")
    with assert_queries(4):  # the topic, what is below it, what stands in it, and in what else that stands
        Client().get("/en/topics/rain/")
    with assert_queries(2):
        Client().get("/en/topics/")


def test_home_shows_followed_topics_with_the_reason_and_without_whom_one_does_not_want(
    alice: Account, bob: Account, carol: Account, post_by: Make, client_for: Any
) -> None:
    viewer, client = viewer_of(bob), client_for(bob)
    post_by(alice, "#rain", title="zqalice")
    post_by(carol, "#rain #snow", title="zqcarol")
    post_by(carol, "#wind", title="zqwind")
    post_by(carol, "#rain", title="zqclosed", visibility="followers")
    assert "zqalice" not in shown("/en/home/", client)
    for name in ("rain", "snow"):
        client.post(f"/en/topics/{name}/follow/")
    page = shown("/en/home/", client)
    assert page.count(">zqcarol<") == page.count(">zqalice<") == 1
    assert "You follow the topic “Rain”." in page
    assert "zqwind" not in page
    assert "zqclosed" not in page
    mute(actor=viewer, target_id=carol.pk, until=None)
    assert "zqcarol" not in shown("/en/home/", client)
    block(actor=viewer_of(alice), target_id=bob.pk)
    assert "zqalice" not in shown("/en/home/", client)
    assert "zqalice" not in shown("/en/topics/rain/", client)
    client.post("/en/topics/rain/follow/", {"act": "unfollow"})
    unfollow_topic(actor=viewer, topic=Topic.objects.get(slug="snow"))
    assert "Nothing here yet" in shown("/en/home/", client)


def test_home_is_one_list_of_people_and_topics(alice: Account, bob: Account, carol: Account, post_by: Make) -> None:
    from pikir.posts.queries import home_posts

    posts = [post_by(author, "#rain", title=str(number)) for number in range(9) for author in (alice, carol)]
    follow(actor=viewer_of(bob), target_id=alice.pk)
    follow_topic(actor=viewer_of(bob), topic=Topic.objects.get())
    seen, before = [], None
    while True:
        page = home_posts(viewer=viewer_of(bob), before=before, limit=5)
        seen += [(post.pk, topic is None) for post, topic in page.items]
        before = page.older
        if before is None:
            break
    assert seen == [(post.pk, post.account_id == alice.pk) for post in reversed(posts)]


def test_who_may_follow_and_how_many(alice: Account, post_by: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from pikir.accounts.access import Viewer

    post_by(alice, "#rain #snow")
    monkeypatch.setattr("pikir.posts.actions.topics.TOPICS_FOLLOWED", 1)
    first, second = Topic.objects.order_by("id")
    follow_topic(actor=viewer_of(alice), topic=first)
    follow_topic(actor=viewer_of(alice), topic=first)
    with pytest.raises(TopicError):
        follow_topic(actor=viewer_of(alice), topic=second)
    with pytest.raises(PermissionDenied):
        follow_topic(actor=Viewer.guest(), topic=first)


def test_lists_say_why_a_post_stands_in_them(
    alice: Account, bob: Account, post_by: Make, client_for: Any, lang: str
) -> None:
    words = {
        "kk": ("Мұны неге көріп тұрмын?", "уақыт ретімен"),
        "ru": ("Почему я это вижу?", "по порядку времени"),
        "en": ("Why do I see this?", "in the order of time"),
    }[lang]
    post_by(alice, "#rain", title="zqtitle")
    follow(actor=viewer_of(bob), target_id=alice.pk)
    for address in ("", "newest/", "@alice/", "topics/rain/"):
        assert words[0] in shown(f"/{lang}/{address}"), address
    assert words[1] in shown(f"/{lang}/newest/")
    assert words[0] in shown(f"/{lang}/home/", client_for(bob))


def test_a_key_is_the_same_for_all_spellings() -> None:
    assert topic_key("Ел ордасы") == topic_key("#ЕЛ_ОРДАСЫ") == topic_key("ел-ордасы")
    assert topic_key("—") == ""
    assert topic_key("ёлка") == topic_key("Елка")
