"""What trust and waiting do when something happens: to posts, to reports, to the one whom a decision meets."""

from django.db.models import QuerySet

from pikir.accounts.events import AccountLeft
from pikir.moderation import holds, tasks, trust_belongings
from pikir.moderation.actions.cases import reopen
from pikir.moderation.actions.holds import forget_hold, forget_holds, keep_hold, let_out
from pikir.moderation.actions.standing import forget_standing
from pikir.moderation.events import Decided, DecisionLifted
from pikir.moderation.kinds import Measure
from pikir.moderation.models import Case, Decision
from pikir.moderation.trust import column_of_limits
from pikir.posts.events import PostMoved
from pikir.posts.kinds import State
from pikir.posts.models import Post
from pikir.web.statements import Statement

_TAKES_DOWN = (Measure.HIDE, Measure.REMOVE)


def register_trust() -> None:
    """Let posts and limits ask this room, and follow what happens."""
    from datetime import timedelta

    from pikir.kernel.events import subscribe
    from pikir.kernel.schedules import register
    from pikir.posts.gates import register_bounds, register_gate
    from pikir.web.rates import tell_standing

    trust_belongings.register_parts()
    register_gate(holds.hold_back, holds.why_held)
    register_bounds(holds.too_much)
    tell_standing(column_of_limits)
    subscribe(PostMoved, on_post_moved)
    subscribe(Decided, on_decided)
    subscribe(DecisionLifted, on_lifted)
    subscribe(AccountLeft, on_account_left)
    register("moderation.recount_standings", timedelta(hours=1), tasks.recount_standings, at_once=True)


def on_post_moved(event: PostMoved) -> None:
    """Put what waits into the queue; forget why it waited when it does no longer."""
    if event.verb == "hold":
        keep_hold(Post.objects.select_related("account", "root", "writer").get(id=event.post_id))
    elif event.verb != "release":
        forget_hold(post_id=event.post_id)


def on_decided(event: Decided) -> None:
    """Publish what waited if the measure leaves it to be read; a suspension says nothing of it, so it waits on."""
    measure, account_id, state = _MET.rows(event.decision_id)[0]
    _recount(account_id)
    if state != State.HELD or measure in _TAKES_DOWN:
        return
    case = Case.objects.select_related("post__account", "post__root__account").get(id=event.case_id)
    if measure != Measure.SUSPEND:
        let_out(case=case, by=None)
        return
    reopen(case, now=case.opened_at)
    case.save()


def on_lifted(event: DecisionLifted) -> None:
    """Count trust anew: what was taken back counts against nobody."""
    _measure, account_id, _state = _MET.rows(event.decision_id)[0]
    _recount(account_id)


def _recount(account_id: int | None) -> None:
    if account_id is not None:
        tasks.recount_standing.enqueue(str(account_id))


def _met(decision_id: int) -> "QuerySet[Decision, tuple[str, int | None, str | None]]":
    """What was decided, about whom, and how its text is now."""
    return Decision.objects.filter(id=decision_id).values_list("measure", "account_id", "case__post__state")


_MET = Statement[tuple[str, int | None, str | None]](_met)


def on_account_left(event: AccountLeft) -> None:
    """Forget the standing of somebody who leaves, and whose hand pinned others."""
    forget_standing(account_id=event.account_id)
    forget_holds(account_id=event.account_id)
