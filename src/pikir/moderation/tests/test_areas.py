"""Parts of pictures painted over by a decision: the form, the reasons, several decisions, and what comes back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from harness.people import viewer_of
from harness.posts import dot
from pikir.accounts.models import Account
from pikir.media.actions import keep_picture
from pikir.media.kinds import PictureUse
from pikir.media.models import Picture
from pikir.moderation.access import possible_measures
from pikir.moderation.actions.cases import open_case
from pikir.moderation.actions.deciding import Reasons, decide, reverse
from pikir.moderation.actions.leaving import leave_moderation
from pikir.moderation.kinds import Measure
from pikir.moderation.models import Case, Decision, LogEntry
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import access_subject
from pikir.posts.models import Post

FIRST, SECOND = [0, 0, 500, 500], [500, 500, 500, 500]
Jobs = Callable[[], int]


@pytest.fixture
def picture(alice: Account, post_by: Callable[..., Post], settings: Any, tmp_path: Path) -> Picture:
    settings.MEDIA_ROOT = tmp_path / "media"
    made = keep_picture(account_id=alice.pk, file=dot(), alt="A car")
    post_by(alice, f"Look:\n\n![A car](picture:{made.pk})")
    return made


@pytest.fixture
def case(picture: Picture, operator: Account) -> Case:
    actor = viewer_of(operator)
    return open_case(actor=actor, subject=access_subject(actor, "picture", picture.pk))


def paint(operator: Account, case: Case, *areas: list[int]) -> Decision:
    reasons = Reasons(rule=rules_in_force()[2])
    return decide(actor=viewer_of(operator), case=case, measure=Measure.MASK, reasons=reasons, areas=areas)


def sent_form(**boxes: str) -> dict[str, str]:
    rule = str(rules_in_force()[2].rule_id)
    return {"act": "decide", "measure": "mask", "rule": rule, "facts": "A plate.", "turn": "0", "days": ""} | boxes


def file_of(picture: Picture) -> tuple[int, bytes]:
    answer = Client().get(Picture.objects.get(pk=picture.pk).src)
    return answer.status_code, b"".join(answer)


def test_a_plain_form_paints_over_and_the_author_and_the_log_learn_why(
    picture: Picture, case: Case, alice: Account, operator: Account, client_for: Callable[..., Client], run_jobs: Jobs
) -> None:
    desk, address, old = client_for(operator), f"/en/desk/queue/{case.pk}/", picture.src
    assert 'name="areas-0-left"' in desk.get(address).content.decode()
    before = file_of(picture)
    boxes = {"areas-0-left": "10", "areas-0-top": "12.5", "areas-0-width": "50,5", "areas-0-height": "20"}
    assert desk.post(address, sent_form(**boxes)).status_code == 302
    assert Picture.objects.get().masks == [[100, 125, 505, 200]]
    assert Client().get(old).status_code == 410
    assert file_of(picture)[0] == 404
    assert "being drawn anew" in desk.get(address).content.decode()
    run_jobs()
    status, content = file_of(picture)
    assert (status, content == before[1]) == (200, False)
    decision = Decision.objects.get()
    page = client_for(alice).get(f"/en/decisions/{decision.pk}/").content.decode()
    assert "Parts of the picture are painted over, wherever it is shown." in page
    assert LogEntry.objects.get().body["measure"] == "mask"
    reverse(actor=viewer_of(operator), decision=decision, reason="A mistake.")
    run_jobs()
    assert file_of(picture) == before


@pytest.mark.parametrize(
    "boxes",
    [
        {},
        {"areas-0-left": "10"},
        {"areas-0-left": "90", "areas-0-top": "0", "areas-0-width": "20", "areas-0-height": "20"},
        {"areas-0-left": "0", "areas-0-top": "0", "areas-0-width": "0", "areas-0-height": "20"},
        {"areas-0-left": "-1", "areas-0-top": "nan", "areas-0-width": "1e9", "areas-0-height": "٢"},
    ],
)
def test_what_is_filled_in_wrong_changes_nothing_and_is_shown_again(
    boxes: dict[str, str], case: Case, operator: Account, client_for: Callable[..., Client]
) -> None:
    answer = client_for(operator).post(f"/en/desk/queue/{case.pk}/", sent_form(**boxes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'role="alert"' in page
    assert ">\nA plate.</textarea>" in page
    for name, value in boxes.items():
        assert f'name="{name}" value="{value}"' in page
    assert not Decision.objects.exists()
    assert Picture.objects.get().masks == []


def test_several_decisions_paint_together_and_end_in_any_order(
    picture: Picture, case: Case, operator: Account, run_jobs: Jobs
) -> None:
    before = file_of(picture)
    first, second = paint(operator, case, FIRST), paint(operator, case, SECOND, FIRST)
    assert Picture.objects.get().masks == [FIRST, SECOND]
    run_jobs()
    reverse(actor=viewer_of(operator), decision=Decision.objects.get(pk=second.pk), reason="A mistake.")
    assert Picture.objects.get().masks == [FIRST]
    run_jobs()
    reverse(actor=viewer_of(operator), decision=Decision.objects.get(pk=first.pk), reason="A mistake.")
    run_jobs()
    assert file_of(picture) == before


def test_a_hidden_picture_can_be_painted_over_too(
    picture: Picture, case: Case, operator: Account, run_jobs: Jobs
) -> None:
    actor, reasons = viewer_of(operator), Reasons(rule=rules_in_force()[2])
    hidden = decide(actor=actor, case=case, measure=Measure.HIDE, reasons=reasons)
    paint(operator, Case.objects.get(pk=case.pk), FIRST)
    run_jobs()
    assert file_of(picture)[0] == 410
    reverse(actor=actor, decision=Decision.objects.get(pk=hidden.pk), reason="Enough.")
    run_jobs()
    assert file_of(picture)[0] == 200
    assert Picture.objects.get().masks == [FIRST]


def test_a_portrait_is_answered_by_a_warning_or_a_suspension_alone(alice: Account, picture: Picture) -> None:
    portrait = Picture(account=alice, use=PictureUse.PORTRAIT)
    assert possible_measures(Case(kind="picture", account=alice, picture=portrait)) == (Measure.WARN, Measure.SUSPEND)


def test_when_the_author_leaves_what_is_painted_over_is_lost_for_ever(
    picture: Picture, case: Case, alice: Account, operator: Account, run_jobs: Jobs, settings: Any
) -> None:
    paint(operator, case, FIRST)
    run_jobs()
    painted = file_of(picture)
    leave_moderation(account_id=alice.pk, user_id=alice.user.pk)
    run_jobs()
    assert file_of(picture) == painted
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.sealed"))
