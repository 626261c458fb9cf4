"""What each role may do in the name of an organisation: one table, every cell by the door that people use."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client

from harness.people import make_organisation, make_person
from harness.posts import make_comment, make_post
from pikir.accounts.actions import add_operator
from pikir.accounts.models import Account, Operator
from pikir.posts.models import Post

pytestmark = pytest.mark.django_db
WHO = ("owner", "editor", "writer", "stranger", "operator")  # the last runs the square and acts for nobody here
ALL, LEADS, OWNER = {"owner", "editor", "writer"}, {"owner", "editor"}, {"owner"}
WORDS = {"kind": "entry", "title": "Title", "source": "Text", "visibility": "public", "language": "en"}
HERE = "/en/account/organisations/gazette/"


@dataclass
class World:
    """A gazette with its people, and what stands in its name: of the one who tries, and of a colleague."""

    gazette: Account
    people: dict[str, Account]
    root: Post
    mine: Post
    theirs: Post
    my_draft: Post
    their_draft: Post
    my_comment: Post
    their_comment: Post

    def at(self, address: str) -> str:
        """The address with the identifiers of this world."""
        names = ("mine", "theirs", "my_draft", "their_draft", "my_comment", "their_comment", "root")
        return address.format(**{name: getattr(self, name).pk for name in names})

    @property
    def spare(self) -> int:
        """User of a writer on whom the table tries what is done to colleagues."""
        return int(self.people["spare"].user.pk)


Act = Callable[[Client, World], int]


def post_to(address: str, **fields: str) -> Act:
    """An act that sends a form; ``{spare}`` and ``{gazette}`` in a field are their numbers."""

    def act(client: Client, world: World) -> int:
        numbers = {"spare": world.spare, "gazette": world.gazette.pk}
        given = {name: value.format(**numbers) for name, value in fields.items()}
        return client.post(world.at(address), given).status_code

    return act


def look_at(address: str) -> Act:
    """An act that opens a page."""
    return lambda client, world: client.get(world.at(address)).status_code


# What is done, by whom it may be done. A form that may not be sent answers 403, 404 or 422.
ACTS: dict[str, tuple[Act, set[str]]] = {
    "begin a draft": (post_to("/en/write/", account="{gazette}", act="save", **WORDS), ALL),
    "write and publish": (post_to("/en/write/", account="{gazette}", act="publish", **WORDS), ALL),
    "comment": (post_to("/en/@alice/{root}/comment/", account="{gazette}", source="Ours"), ALL),
    "read a colleague's draft": (look_at("/en/@gazette/{their_draft}/"), ALL),
    "publish one's own draft": (post_to("/en/write/{my_draft}/", account="{gazette}", act="publish", **WORDS), ALL),
    "change one's own text": (post_to("/en/write/{mine}/", account="{gazette}", act="publish", **WORDS), ALL),
    "take back one's own text": (post_to("/en/withdraw/{mine}/"), ALL),
    "take back one's own comment": (post_to("/en/withdraw/{my_comment}/"), ALL),
    "change a colleague's draft": (
        post_to("/en/write/{their_draft}/", account="{gazette}", act="save", **WORDS),
        LEADS,
    ),
    "publish a colleague's draft": (
        post_to("/en/write/{their_draft}/", account="{gazette}", act="publish", **WORDS),
        LEADS,
    ),
    "change a colleague's text": (post_to("/en/write/{theirs}/", account="{gazette}", act="publish", **WORDS), LEADS),
    "take back a colleague's text": (post_to("/en/withdraw/{theirs}/"), LEADS),
    "take back a colleague's comment": (post_to("/en/withdraw/{their_comment}/"), LEADS),
    "pin a text": (post_to("/en/pin/{theirs}/", act="pin"), LEADS),
    "change the page": (post_to("/en/account/page/gazette/", reads="kk"), LEADS),
    "change hours": (post_to(HERE, act="service", contacts="Room 4"), LEADS),
    "give another handle": (post_to("/en/account/handle/gazette/", handle="herald"), OWNER),
    "see its people": (look_at(HERE), ALL | {"operator"}),
    "see the log": (look_at(HERE + "log/"), ALL | {"operator"}),
    "name oneself on its page": (post_to(HERE, act="named", shown="on", position="Here"), ALL | {"operator"}),
    "invite": (post_to(HERE, act="invite", handle="fresh", role="writer"), OWNER | {"operator"}),
    "give a role": (post_to(HERE, act="role", role="owner", user="{spare}"), OWNER | {"operator"}),
    "remove a colleague": (post_to(HERE, act="remove", user="{spare}"), OWNER | {"operator"}),
    "take an invitation back": (post_to(HERE, act="take_back", user="{spare}"), OWNER | {"operator"}),
}


def world_of(who: str) -> World:
    names = ("owner", "editor", "writer", "stranger", "spare", "alice", "fresh")
    people = {name: make_person(name if name in ("alice", "fresh") else f"the{name}") for name in names}
    people["operator"] = make_person("olga", roles=["operator"])
    gazette = make_organisation("gazette", people["owner"])
    for name, role in (("editor", "editor"), ("writer", "writer"), ("spare", "writer")):
        add_operator(actor=None, account_id=gazette.pk, user_id=people[name].user.pk, role=role)
    writer = people[who] if who in ALL else people["owner"]
    root = make_post(people["alice"], "Root")
    said = {}
    for whose, person in (("my", writer), ("their", people["spare"])):
        said[whose] = make_post(gazette, "Text", writer=person)
        said[f"{whose}_draft"] = make_post(gazette, "Text", writer=person, state="draft")
        said[f"{whose}_comment"] = make_comment(gazette, root, "Words", writer=person)
    said["mine"], said["theirs"] = said.pop("my"), said.pop("their")
    return World(gazette=gazette, people=people, root=root, **said)


@pytest.mark.parametrize("who", WHO)
def test_a_role_may_what_the_table_says(who: str, client_for: Callable[[Account | None], Client]) -> None:
    world = world_of(who)
    client = client_for(world.people[who])
    wrong = []
    for name, (act, allowed) in ACTS.items():
        with transaction.atomic():
            status = act(client, world)
            spared = Operator.objects.filter(user_id=world.spare, role="writer").exists()
            transaction.set_rollback(True)
        if (status in (200, 302)) != (who in allowed) or status not in (200, 302, 403, 404, 422):
            wrong.append(f"{name}: {status}")
        if who not in allowed and not spared:
            wrong.append(f"{name}: refused, and done all the same")
    assert not wrong


def test_an_editor_who_is_removed_loses_everything_at_once(client_for: Callable[[Account | None], Client]) -> None:
    world = world_of("editor")
    client = client_for(world.people["editor"])
    assert client.get(f"/en/write/{world.my_draft.pk}/").status_code == 200
    gazette = f'<option value="{world.gazette.pk}"'
    client.post("/en/write/", {"account": str(world.gazette.pk), "act": "save", **WORDS})
    assert f"{gazette} selected" in client.get("/en/write/").content.decode(), "remembered where one writes"
    client_for(world.people["owner"]).post(HERE, {"act": "remove", "user": str(world.people["editor"].user.pk)})
    for address in (f"/en/write/{world.my_draft.pk}/", f"/en/@gazette/{world.my_draft.pk}/", HERE, HERE + "log/"):
        assert client.get(address).status_code in (403, 404), address
    assert gazette not in client.get("/en/write/").content.decode()
    assert "Text" not in client.get("/en/drafts/").content.decode()
    given = {"account": str(world.gazette.pk), "act": "publish", **WORDS}
    assert client.post("/en/write/", given).status_code == 422
    given = {"account": str(world.gazette.pk), "source": "Still here"}
    assert client.post(f"/en/@alice/{world.root.pk}/comment/", given).status_code == 422
    assert world.people["editor"].user.voices.count() == 0
    assert Post.objects.filter(account=world.gazette, state="draft").exists(), "what was begun stays with the account"
