"""Any decisions and their end, in any order, leave everything as it was: lists, counts, topics, feeds, kept pages."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from harness.people import viewer_of
from harness.posts import dot
from pikir.accounts.models import Account
from pikir.media.actions import keep_picture
from pikir.media.models import Picture
from pikir.moderation.actions.appeals import answer, appeal
from pikir.moderation.actions.cases import CaseError, open_case
from pikir.moderation.actions.deciding import Reasons, decide, lift_due, reverse
from pikir.moderation.kinds import MEASURES, OF_COMMENTS, Measure, Thing
from pikir.moderation.models import Case, Decision
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import access_subject, of_account, of_post
from pikir.posts.actions import withdraw_post
from pikir.posts.models import Post, PostTopic, ThreadRules
from pikir.timelines.actions import lay_out
from pikir.timelines.models import Slot
from pikir.web import freshness

PAINTED = [[100, 100, 300, 300]]  # what is painted over where a measure does that
PAGES = ("/en/", "/en/newest/", "/en/@alice/", "/en/topics/weather/", "/feeds/en/newest.atom", "/feeds/en/@alice.json")
COUNTS = ("state", "visibility", "cover", "reply_count", "support_count", "boost_count", "listed_at_id", "published_at")


@pytest.fixture
def said(
    alice: Account,
    bob: Account,
    post_by: Callable[..., Post],
    comment_by: Callable[..., Post],
    settings: Any,
    tmp_path: Path,
) -> list[Post]:
    """A text with a topic, a cover, a picture and comments, and one of these comments."""
    settings.MEDIA_ROOT = tmp_path / "media"
    picture = keep_picture(account_id=alice.pk, file=dot(), alt="Snow")
    text = post_by(alice, f"Snow again #weather\n\n![Snow](picture:{picture.pk})", title="A zebra winter", cover="Cold")
    comment = comment_by(bob, text, "A zebra answer")
    comment_by(alice, comment, "And more")
    post_by(alice, "Another", title="Another text")
    lay_out(now=timezone.now())
    return [text, comment]


def everything(said: list[Post]) -> dict[str, Any]:
    """All that anyone can see or count."""
    guest = Client()
    ids = [post.pk for post in said]
    rules = ThreadRules.objects.filter(post__in=ids, closed_at__isnull=False)
    return {
        "posts": list(Post.objects.order_by("id").values("id", *COUNTS)),
        "topics": list(PostTopic.objects.order_by("id").values("id", "post_id", "topic_id", "listed_at_id")),
        "accounts": list(Account.objects.order_by("id").values("id", "state", "state_reason")),
        "closed": list(rules.values("post_id")),
        "front": sorted(Slot.objects.filter(until=None).values_list("place", "position", "post_id")),
        "pages": {page: "zebra" in guest.get(page).content.decode() for page in PAGES},
        "answers": [guest.get(f"/en/@{post.account.handle}/{post.pk}/", follow=True).status_code for post in said],
        "pictures": [seen(guest, said[0], picture) for picture in Picture.objects.all()],
        "said": "A zebra answer" in guest.get(f"/en/@alice/{said[0].pk}/").content.decode(),
    }


def seen(guest: Client, post: Post, picture: Picture) -> tuple[object, ...]:
    """A picture as everyone sees it: its files, and whether the text shows it."""
    shown = f'src="{picture.src}"' in guest.get(f"/en/@alice/{post.pk}/").content.decode()
    lead = Post.objects.filter(pk=post.pk, picture=picture).exists()
    return picture.state, picture.blurred, picture.masks, shown, lead, b"".join(guest.get(picture.src))


def subjects(said: list[Post]) -> dict[str, Any]:
    return {
        "text": lambda: of_post(Post.objects.with_authors().get(pk=said[0].pk)),
        "comment": lambda: of_post(Post.objects.with_authors().get(pk=said[1].pk)),
        "picture": lambda: access_subject(viewer_of(said[0].account), "picture", Picture.objects.get().pk),
        "account": lambda: of_account(Account.objects.get(pk=said[0].account_id)),
    }


POSSIBLE = {
    "text": MEASURES[Thing.POST],
    "comment": OF_COMMENTS,
    "picture": MEASURES[Thing.PICTURE],
    "account": MEASURES[Thing.ACCOUNT],
}
PHRASES = {"text": ["zebra", "Snow"], "comment": ["zebra"]}  # taken out where a measure takes words out
CELLS = [(which, measure) for which, measures in POSSIBLE.items() for measure in measures]


def case_about(said: list[Post], which: str, judge: Account) -> Case:
    return open_case(actor=viewer_of(judge), subject=subjects(said)[which]())


@pytest.mark.parametrize("end", ["term", "appeal", "review"])
@pytest.mark.parametrize(("which", "measure"), CELLS)
def test_a_decision_and_its_end_leave_no_trace(
    which: str,
    measure: Measure,
    end: str,
    said: list[Post],
    operator: Account,
    person: Callable[..., Account],
    run_jobs: Callable[[], int],
) -> None:
    arbiter = viewer_of(person("aru", roles=["arbiter"]))
    before, judge = everything(said), viewer_of(operator)
    case = case_about(said, which, operator)
    made = decide(
        actor=judge, case=case, measure=measure, reasons=Reasons(rule=rules_in_force()[0]),
        days=7 if end == "term" else None, phrases=PHRASES.get(which, ()), areas=PAINTED,
    )  # fmt: skip
    if which == "picture":
        run_jobs()
    if measure != Measure.WARN:
        assert everything(said) != before
    if end == "term":
        lift_due(now=timezone.now() + timedelta(days=8))
    elif end == "review":
        reverse(actor=judge, decision=Decision.objects.get(pk=made.pk), reason="A mistake.")
    else:
        author = Account.objects.get(pk=made.account_id)
        asked = appeal(actor=viewer_of(author), decision=made, words="It was right.")
        answer(actor=arbiter, appeal=asked, overturned=True, words="Yes.")
    if which == "picture":
        run_jobs()
    lay_out(now=timezone.now())
    assert everything(said) == before
    assert Case.objects.get(pk=case.pk).originals == {}


@pytest.mark.parametrize("seed", range(6))
def test_decisions_end_in_any_order(
    seed: int, said: list[Post], operator: Account, run_jobs: Callable[[], int]
) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same walk every time
    before, judge, held = everything(said), viewer_of(operator), list[int]()
    for _ in range(14):
        if held and chance.random() < 0.4:
            decision = Decision.objects.get(pk=held.pop(chance.randrange(len(held))))
            reverse(actor=judge, decision=decision, reason="A mistake.")
            continue
        which, measure = chance.choice(CELLS)
        try:
            made = decide(
                actor=judge, case=case_about(said, which, operator), measure=measure,
                reasons=Reasons(rule=rules_in_force()[0]), phrases=PHRASES.get(which, ()), areas=PAINTED,
            )  # fmt: skip
        except CaseError:  # in force already, or taken out already
            continue
        held.append(made.pk)
    while held:
        decision = Decision.objects.get(pk=held.pop(chance.randrange(len(held))))
        reverse(actor=judge, decision=decision, reason="A mistake.")
    run_jobs()
    lay_out(now=timezone.now())
    assert everything(said) == before


@pytest.mark.parametrize("measure", [one for one in MEASURES[Thing.POST] if one not in (Measure.WARN, Measure.SUSPEND)])
@pytest.mark.django_db(transaction=True)
def test_kept_pages_are_stale_after_a_decision_and_after_its_end(
    measure: Measure, said: list[Post], operator: Account
) -> None:
    judge = viewer_of(operator)
    tags = [f"post:{said[0].pk}", "account:alice", "front", "newest", "topic:weather"]
    slots = tuple(freshness.slot_of(tag) for tag in tags)
    begun = freshness.generations(slots)
    case = case_about(said, "text", operator)
    reasons = Reasons(rule=rules_in_force()[0])
    made = decide(actor=judge, case=case, measure=measure, reasons=reasons, phrases=PHRASES["text"])
    decided = freshness.generations(slots)
    reverse(actor=judge, decision=Decision.objects.get(pk=made.pk), reason="A mistake.")
    ended = freshness.generations(slots)
    for first, second, third in zip(begun, decided, ended, strict=True):
        assert first < second < third


def test_what_its_author_withdrew_stays_withdrawn(said: list[Post], operator: Account) -> None:

    judge = viewer_of(operator)
    made = decide(
        actor=judge, case=case_about(said, "text", operator), measure=Measure.LIMIT,
        reasons=Reasons(rule=rules_in_force()[0]),
    )  # fmt: skip
    withdraw_post(actor=viewer_of(said[0].account), post=Post.objects.with_authors().get(pk=said[0].pk))
    reverse(actor=judge, decision=Decision.objects.get(pk=made.pk), reason="A mistake.")
    assert Post.objects.get(pk=said[0].pk).state == "withdrawn"
