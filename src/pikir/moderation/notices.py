"""What this room gives reason to tell: decisions and their end, answers to appeals and reports."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.kernel.ids import make_id
from pikir.moderation.kinds import Lifted, Measure, Outcome
from pikir.moderation.models import Decision, Flag
from pikir.moderation.words import decision_address, decision_title
from pikir.notifications.actions import notify
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice
from pikir.notifications.queries import users_of
from pikir.notifications.registry import Kind, Shown, Told, register
from pikir.posts.addresses import address_of
from pikir.posts.models import Post

ANSWERS_AT_ONCE = 500  # reporters told in one go; a thing that more people flag has its case in the news


def register_kinds() -> None:
    """Make the kinds of this room known; the last two stand in inboxes that are older than the room."""
    register(Kind(name="judged", category=Category.DECISION, phrase=_judged, show=_show_judged))
    register(Kind(name="flag_answer", category=Category.DECISION, phrase=_flag_answer, show=_show_flags))
    register(Kind(name="decision", category=Category.DECISION, phrase=_decision, show=_show_posts))
    register(Kind(name="account_decision", category=Category.DECISION, phrase=_of_account, show=_show_accounts))


def tell_of_decision(decision: Decision, *, what: str) -> None:
    """Tell the people of whom a decision meets; ``what`` happened to it: "made", "lifted" or "upheld"."""
    if decision.account_id is None:
        return
    notify(
        receivers=users_of([decision.account_id]),
        kind="judged",
        object_id=make_id(),
        about_id=decision.id,
        data={"what": what, "measure": decision.measure, "how": decision.lifted_how},
    )


def tell_reporters(*, case_id: int) -> None:
    """Tell those who flagged something what came of it; nobody is told twice."""
    answered = Flag.objects.filter(case_id=case_id, reporter__isnull=False).exclude(outcome="").order_by("-id")
    for flag_id, reporter_id, outcome in answered.values_list("id", "reporter_id", "outcome")[:ANSWERS_AT_ONCE]:
        notify(receivers=users_of([reporter_id]), kind="flag_answer", object_id=flag_id, data={"outcome": outcome})


def _judged(told: Told) -> str:
    if told.data["what"] == "lifted":
        return _lifted(told)
    if told.data["what"] == "upheld":
        return gettext("Your appeal has its answer, and the decision stands: “%(title)s”") % told.words
    sentences = {
        Measure.WARN: gettext("A warning under the rules: “%(title)s”"),
        Measure.COVER: gettext("Covered under the rules: “%(title)s”"),
        Measure.LIMIT: gettext("Taken out of lists under the rules: “%(title)s”"),
        Measure.FRONT: gettext("Kept off the front page under the rules: “%(title)s”"),
        Measure.LOCK: gettext("Comments closed under the rules: “%(title)s”"),
        Measure.BLUR: gettext("A picture is covered under the rules"),
        Measure.MASK: gettext("Parts of a picture are painted over under the rules"),
        Measure.REDACT: gettext("Words were taken out under the rules: “%(title)s”"),
        Measure.HIDE: gettext("Hidden from others under the rules: “%(title)s”"),
        Measure.REMOVE: gettext("Removed under the rules: “%(title)s”"),
        Measure.SUSPEND: gettext("Your account is suspended under the rules: “%(title)s”"),
    }
    return sentences[Measure(told.data["measure"])] % told.words


def _lifted(told: Told) -> str:
    sentences = {
        Lifted.TERM: gettext("The term of a decision has passed: “%(title)s”"),
        Lifted.APPEAL: gettext("Your appeal was right, the decision is undone: “%(title)s”"),
        Lifted.REVIEW: gettext("The moderators took a decision back: “%(title)s”"),
    }
    return sentences[Lifted(told.data["how"])] % told.words


def _show_judged(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    """For those who still act for the account."""
    about = {notice.about_id for notice in notices}
    found = Decision.objects.filter(id__in=about, account__in=tuple(viewer.operates))
    decisions = found.select_related("case__post", "case__account").in_bulk()
    return {
        notice.id: Shown(url=decision_address(decision.id), title=decision_title(decision), words=decision.facts)
        for notice in notices
        if (decision := decisions.get(notice.about_id))
    }


def _flag_answer(told: Told) -> str:
    if told.data["outcome"] == Outcome.UPHELD:
        return gettext("Thank you for your report: a rule was broken, and a decision was made")
    return gettext("Thank you for your report: no rule was broken")


def _show_flags(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    about = {notice.object_id for notice in notices}
    mine = set(Flag.objects.filter(id__in=about, reporter_id=viewer.account_id).values_list("id", flat=True))
    return {notice.id: Shown(url=reverse("my-flags")) for notice in notices if notice.object_id in mine}


def _decision(told: Told) -> str:
    sentences = {
        "hide": gettext("Hidden from others under the rules: “%(title)s”"),
        "remove": gettext("Removed under the rules: “%(title)s”"),
        "restore": gettext("Public again: “%(title)s”"),
        "release": gettext("Looked at, and public now: “%(title)s”"),
    }
    return sentences[told.data["verb"]] % told.words


def _show_posts(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    about = {notice.about_id for notice in notices}
    posts = Post.objects.filter(id__in=about, account__in=tuple(viewer.operates)).select_related("account").in_bulk()
    return {
        notice.id: Shown(url=address_of(post), title=post.headline, words=post.state_reason)
        for notice in notices
        if (post := posts.get(notice.about_id))
    }


def _of_account(told: Told) -> str:
    if told.data.get("verb") == "suspend":
        return gettext("The account “%(title)s” is suspended") % told.words
    return gettext("The account “%(title)s” may write again") % told.words


def _show_accounts(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    about = {notice.about_id for notice in notices} & viewer.operates
    accounts = Account.objects.filter(id__in=about).in_bulk()
    return {
        notice.id: Shown(url=reverse("my-decisions"), title=account.bare_name)
        for notice in notices
        if (account := accounts.get(notice.about_id))
    }
