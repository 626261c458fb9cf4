"""What editors do: names, the tree, merging, columns; and what remains of it when people leave."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.audit.models import Entry
from pikir.posts.actions.topics import (
    TopicError,
    TopicFacts,
    edit_topic,
    follow_topic,
    make_topic,
    merge_topics,
    place_in_column,
    take_out_of_column,
)
from pikir.posts.models import Post, Topic, TopicFollow
from pikir.posts.topic_lists import posts_of_topic, topic_called

pytestmark = pytest.mark.django_db
Make = Callable[..., Post]


def facts(name: str, **given: Any) -> TopicFacts:
    return TopicFacts(names={"en": name}, about={}, **given)


def titles(topic: Topic, **given: Any) -> list[str]:
    return [row.post.title for row in posts_of_topic(topic=topic, **given).items]


def shown(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_topic_has_names_in_three_languages(editor: Account, alice: Account, post_by: Make, client_for: Any) -> None:
    client = client_for(editor)
    post_by(alice, "#дождь", language="ru", title="zqrain")
    form = {"name_kk": "Жаңбыр", "name_ru": "Дождь", "name_en": "", "about_kk": "Аспаннан", "position": "0"}
    assert client.post("/en/desk/topics/dozhd/", form).status_code == 302
    assert "<h1>Жаңбыр</h1>" in shown("/kk/topics/dozhd/")
    assert "Аспаннан" in shown("/kk/topics/dozhd/")
    assert '<h1 lang="kk">Жаңбыр</h1>' in shown("/en/topics/dozhd/")
    post_by(alice, "#жаңбыр", language="kk", title="zqjan")
    assert "zqjan" in shown("/ru/topics/dozhd/")
    assert Client().get("/ru/topics/jangbyr/").status_code == 404
    assert Topic.objects.count() == 1


def test_only_editors_keep_topics(
    alice: Account, moderator: Account, editor: Account, post_by: Make, client_for: Any
) -> None:
    post = post_by(alice, "#rain")
    topic = Topic.objects.get()
    column = make_topic(actor=viewer_of(editor), facts=facts("News", is_column=True))
    for who in (alice, moderator):
        actor = viewer_of(who)
        acts: list[Callable[[], object]] = [
            lambda actor=actor: make_topic(actor=actor, facts=facts("New")),
            lambda actor=actor: edit_topic(actor=actor, topic=topic, facts=facts("New")),
            lambda actor=actor: merge_topics(actor=actor, topic=topic, into=column, reason=""),
            lambda actor=actor: place_in_column(actor=actor, post=post, column=column, reason=""),
            lambda actor=actor: take_out_of_column(actor=actor, post=post, column=column, reason="No"),
        ]
        for act in acts:
            with pytest.raises(PermissionDenied):
                act()
        for address in ("desk/topics/", "desk/topics/new/", "desk/topics/rain/merge/", f"desk/columns/{post.pk}/"):
            assert client_for(who).get(f"/en/{address}").status_code == 403, address
    assert client_for(editor).get("/en/desk/")["Location"].endswith("/desk/topics/")
    assert client_for(editor).get("/en/desk/accounts/").status_code == 403


def test_a_name_belongs_to_one_topic(editor: Account, alice: Account, post_by: Make) -> None:
    post_by(alice, "#rain")
    with pytest.raises(TopicError, match="Rain"):
        make_topic(actor=viewer_of(editor), facts=facts("RAIN"))
    with pytest.raises(TopicError):
        make_topic(actor=viewer_of(editor), facts=facts("—"))
    assert Topic.objects.count() == 1


def test_what_is_merged_stands_in_the_other_and_leads_there(
    editor: Account, alice: Account, bob: Account, post_by: Make, client_for: Any
) -> None:
    post_by(alice, "#rain", title="First")
    both = post_by(alice, "#rain #showers", title="Both")
    post_by(alice, "#showers", title="Second")
    rain, showers = Topic.objects.get(slug="rain"), Topic.objects.get(slug="showers")
    follow_topic(actor=viewer_of(bob), topic=showers)
    form = {"into": "RAIN", "reason": "The same"}
    assert client_for(editor).post("/en/desk/topics/showers/merge/", form).status_code == 302
    assert titles(rain) == ["Second", "Both", "First"]
    answer = Client().get("/ru/topics/showers/")
    assert (answer.status_code, answer["Location"]) == (301, "/ru/topics/rain/")
    assert Client().get("/feeds/ru/topics/showers.rss").status_code == 301
    assert TopicFollow.objects.get().topic == rain
    assert topic_called("showers") == rain
    later = post_by(alice, "#showers", title="Third")
    assert "/topics/rain/" in later.html
    assert shown(f"/en/@alice/{both.pk}/").count("/en/topics/rain/") == 1
    assert Entry.objects.get(verb="merge_topics").reason == "The same"
    for topic, into in ((showers, rain), (rain, showers), (rain, rain)):
        with pytest.raises(TopicError):
            merge_topics(actor=viewer_of(editor), topic=topic, into=into, reason="")


def test_a_topic_shows_what_is_said_below_it_and_once(
    editor: Account, alice: Account, post_by: Make, run_jobs: Callable[..., int]
) -> None:
    actor = viewer_of(editor)
    nature = make_topic(actor=actor, facts=facts("Nature"))
    weather = make_topic(actor=actor, facts=facts("Weather", parent=nature))
    post_by(alice, "#rain #snow", title="Both")
    for slug in ("rain", "snow"):
        edit_topic(actor=actor, topic=Topic.objects.get(slug=slug), facts=facts(slug, parent=weather))
    assert titles(weather) == []
    run_jobs()
    assert titles(weather) == titles(nature) == ["Both"]
    post_by(alice, "#rain", title="Later")
    assert titles(nature) == ["Later", "Both"]
    assert "Later" in shown("/en/topics/nature/")
    edit_topic(actor=actor, topic=Topic.objects.get(slug="rain"), facts=facts("Rain"))
    run_jobs()
    assert titles(nature) == titles(weather) == ["Both"]


def test_the_tree_is_no_circle_and_not_too_deep(editor: Account) -> None:
    actor = viewer_of(editor)
    first = make_topic(actor=actor, facts=facts("First"))
    second = make_topic(actor=actor, facts=facts("Second", parent=first))
    third = make_topic(actor=actor, facts=facts("Third", parent=second))
    other = make_topic(actor=actor, facts=facts("Other"))
    for act in (
        lambda: edit_topic(actor=actor, topic=first, facts=facts("First", parent=third)),
        lambda: edit_topic(actor=actor, topic=first, facts=facts("First", parent=first)),
        lambda: make_topic(actor=actor, facts=facts("Fourth", parent=third)),
        lambda: edit_topic(actor=actor, topic=first, facts=facts("First", parent=other)),
        lambda: merge_topics(actor=actor, topic=first, into=third, reason=""),
        lambda: merge_topics(actor=actor, topic=first, into=Topic.objects.get(slug="second"), reason=""),
    ):
        with pytest.raises(TopicError):
            act()


def test_a_column_is_what_editors_put_there_with_the_reason(
    editor: Account, alice: Account, post_by: Make, client_for: Any, lang: str
) -> None:
    client = client_for(editor)
    column = make_topic(actor=viewer_of(editor), facts=facts("Society", is_column=True))
    post = post_by(alice, "Text", title="zqplaced")
    post_by(alice, "#society", title="zqchosen")
    assert f'href="/{lang}/topics/society/"' in shown(f"/{lang}/")
    form = {"column": column.pk, "reason": "zqreason", "act": "place"}
    assert client.post(f"/en/desk/columns/{post.pk}/", form).status_code == 302
    page = shown(f"/{lang}/topics/society/")
    assert "zqplaced" in page
    assert "zqreason" in page
    assert "zqchosen" not in page
    assert "zqchosen" in shown(f"/{lang}/topics/society/?all=1")
    assert "zqplaced" in client.get(f"/feeds/{lang}/topics/society.json").content.decode()
    assert client.post(f"/en/desk/columns/{post.pk}/", form | {"act": "take_out", "reason": ""}).status_code == 422
    assert client.post(f"/en/desk/columns/{post.pk}/", form | {"act": "take_out"}).status_code == 302
    assert "zqplaced" not in shown(f"/{lang}/topics/society/?all=1")
    assert [entry.reason for entry in Entry.objects.filter(verb__endswith="_column")] == ["zqreason", "zqreason"]


def test_only_what_everyone_reads_stands_in_a_column(editor: Account, alice: Account, post_by: Make) -> None:
    actor = viewer_of(editor)
    column = make_topic(actor=actor, facts=facts("Society", is_column=True))
    plain = make_topic(actor=actor, facts=facts("Plain"))
    for post in (post_by(alice, "Text", state="draft"), post_by(alice, "Text", visibility="unlisted")):
        with pytest.raises(PermissionDenied):
            place_in_column(actor=actor, post=post, column=column, reason="")
    with pytest.raises(TopicError):
        place_in_column(actor=actor, post=post_by(alice, "Text"), column=plain, reason="")


def test_editing_a_text_leaves_it_in_its_column(editor: Account, alice: Account, post_by: Make) -> None:
    from pikir.posts.tests.test_topics import change

    column = make_topic(actor=viewer_of(editor), facts=facts("Society", is_column=True))
    post = post_by(alice, "#society #rain", title="Kept")
    place_in_column(actor=viewer_of(editor), post=post, column=column, reason="")
    change(post, "No hashtag")
    assert titles(column, placed=True) == ["Kept"]
    take_out_of_column(actor=viewer_of(editor), post=post, column=column, reason="Enough")
    assert titles(column) == []
