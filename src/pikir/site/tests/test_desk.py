"""The operator's desk: who may come in, what can be done there, and what its pages cost."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pikir.accounts.kinds import Role
from pikir.accounts.models import Account, SquareRole
from pikir.audit.actions import record
from pikir.audit.models import Entry
from pikir.jobs.kinds import ATTEMPTS
from pikir.jobs.models import Job
from pikir.posts.kinds import State
from pikir.posts.models import Post
from pikir.site.models import Square, Text
from pikir.web.freshness import SITE, raise_now

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Account | None], Client]
FACTS = {
    "name_kk": "Алаң", "name_ru": "Площадь", "name_en": "Square", "tagline_kk": "", "tagline_ru": "", "tagline_en": "",
    "language": "ru", "zone": "Asia/Aqtobe",
}  # fmt: skip
STAFF_PAGES = ("", "accounts/")
OPERATOR_PAGES = ("square/", "texts/rules/kk/", "texts/about/en/", "health/", "log/")


@pytest.mark.parametrize("page", [*STAFF_PAGES, *OPERATOR_PAGES])
def test_who_may_open_the_desk(
    page: str, client_for: ClientFor, alice: Account, editor: Account, moderator: Account, operator: Account
) -> None:
    address = f"/en/desk/{page}"
    assert client_for(None).get(address)["Location"] == f"/en/account/sign-in/?next={address}"
    assert client_for(alice).get(address).status_code == 403
    assert client_for(editor).get(address).status_code == (403 if page else 302)  # led to the editors' own part
    assert client_for(moderator).get(address).status_code == (200 if page in STAFF_PAGES else 403)
    assert client_for(operator).get(address).status_code == 200


def test_the_rules_are_written_in_one_language(client_for: ClientFor, operator: Account) -> None:
    client = client_for(operator)
    assert client.post("/kk/desk/texts/rules/ru/", {"source": "Будьте **добры**."}).status_code == 302
    assert "<strong>добры</strong>" in client.get("/ru/rules/").content.decode()
    assert list(Text.objects.values_list("key", "language")) == [("rules", "ru")]
    assert Entry.objects.get(verb="edit_text").data == {"text": "rules.ru"}
    assert client.post("/kk/desk/texts/rules/ru/", {"source": " "}).status_code == 422
    for unknown in ("rules/de/", "secrets/en/"):
        assert client.get(f"/kk/desk/texts/{unknown}").status_code == 404


def test_the_facts_of_the_square_are_changed_or_kept_as_they_were_typed(
    client_for: ClientFor, operator: Account
) -> None:
    client = client_for(operator)
    assert client.post("/en/desk/square/", FACTS).status_code == 302
    row = Square.objects.get()
    assert (row.names["ru"], row.language, row.zone) == ("Площадь", "ru", "Asia/Aqtobe")
    wrong = client.post("/en/desk/square/", FACTS | {"name_ru": "Ж" * 61, "zone": "Mars/Olympus"})
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"name_ru", "zone"}
    assert "Ж" * 61 in wrong.content.decode()
    raise_now(SITE)


def test_roles_are_given_and_taken_but_never_the_last_operator(
    client_for: ClientFor, operator: Account, alice: Account
) -> None:
    client = client_for(operator)

    def send(account: Account, act: str, role: str) -> Any:
        return client.post(f"/en/desk/accounts/{account.pk}/role/", {"act": act, "role": role}, follow=True)

    send(alice, "give", "moderator")
    assert client_for(alice).get("/en/desk/").status_code == 200
    send(alice, "take", "moderator")
    assert client_for(alice).get("/en/desk/").status_code == 403
    assert "needs an operator" in send(operator, "take", "operator").content.decode()
    assert SquareRole.objects.filter(role=Role.OPERATOR).count() == 1
    assert send(alice, "give", "emperor").status_code == 404


def test_only_operators_give_roles(client_for: ClientFor, moderator: Account) -> None:
    address = f"/en/desk/accounts/{moderator.pk}/role/"
    assert client_for(moderator).post(address, {"act": "give", "role": "operator"}).status_code == 403


def test_what_is_held_comes_out_to_its_place_or_goes(
    post_by: Callable[..., Post],
    comment_by: Callable[..., Post],
    client_for: ClientFor,
    moderator: Account,
    alice: Account,
    bob: Account,
) -> None:
    root = post_by(alice, "Text")
    comment = comment_by(bob, root, "Waiting for a word")
    Post.objects.filter(pk=comment.pk).update(state=State.HELD, published_at=None, listed_at_id=None)
    Post.objects.filter(pk=root.pk).update(reply_count=0)
    assert f"/en/desk/posts/{comment.pk}/" in client_for(moderator).get("/en/desk/").content.decode()
    opened = client_for(moderator).post(f"/en/desk/posts/{comment.pk}/", follow=True)
    assert "Waiting for a word" in opened.content.decode()
    client_for(moderator).post(opened.redirect_chain[-1][0], {"act": "dismiss", "turn": "0"})
    comment, root = Post.objects.get(pk=comment.pk), Post.objects.get(pk=root.pk)
    assert (comment.state, root.reply_count) == (State.PUBLISHED, 1)
    assert comment.listed_at_id > comment.pk  # it is read from now on, and stands where readers look for what is new
    assert comment.published_at > comment.created_at


def test_health_shows_parked_jobs_and_faults(
    client_for: ClientFor, operator: Account, settings: LazySettings, tmp_path: Path
) -> None:
    settings.RUN_FOLDER = tmp_path
    fault = json.dumps({"time": "2026-03-01T10:00:00Z", "text": "It broke.", "trace": "<line 7>"})
    (tmp_path / "faults.jsonl").write_text(f"{fault}\nno json\n", encoding="utf-8")
    job = Job.objects.create(
        task="some.task", queue="default", outside=False, arguments="[[], {}]", created_at=timezone.now(),
        due_at=None, attempts=ATTEMPTS, error="SomeError in task.py",
    )  # fmt: skip
    client = client_for(operator)
    page = client.get("/en/desk/health/").content.decode()
    for shown in ("some.task", "SomeError in task.py", "It broke.", "&lt;line 7&gt;"):
        assert shown in page
    assert client.post(f"/en/desk/jobs/{job.pk}/", {"act": "drop"}).status_code == 302
    assert "some.task" not in client.get("/en/desk/health/").content.decode()


def test_the_log_is_read_page_by_page(client_for: ClientFor, operator: Account) -> None:
    for number in range(60):
        record(actor=operator.user.pk, verb=f"act{number:02}", kind="square", object_id=1)
    client = client_for(operator)
    first = client.get("/en/desk/log/")
    older = client.get(f"/en/desk/log/?before={first.context['page'].older}")
    shown = [line.entry.verb for page in (first, older) for line in page.context["page"].items]
    assert [verb for verb in shown if verb.startswith("act")] == [f"act{number:02}" for number in range(59, -1, -1)]
    assert client.get("/en/desk/log/?before=nonsense").status_code == 200


@pytest.mark.parametrize("page", ["", "accounts/", "log/"])
def test_lists_cost_the_same_however_long_they_are(
    page: str,
    client_for: ClientFor,
    operator: Account,
    post_by: Callable[..., Post],
    person: Callable[..., Account],
) -> None:
    client = client_for(operator)
    post_by(person("first"), "Text", state="hidden")
    client.get(f"/en/desk/{page}")  # what the square says of itself is read once
    with CaptureQueriesContext(connection) as few:
        client.get(f"/en/desk/{page}")
    for number in range(5):
        post_by(person(f"reader{number}"), "Text", state="hidden")
    with CaptureQueriesContext(connection) as many:
        client.get(f"/en/desk/{page}")
    assert len(few) == len(many)


def test_a_search_for_signs_that_no_handle_has_finds_nothing(client_for: ClientFor, moderator: Account) -> None:
    page = client_for(moderator).get("/en/desk/accounts/?q=no%00body")
    assert page.status_code == 200
    assert b"@moderator" not in page.content.partition(b"<main")[2].partition(b"</form>")[2]


def test_a_page_of_the_square_is_kept_clean(client_for: ClientFor, operator: Account) -> None:
    client_for(operator).post("/en/desk/texts/rules/en/", {"source": "One\r\ntwo\u202e &#12;\r\n"})
    assert Text.objects.get(key="rules", language="en").source == "One\ntwo &#12;"
    assert "\x0c" not in Text.objects.get(key="rules", language="en").html
