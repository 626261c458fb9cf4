"""Leaving: everything that somebody did is done, then they go; no trace is left where none is promised."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from harness.people import PASSWORD, make_organisation, make_person, viewer_of
from harness.posts import make_comment, make_post
from pikir.accounts import actions
from pikir.accounts.kinds import LEAVE_AFTER, Fate
from pikir.accounts.models import Account, Departure, Invitation, Operator, User, Voice
from pikir.accounts.tests.doors import prove, sign_in, with_app
from pikir.mail.actions import forget_old_letters
from pikir.mail.models import Letter
from pikir.media.actions import add_picture, set_header_picture, set_portrait
from pikir.media.models import Picture
from pikir.media.tests.samples import bytes_of, drawing, upload
from pikir.notifications.models import Notice
from pikir.posts.actions import Draft, correct_post, edit_post, keep_copy, pin_post
from pikir.posts.actions.blogs import edit_blog
from pikir.posts.actions.topics import TopicFacts, follow_topic, make_topic, place_in_column
from pikir.posts.copies import Mark
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post
from pikir.timelines.actions import place_post
from pikir.timelines.models import Slot
from pikir.transfer.models import Label, OldAddress, Origin

HANDLE, NAME, EMAIL, WORD = "zhupar77", "Zhupar Qalieva", "zhupar77@example.org", "qwxunique"


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ARCHIVES_ROOT = tmp_path / "archives"
    settings.MAIL_SERVER_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def leaver(db: None) -> Account:
    return make_person(HANDLE, name=NAME)


def later() -> Any:
    return timezone.now() + LEAVE_AFTER + timedelta(minutes=1)


def go(account: Account, fate: str) -> int:
    """Ask, and let the fortnight pass."""
    actions.ask_to_leave(actor=viewer_of(account), fate=fate)
    return actions.carry_out_departures(now=later())


def tables() -> Iterator[tuple[str, str]]:
    """Every row of every table of the database, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # names of the database itself
            for row in cursor.fetchall():
                yield table, json.dumps(row, default=str, ensure_ascii=False)


def traces(*words: str) -> set[tuple[str, str]]:
    """Tables in which any of the words stands, in any case of letters, with the word."""
    return {(table, word) for table, row in tables() for word in words if word.lower() in row.lower()}


