"""Nobody learns that something exists which is not for them: the answer is that of what never was."""

from collections.abc import Callable

import pytest
from django.test import Client

from harness.people import make_person, viewer_of
from harness.posts import dot, make_comment, make_post
from harness.strangers import Ask, alike
from pikir.accounts.actions import block, publish_block_list, set_policies, take_over
from pikir.accounts.actions.lists import Wish
from pikir.accounts.handover import preview, read_list
from pikir.accounts.models import Account, Relation
from pikir.kernel.ids import make_id
from pikir.media.actions import keep_picture
from pikir.notifications.models import Notice
from pikir.posts.models import Post
from pikir.transfer.actions import ask_for_archive
from pikir.transfer.models import PersonalArchive

pytestmark = pytest.mark.django_db

SECRET = [("draft", "public"), ("scheduled", "public"), ("published", "followers"), ("published", "private")]
WAYS = (
    ("get", "@alice/{id}/"), ("head", "@alice/{id}/"), ("get", "@Alice/{id}/"), ("get", "@alice/{id}/?after=7"),
    ("get", "@alice/{id}/comment/"), ("post", "@alice/{id}/comment/"), ("get", "withdraw/{id}/"),
    ("post", "withdraw/{id}/"), ("get", "write/{id}/"), ("post", "write/{id}/"), ("get", "desk/posts/{id}/"),
    ("post", "desk/posts/{id}/"), ("get", "desk/front/{id}/"), ("post", "desk/front/{id}/"),
)  # fmt: skip


@pytest.fixture
def eyes(carol: Account, client_for: Callable[[Account | None], Client]) -> dict[str, Client]:
    """Those who look: nobody in particular, and a member who is nothing to alice."""
    return {"guest": client_for(None), "stranger": client_for(carol)}


@pytest.mark.parametrize(("state", "visibility"), SECRET)
@pytest.mark.parametrize("who", ["guest", "stranger"])
def test_of_a_post(ask: Ask, alice: Account, eyes: dict[str, Client], who: str, state: str, visibility: str) -> None:
    kept = str(make_post(alice, "Secret", state=state, visibility=visibility).pk)
    never = str(make_id())
    for method, way in WAYS:
        data = {"source": "Hello"} if method == "post" else None
        ways = [ask(eyes[who], method, "/en/" + way.format(id=one), data, hidden=(one,)) for one in (kept, never)]
        alike(*ways)


def test_of_a_post_of_who_blocks_the_reader(ask: Ask, alice: Account, carol: Account, eyes: dict[str, Client]) -> None:
    """Whoever is blocked meets no other answer than where nothing ever was."""
    post, gone = make_post(alice, "Hello"), make_post(alice, "Gone", state="withdrawn")
    block(actor=viewer_of(alice), target_id=carol.pk)
    never = str(make_id())
    for kept in (str(post.pk), str(gone.pk)):
        for method, way in WAYS:
            data = {"source": "Hello"} if method == "post" else None
            ways = ["/en/" + way.format(id=one) for one in (kept, never)]
            alike(*(ask(eyes["stranger"], method, one, data, hidden=(kept, never)) for one in ways))


def test_of_blocks_between_others(ask: Ask, alice: Account, bob: Account, eyes: dict[str, Client]) -> None:
    """A third person sees the same pages of both, before and after."""
    post = make_post(alice, "Hello @bob")
    make_comment(bob, post, "Hello @alice")
    pages = ("@alice/", "@bob/", f"@alice/{post.pk}/", "@alice/followers/", "@bob/following/", "newest/")
    before = [ask(client, "get", f"/en/{page}") for client in eyes.values() for page in pages]
    block(actor=viewer_of(alice), target_id=bob.pk)
    after = [ask(client, "get", f"/en/{page}") for client in eyes.values() for page in pages]
    assert before == after


