"""Pictures are judged by themselves: covered or hidden, and shown again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from harness.people import viewer_of
from harness.posts import dot
from pikir.accounts.models import Account
from pikir.media.actions import keep_picture
from pikir.media.models import Picture
from pikir.moderation.actions.deciding import Reasons, decide, reverse
from pikir.moderation.actions.flags import flag
from pikir.moderation.models import Decision
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import access_subject
from pikir.posts.models import Post


@pytest.fixture
def pictured(alice: Account, post_by: Callable[..., Post], settings: Any, tmp_path: Path) -> Post:
    """A public text with one picture."""
    settings.MEDIA_ROOT = tmp_path / "media"
    picture = keep_picture(account_id=alice.pk, file=dot(), alt="A face at a window")
    return post_by(alice, f"Look:\n\n![A face at a window](picture:{picture.pk})")


def status(client: Client, address: str) -> int:
    """How a file is answered; reading it closes it."""
    answer = client.get(address)
    b"".join(answer)
    return answer.status_code


@pytest.mark.parametrize("measure", ["blur", "hide"])
def test_a_picture_is_taken_out_of_sight_and_comes_back(
    measure: str,
    pictured: Post,
    bob: Account,
    operator: Account,
    client_for: Callable[..., Client],
    run_jobs: Callable[[], object],
) -> None:
    guest, address = Client(), f"/en/@alice/{pictured.pk}/"
    clear = Picture.objects.get()
    assert clear.src in guest.get(address).content.decode()
    report = f"/en/report/picture/{clear.pk}/"
    assert report in client_for(bob).get(f"/en/report/post/{pictured.pk}/").content.decode()
    subject = access_subject(viewer_of(bob), "picture", clear.pk)
    case = flag(actor=viewer_of(bob), subject=subject, category="private").case
    assert "A face at a window" in client_for(operator).get(f"/en/desk/queue/{case.pk}/").content.decode()

    reasons = Reasons(rule=rules_in_force()[2])
    made = decide(actor=viewer_of(operator), case=case, measure=measure, reasons=reasons)
    assert status(guest, clear.src) == 410
    run_jobs()
    page = guest.get(address).content.decode()
    assert "<img" not in page.partition('class="read')[2].partition("</div>")[0]
    if measure == "blur":
        covered = Picture.objects.get()
        assert "The moderators covered a picture here" in page
        assert f'href="{covered.src}"' in page
        assert status(guest, covered.src) == 200
        assert Post.objects.get(pk=pictured.pk).picture is None

    reverse(actor=viewer_of(operator), decision=Decision.objects.get(pk=made.pk), reason="A mistake.")
    run_jobs()
    shown = Picture.objects.get()
    assert f'src="{shown.src}"' in guest.get(address).content.decode()
    assert status(guest, shown.src) == 200
    assert Post.objects.get(pk=pictured.pk).picture == shown
