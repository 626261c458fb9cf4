"""Who may see the picture of a post: whoever may see the post, on every address of the picture."""

import io
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from harness.posts import make_post
from pikir.accounts.models import Account
from pikir.media.actions import keep_picture
from pikir.media.models import Picture
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post

OPEN = (Visibility.PUBLIC, Visibility.UNLISTED)
TAKEN_DOWN = (State.HIDDEN, State.REMOVED, State.HELD)


def tiny_picture() -> ContentFile[bytes]:
    content = io.BytesIO()
    Image.new("RGB", (24, 16), "olive").save(content, "PNG")
    return ContentFile(content.getvalue(), name="tiny.png")


def may_see(who: str, state: str, visibility: str) -> bool:
    """The rule in words of its own: one's own always, the public what is published and open, staff what it judges."""
    if who == "author":
        return True
    if state == State.PUBLISHED:
        return visibility in OPEN
    return who in ("moderator", "operator") and state in TAKEN_DOWN and visibility != Visibility.PRIVATE


@pytest.mark.django_db
def test_a_picture_is_seen_by_whoever_sees_its_post(
    alice: Account,
    carol: Account,
    moderator: Account,
    operator: Account,
    client_for: Callable[[Account | None], Client],
    tmp_path: object,
    settings: object,
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    readers = {"guest": None, "stranger": carol, "author": alice, "moderator": moderator, "operator": operator}
    clients = {who: client_for(account) for who, account in readers.items()}
    wrong = []
    for state in State:
        for visibility in Visibility:
            picture = keep_picture(account_id=alice.pk, file=tiny_picture(), alt="Olive")
            made = State.PUBLISHED if state == State.HELD else state
            post = make_post(alice, f"![Olive](picture:{picture.pk})", state=made, visibility=visibility)
            if state == State.HELD:  # no act leads there yet
                Post.objects.filter(pk=post.pk).update(state=state)
            for who, client in clients.items():
                answer = client.get(f"/media/{Picture.objects.get(pk=picture.pk).name}-{picture.width}.webp")
                if answer.status_code == 200:
                    answer.getvalue()
                seen = answer.status_code == 200
                if seen != may_see(who, state, visibility) or (not seen and answer.status_code not in (404, 410)):
                    wrong.append(f"{who}, {state}, {visibility}: {answer.status_code}")
                if seen and who == "guest" and "public" not in answer["Cache-Control"]:
                    wrong.append(f"{state}, {visibility}: not kept by browsers")
                if seen and visibility not in OPEN and "public" in answer["Cache-Control"]:
                    wrong.append(f"{state}, {visibility}: kept where strangers may find it")
    assert not wrong, "\n".join(wrong)