@pytest.fixture
def life(leaver: Account, bob: Account, editor: Account, run_jobs: Callable[..., int], settings: Any) -> dict[str, Any]:
    """A person does everything that can be done here; bob answers and is answered."""
    viewer = viewer_of(leaver)
    client = Client()
    sign_in(client, EMAIL)
    with_app(leaver)
    set_portrait(actor=viewer, account_id=leaver.id, file=upload(bytes_of(drawing(300, 300))), alt=f"{WORD} face")
    picture = add_picture(
        actor=viewer, account_id=leaver.id, file=upload(bytes_of(drawing(1000, 600))), alt=f"{WORD} view"
    )
    actions.edit_profile(actor=viewer, account_id=leaver.id, name=NAME, bio=f"{WORD} bio", language="en")
    set_header_picture(actor=viewer, account_id=leaver.id, file=upload(bytes_of(drawing(1500, 500))), alt=f"{WORD} sky")
    actions.describe_account(actor=viewer, account_id=leaver.id, reads=["kk", "en"], place_id=None)
    actions.set_links(actor=viewer, account_id=leaver.id, links=[actions.Link(f"https://{WORD}.example/", WORD)])
    actions.change_handle(actor=viewer, account_id=leaver.id, handle=f"old_{WORD}")
    actions.change_handle(actor=viewer, account_id=leaver.id, handle=HANDLE, at=timezone.now() + timedelta(days=400))
    mine = {
        state: make_post(leaver, f"{WORD} {state}\n\n![](picture:{picture.id})", title=f"{WORD} {state}", state=state)
        for state in State
        if state != State.HELD
    }
    for visibility in (Visibility.PRIVATE, Visibility.FOLLOWERS, Visibility.UNLISTED):
        mine[visibility] = make_post(leaver, f"Text {WORD} {visibility}", title=WORD, visibility=visibility)
    lonely = make_post(leaver, f"Nobody answers {WORD}", title=WORD)
    theirs = make_post(bob, "Of bob", title="Of bob")
    answered = make_comment(leaver, theirs, f"Answered {WORD}")
    silent = make_comment(leaver, theirs, f"Not answered {WORD}")
    reply = make_comment(bob, answered, "Bob answers")
    below = make_comment(bob, mine[State.PUBLISHED], "Bob comments")
    own = make_comment(leaver, below, f"Own {WORD}")
    keep_copy(
        actor=viewer, post=None, mark=Mark(key="k", window="w", step=1), values={"source": f"{WORD} unsent by {HANDLE}"}
    )
    draft = Draft(title=f"{WORD} published", source=mine[State.PUBLISHED].source + " more", language="en")
    edit_post(actor=viewer, post=mine[State.PUBLISHED], draft=draft, note=WORD)
    correct_post(actor=viewer, post=mine[State.PUBLISHED], words=f"{WORD} was wrong")
    pin_post(actor=viewer, post=mine[State.PUBLISHED])
    make_post(leaver, f"#{WORD}tag, said to nobody", state=State.DRAFT)
    column = make_topic(actor=viewer_of(editor), facts=TopicFacts(names={"en": "News"}, about={}, is_column=True))
    place_in_column(actor=viewer_of(editor), post=mine[State.PUBLISHED], column=column, reason="Good")
    follow_topic(actor=viewer, topic=column)
    edit_blog(actor=viewer, account_id=leaver.id, accent="teal", about=f"{WORD} blog", topics=["News"])
    place_post(actor=viewer_of(editor), post=mine[State.PUBLISHED], place="lead")
    actions.follow(actor=viewer, target_id=bob.id)
    actions.follow(actor=viewer_of(bob), target_id=leaver.id)
    actions.add_filter(actor=viewer, words=f"{WORD} filter", whole_word=False, until=None)
    actions.block(actor=viewer, target_id=make_person("dana").id)
    actions.publish_block_list(actor=viewer, name=f"{WORD} list")
    actions.block(actor=viewer_of(editor), target_id=leaver.id)
    actions.publish_block_list(actor=viewer_of(editor), name="Of the editor")
    gazette = make_organisation("gazette", bob)
    actions.invite_operator(actor=viewer_of(bob), account_id=gazette.id, handle=HANDLE, role="editor")
    actions.accept_invitation(actor=viewer, account_id=gazette.id)
    acting = viewer_of(leaver)
    actions.show_operator(actor=acting, account_id=gazette.id, shown=True, position=f"{WORD} position")
    actions.remember_voice(actor=acting, place="write", account_id=gazette.id)
    make_post(gazette, "Of the gazette", writer=leaver)
    school = make_organisation("school", editor)
    actions.invite_operator(actor=viewer_of(editor), account_id=school.id, handle=HANDLE, role="writer")
    asked = make_organisation("asked", leaver, bob)
    actions.invite_operator(actor=viewer_of(leaver), account_id=asked.id, handle="dana", role="writer")
    OldAddress.objects.create(path=f"/old/{WORD}", post=mine[State.PUBLISHED])
    Label.objects.create(post=mine[State.PUBLISHED], kind="tag", slug=WORD, name=WORD)
    Origin.objects.create(site="https://old.example", key=f"author:{HANDLE}", account=leaver)
    run_jobs()
    return {
        "client": client, "picture": picture, "mine": mine, "lonely": lonely, "theirs": theirs, "answered": answered,
        "silent": silent, "reply": reply, "below": below, "own": own,
    }  # fmt: skip


def forget_letters_to_others() -> None:
    """Letters to others lose their words after a month, whoever they tell of."""
    forget_old_letters(now=timezone.now() + timedelta(days=31))


def test_who_acted_for_others_is_nowhere_named_and_what_they_wrote_for_them_stays(
    life: dict[str, Any], leaver: Account, client: Client
) -> None:
    user_id, gazette = leaver.user.id, Account.objects.get(handle="gazette")
    assert NAME in client.get("/en/@gazette/").content.decode()
    go(leaver, Fate.ERASE)
    post = Post.objects.get(account=gazette)
    assert (post.source, post.writer) == ("Of the gazette", None)
    assert Invitation.objects.get(account__handle="asked").by is None
    assert not Invitation.objects.filter(account__handle="school").exists()
    assert not Operator.objects.filter(user_id=user_id).exists()
    assert not Voice.objects.exists()
    assert NAME not in client.get("/en/@gazette/").content.decode()


def test_who_asks_has_a_fortnight_to_change_their_mind(leaver: Account, bob: Account, client: Client) -> None:
    actions.ask_to_leave(actor=viewer_of(leaver), fate=Fate.ERASE)
    assert actions.carry_out_departures(now=timezone.now() + LEAVE_AFTER - timedelta(minutes=5)) == 0
    assert client.get(f"/en/@{HANDLE}/").status_code == 200
    assert actions.stay(actor=viewer_of(leaver))
    assert not actions.stay(actor=viewer_of(leaver))
    assert actions.carry_out_departures(now=later()) == 0
    assert User.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize("fate", Fate)
