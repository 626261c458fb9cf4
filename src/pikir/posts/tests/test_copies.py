"""What stands in an open composer: kept, offered again, never overwritten in silence, seen by its writer alone."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from harness.people import make_organisation
from pikir.accounts.models import Account
from pikir.kernel.belongings import Owner, parts
from pikir.media.actions import sweep_pictures
from pikir.media.attachments.actions import sweep_attachments
from pikir.media.kinds import UNUSED_DAYS
from pikir.media.models import Attachment, Picture
from pikir.media.tests.samples import bytes_of, drawing, upload
from pikir.posts.actions import forget_copies
from pikir.posts.copies import Copy
from pikir.posts.kinds import COPIES_KEPT, COPY_DAYS, COPY_LENGTH, ENTRY_LENGTH, State
from pikir.posts.models import Post

FORM = {"kind": "entry", "title": "", "lead": "", "source": "", "language": "", "visibility": "public", "cover": ""}
KEY = "a" * 32


@pytest.fixture
def keep(client_for: Callable[[Account], Client], alice: Account) -> Callable[..., Any]:
    """Sends what a window of alice holds, as the script does."""

    def send(source: str, *, step: int = 1, window: str = "one", copy: str = KEY, **more: Any) -> Any:
        mark = {"copy": copy, "window": window, "step": step, "base": ""}
        person = more.pop("person", alice)
        return client_for(person).post("/en/write/copy/", FORM | {"source": source} | mark | more)

    return send


def held(copy: str = KEY) -> str:
    return str(Copy.objects.get(key=copy).values["source"])


def test_a_copy_is_kept_offered_and_gone_on_with(keep: Callable[..., Any], client_for: Any, alice: Account) -> None:
    told = keep("It measured us for ninety years.", title="The tower").json()
    assert (told["language"], told["name"], told["behind"], told["other"]) == ("en", "English", False, "")
    assert not Post.objects.exists()
    page = client_for(alice).get("/en/write/").content.decode()
    assert "The tower" in page
    assert f"?copy={KEY}" in page
    form = client_for(alice).get(f"/en/write/?copy={KEY}").context["form"]
    assert (form["title"].value(), form["source"].value()) == ("The tower", "It measured us for ninety years.")


@pytest.mark.parametrize("act", ["save", "publish"])
def test_sending_the_text_lets_go_of_the_copy_for_good(
    keep: Callable[..., Any], client_for: Any, alice: Account, act: str
) -> None:
    keep("Words.")
    fields = FORM | {"title": "T", "source": "Words.", "account": alice.pk, "copy": KEY, "act": act}
    assert client_for(alice).post("/en/write/", fields).status_code == 302
    assert Copy.objects.get(key=KEY).values == {}
    late = keep("Words and", step=2)
    assert (late.status_code, late.json()["code"]) == (409, "closed")
    assert Copy.objects.get(key=KEY).values == {}
    assert KEY not in client_for(alice).get("/en/write/").content.decode()


def test_dropping_lets_go_of_it(keep: Callable[..., Any], client_for: Any, alice: Account) -> None:
    keep("Words.")
    assert client_for(alice).post("/en/write/drop/", {"copy": KEY})["Location"] == "/en/write/"
    assert not Copy.objects.filter(closed=False).exists()


def test_saves_that_come_twice_or_too_late_change_nothing(keep: Callable[..., Any]) -> None:
    assert keep("Second.", step=2).status_code == 200
    assert keep("Second.", step=2).status_code == 200
    assert keep("First.", step=1).json()["stamp"] == "one:2"
    assert held() == "Second."


def test_another_window_overwrites_nothing_unless_it_began_with_it(keep: Callable[..., Any]) -> None:
    stamp = keep("Of the first.").json()["stamp"]
    assert keep("Of a second.", window="two", step=9).json()["code"] == "taken"
    assert held() == "Of the first."
    assert keep("Gone on with.", window="two", step=9, base=stamp).status_code == 200
    assert keep("Of the first, later.", step=10).json()["code"] == "taken"
    assert held() == "Gone on with."


def test_two_windows_on_one_text_know_of_each_other(
    keep: Callable[..., Any], alice: Account, post_by: Callable[..., Post]
) -> None:
    post = post_by(alice, "Words.", kind="entry")
    assert keep("One.", post=post.pk).json()["other"] == ""
    assert keep("Two.", post=post.pk, copy="b" * 32, window="two").json()["other"] == KEY
    assert (held(), held("b" * 32)) == ("One.", "Two.")
    post.refresh_from_db()
    assert (post.source, post.state) == ("Words.", State.PUBLISHED)


def test_a_text_that_changed_elsewhere_is_told_and_shown_beside(
    keep: Callable[..., Any], client_for: Any, alice: Account, post_by: Callable[..., Post]
) -> None:
    post = post_by(alice, "Words.", kind="entry", title="T")
    seen = post.updated_at.isoformat()
    assert keep("Mine.", post=post.pk, seen=seen).json()["behind"] is False
    fields = FORM | {"account": alice.pk, "title": "T"}
    client_for(alice).post(f"/en/write/{post.pk}/", fields | {"source": "Of a colleague.", "seen": seen})
    assert keep("Mine.", post=post.pk, seen=seen, step=2).json()["behind"] is True
    answer = client_for(alice).post(f"/en/write/{post.pk}/", fields | {"source": "Mine.", "seen": seen, "copy": KEY})
    assert answer.status_code == 422
    assert answer.context["form"]["source"].value() == "Mine."
    assert "Of a colleague." in answer.content.decode()
    assert held() == "Mine."


def test_a_text_that_is_too_long_to_publish_is_still_kept(keep: Callable[..., Any]) -> None:
    assert keep("я" * (ENTRY_LENGTH + 1), title="x" * 500).status_code == 200
    answer = keep("я" * COPY_LENGTH, step=2)
    assert (answer.status_code, answer.json()["code"]) == (413, "long")


def test_how_many_are_kept_is_bounded(keep: Callable[..., Any], alice: Account) -> None:
    for number in range(COPIES_KEPT):
        Copy.objects.create(account=alice, key=f"k{number}", saved_at=timezone.now())
    assert keep("One more.").json()["code"] == "full"
    assert Copy.objects.count() == COPIES_KEPT


def test_nobody_keeps_or_reads_for_somebody_else(
    keep: Callable[..., Any], client_for: Any, alice: Account, bob: Account, post_by: Callable[..., Post]
) -> None:
    keep("A secret of alice.")
    assert "secret" not in client_for(bob).get(f"/en/write/?copy={KEY}").content.decode()
    client_for(bob).post("/en/write/drop/", {"copy": KEY})
    assert held() == "A secret of alice."
    assert keep("Mine?", copy="b" * 32, post=post_by(bob, "Words.").pk).status_code == 403
    assert keep("Mine?", copy="b" * 32, post=post_by(bob, "Words.", state="draft").pk).status_code == 404
    assert Copy.objects.filter(key="b" * 32).count() == 0


def test_who_may_not_write_is_told_in_data(keep: Callable[..., Any], alice: Account) -> None:
    assert keep("Words.", person=None).status_code == 401
    alice.state = "suspended"
    alice.save(update_fields=["state"])
    answer = keep("Words.")
    assert (answer.status_code, answer.json()["code"]) == (403, "refused")
    assert not Copy.objects.exists()


@pytest.mark.parametrize("odd", [{"copy": ""}, {"copy": "x" * 65}, {"window": ""}, {"step": "x"}, {"step": -1}])
def test_odd_marks_are_refused(keep: Callable[..., Any], odd: dict[str, Any]) -> None:
    assert keep("Words.", **odd).status_code == 422


def test_the_copies_go_after_their_term(keep: Callable[..., Any]) -> None:
    keep("Words.")
    assert forget_copies(now=timezone.now() + timedelta(days=COPY_DAYS - 1)) == 0
    assert forget_copies(now=timezone.now() + timedelta(days=COPY_DAYS, minutes=1)) == 1


def test_the_archive_holds_what_was_not_sent(keep: Callable[..., Any], alice: Account) -> None:
    keep("Words for later.")
    part = next(one for one in parts() if one.name == "unsent")
    rows = part.rows(Owner(user_id=alice.user.pk, account_id=alice.pk, email=""))
    assert "Words for later." in json.dumps(list(rows), default=str)


def test_saving_takes_the_same_queries_whatever_is_kept(client_for: Any, alice: Account, assert_queries: Any) -> None:
    author = client_for(alice)

    def save(step: int) -> None:
        mark = {"copy": KEY, "window": "one", "step": step, "base": ""}
        assert author.post("/en/write/copy/", FORM | {"source": "Words."} | mark).status_code == 200

    save(1)
    with assert_queries(QUERIES):
        save(2)
    for number in range(COPIES_KEPT - 1):
        Copy.objects.create(account=alice, key=f"k{number}", saved_at=timezone.now())
    with assert_queries(QUERIES):
        save(3)


QUERIES = 6  # session, viewer; the row and its change, between the two ends of their transaction


def test_who_is_suspended_while_changing_a_published_text_gets_it_back(
    client_for: Any, alice: Account, post_by: Callable[..., Post]
) -> None:
    post = post_by(alice, "Words.", kind="entry", title="T")
    alice.state = "suspended"
    alice.save(update_fields=["state"])
    fields = FORM | {"account": alice.pk, "title": "T", "source": "An hour of work."}
    answer = client_for(alice).post(f"/en/write/{post.pk}/", fields)
    assert answer.status_code == 403
    assert answer.context["form"]["source"].value() == "An hour of work."
    assert client_for(alice).get(f"/en/write/{post.pk}/").status_code == 403
    post.refresh_from_db()
    assert post.source == "Words."


def test_who_changes_a_text_that_is_taken_down_meanwhile_gets_it_back(
    client_for: Any, alice: Account, bob: Account, post_by: Callable[..., Post]
) -> None:
    post = post_by(alice, "Words.", kind="entry", title="T", state="hidden")
    fields = FORM | {"account": alice.pk, "title": "T", "source": "An hour of work."}
    answer = client_for(alice).post(f"/en/write/{post.pk}/", fields)
    assert answer.status_code == 403
    assert "An hour of work." in answer.content.decode()
    assert client_for(bob).post(f"/en/write/{post.pk}/", fields).status_code in (403, 404, 410)


def test_what_a_draft_or_an_unsent_text_names_is_kept_as_long_as_it_is(
    keep: Callable[..., Any], client_for: Any, alice: Account, bob: Account, tmp_path: Any, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    later = timezone.now() + timedelta(days=UNUSED_DAYS + 1)

    def give() -> tuple[str, str]:
        sent = (upload(bytes_of(drawing())), upload(b"%PDF-1.7", name="plan.pdf"))
        picture, file = (client_for(alice).post("/media/", {"file": one}).json()["id"] for one in sent)
        return picture, f"![x](picture:{picture}) [y](file:{file})"

    in_draft, draft = give()
    in_copy, copy = give()
    _unused, of_nobody = give()
    client_for(alice).post("/en/write/", FORM | {"title": "T", "source": draft, "account": alice.pk, "act": "save"})
    keep(copy)
    keep(of_nobody, person=bob, copy="b" * 32)  # naming what is another's keeps nothing
    assert (sweep_pictures(now=later)[0], sweep_attachments(now=later)[0]) == (1, 1)
    assert {str(one.pk) for one in Picture.objects.all()} == {in_draft, in_copy}
    assert Attachment.objects.count() == 2
    client_for(alice).post("/en/write/drop/", {"copy": KEY})
    assert (sweep_pictures(now=later)[0], sweep_attachments(now=later)[0]) == (1, 1)


def test_a_colleague_s_unsent_text_keeps_the_pictures_of_the_organisation(
    keep: Callable[..., Any], client_for: Any, alice: Account, bob: Account, tmp_path: Any, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    gazette = make_organisation("gazette", alice)
    sent = {"file": upload(bytes_of(drawing())), "account": str(gazette.pk)}
    picture = client_for(alice).post("/media/", sent).json()["id"]
    later = timezone.now() + timedelta(days=UNUSED_DAYS + 1)
    keep(f"![x](picture:{picture})")
    assert sweep_pictures(now=later)[0] == 0


def test_a_text_that_is_opened_again_shows_its_pictures(
    keep: Callable[..., Any], client_for: Any, alice: Account, bob: Account, tmp_path: Any, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    own, other = (
        client_for(person).post("/media/", {"file": upload(bytes_of(drawing()))}).json() for person in (alice, bob)
    )
    keep(f"![x](picture:{own['id']}) ![y](picture:{other['id']})")
    page = client_for(alice).get(f"/en/write/?copy={KEY}").content.decode()
    assert own["src"] in page
    assert other["src"] not in page
