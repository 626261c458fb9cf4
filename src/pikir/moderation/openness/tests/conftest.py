"""A decision to log: who wrote, who judges, who hears appeals."""

from collections.abc import Callable

import pytest

from harness.people import make_person, viewer_of
from harness.posts import make_post
from pikir.accounts.models import Account
from pikir.moderation.actions.cases import open_case
from pikir.moderation.actions.deciding import Reasons, decide
from pikir.moderation.kinds import Measure
from pikir.moderation.models import Decision
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import of_post
from pikir.posts.models import Post

Decide = Callable[..., Decision]


@pytest.fixture
def author(db: None) -> Account:
    return make_person("aigul_author", name="Aigul Author")


@pytest.fixture
def judge(db: None) -> Account:
    return make_person("marat_judge", name="Marat Judge", roles=["moderator"])


@pytest.fixture
def arbiter(db: None) -> Account:
    return make_person("dana_arbiter", name="Dana Arbiter", roles=["arbiter"])


@pytest.fixture
def decided(author: Account, judge: Account) -> Decide:
    """Decide about a new text of the author, or about ``post``."""

    def make(measure: Measure = Measure.HIDE, post: Post | None = None, **more: object) -> Decision:
        post = post or make_post(author, "A secret sentence nobody may quote.")
        actor = viewer_of(judge)
        case = open_case(actor=actor, subject=of_post(post))
        reasons = Reasons(rule=rules_in_force()[0], facts="A secret reason.")
        return decide(actor=actor, case=case, measure=measure, reasons=reasons, **more)

    return make