def test_nothing_tells_of_who_has_left(
    life: dict[str, Any], leaver: Account, fate: str, media_root: Path, run_jobs: Callable[..., int],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    assert len(traces(HANDLE, NAME, EMAIL, WORD)) >= 20
    with django_capture_on_commit_callbacks(execute=True):
        assert go(leaver, fate) == 1
    run_jobs()
    assert [letter.to for letter in mail.outbox][-1] == [EMAIL]
    forget_letters_to_others()
    assert traces(HANDLE, NAME, EMAIL) == set()
    stays = {
        Fate.ERASE: set(),
        Fate.WITHDRAW: {"posts_post", "posts_revision", "posts_correction", "transfer_oldaddress", "transfer_label"},
    }
    stays[Fate.KEEP] = stays[Fate.WITHDRAW] | {"media_picture"}
    assert {table for table, _word in traces(WORD)} == stays[Fate(fate)]
    kept = [path.name for path in media_root.rglob("*.webp")]
    assert bool(kept) == (fate == Fate.KEEP)
    assert all(name.startswith(str(life["picture"].id)) for name in kept)
    assert life["client"].get("/en/account/").status_code == 302
    account = Account.objects.get(id=leaver.id)
    assert (account.left, account.name, account.bio, account.picture) == (True, "", "", "")


@pytest.mark.parametrize("fate", Fate)
def test_what_others_said_stays_and_is_counted_right(life: dict[str, Any], leaver: Account, fate: str) -> None:
    others = Post.objects.exclude(account=leaver).order_by("id").values("id", "source", "html", "state", "reply_to")
    before = list(others)
    go(leaver, fate)
    assert list(others.all()) == before
    for root in Post.objects.filter(root=None):
        assert root.reply_count == Post.objects.filter(root=root, state=State.PUBLISHED).count(), root.title


def test_what_stays_stands_under_the_words_author_left(
    life: dict[str, Any], leaver: Account, lang: str, client: Client
) -> None:
    go(leaver, Fate.KEEP)
    words = {"en": "author left", "ru": "автор ушёл", "kk": "автор кетті"}[lang]
    post = Post.objects.select_related("account").get(id=life["mine"][State.PUBLISHED].id)
    moved = client.get(f"/{lang}/@{HANDLE}/{post.id}/")
    assert moved["Location"] == f"/{lang}/@{post.account.handle}/{post.id}/"
    page = client.get(moved["Location"]).content.decode()
    assert words in page
    assert WORD in page
    assert f'/@{post.account.handle}/"' not in page
    for address in ("", "newest/", f"@bob/{life['theirs'].id}/"):
        shown = client.get(f"/{lang}/{address}").content.decode()
        assert words in shown
        assert NAME not in shown
    for form in ("rss", "atom", "json"):
        feed = client.get(f"/feeds/{lang}/newest.{form}").content.decode()
        assert WORD in feed
        assert HANDLE not in feed
    for gone in (HANDLE, f"old_{WORD}", post.account.handle):
        assert client.get(f"/{lang}/@{gone}/").status_code == 404
        assert client.get(f"/feeds/{lang}/@{gone}.rss").status_code == 404
    assert not Post.objects.filter(account=leaver, state__in=(State.DRAFT, State.SCHEDULED)).exists()


def test_what_is_withdrawn_is_read_by_nobody(
    life: dict[str, Any], leaver: Account, client: Client, client_for: Any, operator: Account
) -> None:
    go(leaver, Fate.WITHDRAW)
    for reader in (client, client_for(operator)):
        for post in Post.objects.filter(account=leaver, root=None):
            assert reader.get(f"/en/@any/{post.id}/").status_code in (404, 410)
        for address in ("", "newest/", "topics/", "topics/news/", f"@bob/{life['theirs'].id}/"):
            assert WORD not in reader.get(f"/en/{address}").content.decode()
    assert "The author took this comment back." in client.get(f"/en/@bob/{life['theirs'].id}/").content.decode()
    assert not Slot.objects.filter(until=None, post__account=leaver).exists()


def test_what_is_erased_leaves_a_place_only_where_others_answered(
    life: dict[str, Any], leaver: Account, client: Client, lang: str
) -> None:
    go(leaver, Fate.ERASE)
    left = set(Post.objects.filter(account=leaver).values_list("id", flat=True))
    assert left == {life["answered"].id, life["mine"][State.PUBLISHED].id}
    page = client.get(f"/{lang}/@bob/{life['theirs'].id}/").content.decode()
    words = {
        "en": "The author, who has left, erased this comment.",
        "ru": "Автор ушёл и стёр этот комментарий.",
        "kk": "Автор кетіп, бұл пікірін өшірді.",
    }[lang]
    assert words in page
    assert "Bob answers" in page
    assert client.get(f"/{lang}/@x/{life['mine'][State.PUBLISHED].id}/").status_code == 410


@pytest.mark.parametrize("fate", Fate)
def test_who_said_nothing_leaves_no_row(leaver: Account, fate: str) -> None:
    go(leaver, fate)
    assert not Account.objects.filter(id=leaver.id).exists()
    assert not Departure.objects.exists()


def test_the_handles_are_nobodys_again_and_the_address_is_free(leaver: Account, client: Client) -> None:
    earlier = "earlier_one"
    viewer = viewer_of(leaver)
    actions.change_handle(actor=viewer, account_id=leaver.id, handle=earlier)
    actions.change_handle(actor=viewer, account_id=leaver.id, handle=HANDLE, at=timezone.now() + timedelta(days=400))
    go(leaver, Fate.ERASE)
    for handle in (HANDLE, HANDLE.upper(), earlier):
        with pytest.raises(ValueError, match="taken"):
            actions.create_user(email="new@example.org", password=None, handle=handle, name="New", language="en")
    form = {"name": "New", "handle": HANDLE, "email": EMAIL, "password1": PASSWORD, "language": "en"}
    assert "is taken" in client.post("/en/account/sign-up/", form).content.decode()
    assert client.post("/en/account/sign-up/", form | {"handle": "another"}).status_code == 302
    assert User.objects.filter(email=EMAIL).exists()


def test_the_last_operator_and_a_sole_owner_cannot_leave(operator: Account, leaver: Account, bob: Account) -> None:
    with pytest.raises(actions.LeavingError, match="operator"):
        actions.ask_to_leave(actor=viewer_of(operator), fate=Fate.KEEP)
    gazette = make_organisation("gazette", leaver, name="The Gazette")
    with pytest.raises(actions.LeavingError, match="The Gazette"):
        actions.ask_to_leave(actor=viewer_of(leaver), fate=Fate.KEEP)
    actions.add_operator(actor=None, account_id=gazette.id, user_id=bob.user.id)
    actions.ask_to_leave(actor=viewer_of(leaver), fate=Fate.KEEP)
    actions.remove_operator(actor=viewer_of(bob), account_id=gazette.id, user_id=bob.user.id)
    assert actions.carry_out_departures(now=later()) == 0, "who became the only owner meanwhile stays until handed over"
    actions.add_operator(actor=None, account_id=gazette.id, user_id=bob.user.id)
    assert actions.carry_out_departures(now=later()) == 1
    assert not gazette.operators.exclude(user=bob.user).exists()


def test_what_others_wrote_about_them_stays(leaver: Account, bob: Account) -> None:
    post = make_post(bob, f"I miss @{HANDLE}.", title="Of a friend")
    go(leaver, Fate.ERASE)
    assert HANDLE in Post.objects.get(id=post.id).source


def test_notices_are_forgotten_on_both_sides(life: dict[str, Any], leaver: Account, bob: Account) -> None:
    assert Notice.objects.filter(actor=leaver).exists()
    go(leaver, Fate.KEEP)
    assert not Notice.objects.filter(actor=leaver).exists()


def test_the_page_asks_for_the_password_tells_numbers_and_lets_one_stay(
    life: dict[str, Any], leaver: Account, lang: str, assert_queries: Any
) -> None:
    client = Client()
    client.force_login(leaver.user)
    page = f"/{lang}/account/leaving/"
    with assert_queries(5):
        shown = client.get(page).content.decode()
    assert "checked" not in shown
    assert client.post(page, {"fate": "erase"})["Location"].startswith(f"/{lang}/account/again/")
    assert not Departure.objects.exists()
    prove(client, lang)
    assert client.post(page, {"fate": "nothing"}).status_code == 422
    assert client.post(page, {"fate": "erase"})["Location"] == page
    assert Departure.objects.get().fate == Fate.ERASE
    letter = Letter.objects.filter(to=EMAIL).latest("id")
    assert "/en/account/leaving/" in letter.text
    assert 'value="stay"' in client.get(page).content.decode()
    assert client.post(page, {"act": "stay"})["Location"] == page
    assert not Departure.objects.exists()


def test_a_guest_is_led_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/en/account/leaving/")["Location"].startswith("/en/account/sign-in/")


def test_pictures_of_what_stays_are_still_shown(life: dict[str, Any], leaver: Account, client: Client) -> None:
    go(leaver, Fate.KEEP)
    picture = Picture.objects.get(account=leaver)
    answer = client.get(picture.src)
    assert answer.status_code == 200
    b"".join(answer)
