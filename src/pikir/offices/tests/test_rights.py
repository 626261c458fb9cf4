"""Who may do what in an office, each cell of the table tried through the doors that there are."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from harness.offices import names_of
from harness.people import make_person, viewer_of
from pikir.accounts.actions import suspend_account
from pikir.accounts.models import Account
from pikir.offices import actions
from pikir.offices.access import Act, duties_of, may
from pikir.offices.actions import PositionFacts
from pikir.offices.models import DeskDuty, Office, Position
from pikir.offices.tests.test_duties import TABLE, WHO
from pikir.posts.actions import Draft, send_for_review, set_review_rule, start_post
from pikir.posts.kinds import State
from pikir.posts.models import Post

Enter = Callable[..., Client]
pytestmark = pytest.mark.django_db


class World:
    """An office with a head and a second signature; somebody comes to its doors."""

    def __init__(self, office: Office, who: Account | None, client: Client) -> None:
        self.office, self.who, self.client = office, who, client
        self.head = Account.objects.get(handle="head")

    def draft(self, title: str) -> Post | None:
        form = {"kind": "entry", "title": title, "source": "Words.", "visibility": "public", "act": "save"}
        self.client.post("/en/write/", form | {"account": str(self.office.pk)})
        found: Post | None = Post.objects.filter(title=title, account_id=self.office.pk).first()
        return found


def _see_desk(world: World) -> bool:
    return world.client.get("/en/account/organisations/akimat/log/").status_code == 200


def _draft_news(world: World) -> bool:
    return world.draft("Water") is not None


def _sign_news(world: World) -> bool:
    """Somebody else wrote it, so that nothing but the right is in the way."""
    post = Post.objects.get(title="Heat")
    world.client.post(f"/en/review/{post.pk}/", {"act": "approve", "seen": post.updated_at.isoformat()})
    post.refresh_from_db()
    return post.state == State.PUBLISHED


def _edit_page(world: World) -> bool:
    world.client.post("/en/offices/page/akimat/", {"services": "Permits"})
    return Office.objects.get(pk=world.office.pk).services == "Permits"


def _keep_register(world: World) -> bool:
    if world.who is None:
        return False  # a guest has no viewer to act as
    facts = PositionFacts(code="deputy", names=names_of("Deputy"))
    try:
        actions.put_position(actor=viewer_of(world.who), office=world.office, facts=facts)
    except PermissionDenied:
        return False
    return Position.objects.filter(office=world.office, code="deputy").exists()


def _give_duties(world: World) -> bool:
    given = {"user": str(world.head.user.pk), "duties": ["head", "registrar"]}
    world.client.post("/en/account/organisations/akimat/duties/", given)
    return DeskDuty.objects.filter(operator__user=world.head.user, duty="registrar").exists()


DOINGS: dict[Act, Callable[[World], bool]] = {
    Act.SEE_DESK: _see_desk,
    Act.DRAFT_NEWS: _draft_news,
    Act.SIGN_NEWS: _sign_news,
    Act.EDIT_PAGE: _edit_page,
    Act.KEEP_REGISTER: _keep_register,
    Act.GIVE_DUTIES: _give_duties,
}
OF_QUESTIONS = {Act.ROUTE, Act.DRAFT_ANSWER, Act.SIGN_ANSWER}  # their doors are those of questions
CELLS = [(act, who, said == "yes") for act in DOINGS for who, said in zip(WHO, TABLE[act].split(), strict=True)]


def test_every_act_is_tried() -> None:
    assert set(DOINGS) | OF_QUESTIONS == set(Act)


@pytest.mark.parametrize(("act", "who", "expected"), CELLS, ids=[f"{act}-{who}" for act, who, _ in CELLS])
def test_each_cell_at_its_door(
    act: Act, who: str, expected: bool, akimat: Office, operator: Account, moderator: Account, client_for: Enter
) -> None:
    head = make_person("head")
    actions.give_duties(actor=None, office=akimat, user_id=head.user.pk, duties=["head"])
    set_review_rule(actor=viewer_of(head), account_id=akimat.pk, wanted=True)
    _have_news_wait(akimat)
    person = _person(who, akimat, operator, moderator)
    assert DOINGS[act](World(akimat, person, client_for(person))) == expected


def _have_news_wait(office: Office) -> None:
    clerk = make_person("clerk")
    actions.give_duties(actor=None, office=office, user_id=clerk.user.pk, duties=["press"])
    text = Draft(kind="entry", title="Heat", source="On.")
    post = start_post(actor=viewer_of(clerk), account_id=office.pk, draft=text)
    send_for_review(actor=viewer_of(clerk), post=post)


def _person(who: str, office: Office, operator: Account, moderator: Account) -> Account | None:
    if who in ("guest", "staff"):
        return operator if who == "staff" else None
    person = make_person("somebody")
    if who != "stranger":
        duty = "signer" if who == "suspended" else who
        actions.give_duties(actor=None, office=office, user_id=person.user.pk, duties=[duty])
    if who == "suspended":
        suspend_account(actor=viewer_of(moderator), account_id=office.pk, reason="Reason")
    return person


@pytest.mark.parametrize("role", ["owner", "editor", "writer"])
def test_a_role_that_is_given_elsewhere_says_what_the_table_says(
    akimat: Office, alice: Account, client_for: Enter, role: str
) -> None:
    head = make_person("head")
    actions.give_duties(actor=None, office=akimat, user_id=head.user.pk, duties=["head"])
    address = "/en/account/organisations/akimat/"
    client_for(head).post(address, {"act": "invite", "handle": "alice", "role": role})
    client_for(alice).post(address, {"act": "accept"})
    duties = {"owner": {"head"}, "editor": {"signer"}, "writer": {"press"}}
    assert duties_of(viewer_of(alice), akimat.pk) == duties[role]
    for other in ("writer", "editor", "owner"):
        client_for(head).post(address, {"act": "role", "user": str(alice.user.pk), "role": other})
        assert duties_of(viewer_of(alice), akimat.pk) == duties[other]
        signs = may(viewer_of(alice), akimat.pk, Act.SIGN_NEWS)
        assert signs == (akimat.pk in viewer_of(alice).edits)