def test_of_a_block_at_following(
    ask: Ask, alice: Account, bob: Account, carol: Account, eyes: dict[str, Client]
) -> None:
    """Who is blocked asks to follow, as anyone asks of somebody who wants to be asked."""
    block(actor=viewer_of(alice), target_id=carol.pk)
    policies = {"mentions_from": "everyone", "writes_from": "everyone", "hides_follows": False}
    set_policies(actor=viewer_of(bob), follow_policy="request", **policies)
    hidden = ("alice", "bob", "Alice", "Bob")
    for method, way in (("get", "follow"), ("post", "follow"), ("post", "follow"), ("post", "unfollow")):
        ways = [f"/en/account/relations/@{handle}/{way}/" for handle in ("alice", "bob")]
        alike(*(ask(eyes["stranger"], method, one, {"back": "asked"}, hidden=hidden) for one in ways))


def test_of_a_block_in_a_list_that_is_taken_over(alice: Account, bob: Account, carol: Account) -> None:
    block(actor=viewer_of(alice), target_id=carol.pk)
    viewer = viewer_of(carol)
    found = preview(viewer=viewer, kind="follow", entries=read_list("alice\nbob\nnobody\n"))
    assert ([account.handle for account, _ in found.fresh], found.unknown) == (["alice", "bob"], ["nobody"])
    assert take_over(actor=viewer, kind="follow", wishes=[Wish(alice.pk), Wish(bob.pk)]) == 2


def test_of_who_follows_whom_where_it_is_hidden(
    ask: Ask, alice: Account, bob: Account, eyes: dict[str, Client]
) -> None:
    policies = {"follow_policy": "anyone", "mentions_from": "everyone", "writes_from": "everyone"}
    set_policies(actor=viewer_of(alice), hides_follows=True, **policies)
    for client in eyes.values():
        ways = (f"/en/@{handle}/{which}/" for which in ("followers", "following") for handle in ("alice", "nobody"))
        alike(*(ask(client, "get", way, hidden=("alice", "nobody", "followers", "following")) for way in ways))


def test_of_a_block_list_that_was_not_published(ask: Ask, alice: Account, eyes: dict[str, Client]) -> None:
    publish_block_list(actor=viewer_of(alice), name="Known")
    ways = ("/en/@alice/blocklist/other.csv", "/en/@nobody/blocklist/known.csv", "/en/@nobody/blocklist/other.csv")
    for client in eyes.values():
        alike(*(ask(client, "get", way, hidden=("alice", "nobody", "known", "other")) for way in ways))
    assert not Relation.objects.exists()


def test_of_a_picture(ask: Ask, alice: Account, eyes: dict[str, Client], tmp_path: object, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    picture = keep_picture(account_id=alice.pk, file=dot(), alt="Olive")
    make_post(alice, f"![](picture:{picture.pk})", state="draft")
    never = "0" * 32
    for client in eyes.values():
        ways = [f"/media/{name}-{picture.width}.webp" for name in (picture.name, never)]
        alike(*(ask(client, "get", way, hidden=(picture.name, never)) for way in ways))
        tagged = [f'"{picture.pk}-{picture.width}"', '"1-1"']
        alike(*(ask(client, "get", ways[0], headers={"If-None-Match": tag}) for tag in tagged))


def test_of_a_picture_by_writing_about_it(alice: Account, carol: Account, tmp_path: object, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # as above
    picture = keep_picture(account_id=alice.pk, file=dot(), alt="Olive")
    shown = set()
    for number in (picture.pk, make_id()):
        post = make_post(carol, f"Look ![](picture:{number})", state="draft")
        shown.add(Post.objects.get(pk=post.pk).html.replace(str(number), ""))
    assert len(shown) == 1


def test_of_an_archive_and_a_notice(
    ask: Ask, alice: Account, eyes: dict[str, Client], run_jobs: Callable[..., int]
) -> None:
    ask_for_archive(actor=viewer_of(alice))
    never = "0" * 32
    make_comment(make_person("dana"), make_post(alice, "Hello"), "Hello")
    run_jobs()
    token = PersonalArchive.objects.get().token
    notice = Notice.objects.get(receiver=alice.user)
    pairs = [
        (f"/en/account/archive/{token}.zip", f"/en/account/archive/{never}.zip"),
        (f"/en/inbox/{notice.pk}/", f"/en/inbox/{make_id()}/"),
    ]
    for client in eyes.values():
        for kept, other in pairs:
            hidden = (kept.split("/")[-1], kept.split("/")[-2], other.split("/")[-1], other.split("/")[-2])
            alike(*(ask(client, "get", way, hidden=hidden) for way in (kept, other)))
