"""The queue, the rules, what one reported and what was decided, and the numbers that are published."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.models import User
from pikir.moderation.access import columns_of, may
from pikir.moderation.kinds import QUEUE_PAGE, RATES_DAYS, Act, CaseState, Lifted, Outcome, Thing
from pikir.moderation.models import Appeal, Case, ColumnModerator, Decision, Flag, Rule, RuleVersion
from pikir.web.keyset import Page, cut_page, page_before, rows_before
from pikir.web.statements import Statement

# What a row of the queue shows: of everything else not even the columns are read.
_SHOWN = (
    "kind", "category", "flags_open", "points", "place", "opened_at", "wants_opinion", "claimed_until", "state",
    "account__name", "account__handle", "account__state", "post__title", "post__excerpt", "post__cover", "post__state",
    "picture__alt", "column__name_kk", "column__name_ru", "column__name_en", "claimed_by__account__name",
)  # fmt: skip


def queue_page(*, viewer: Viewer, before: int | None = None, limit: int = QUEUE_PAGE) -> Page[Case]:
    """Return what waits for the viewer, the most urgent first; one query, two for who moderates columns alone.

    What is about themselves, or an account for which they act, is not in it.
    """
    columns = None if may(viewer, Act.READ) else tuple(columns_of(viewer))
    return cut_page(_QUEUE.rows(tuple(viewer.operates), columns, before, limit=limit), key="place", limit=limit)


def _waiting(
    own: tuple[int, ...], columns: tuple[int, ...] | None, before: int | None, *, limit: int
) -> "QuerySet[Case, Case]":
    """What waits, less what is about one's own accounts, and in some columns alone."""
    found = Case.objects.open()
    if columns is not None:
        found = found.filter(column_id__in=columns)
    if own:
        found = found.exclude(account_id__in=own)
    rows = found.select_related("account", "post", "picture", "column", "claimed_by__account").only(*_SHOWN)
    return rows_before(rows, key="place", before=before, limit=limit)


_QUEUE = Statement[Case](_waiting)


def count_open(viewer: Viewer, *, limit: int = 1_000) -> int:
    """Return how many cases wait, up to a limit beyond which a number tells nobody anything."""
    found = Case.objects.open()
    if not may(viewer, Act.READ):
        found = found.filter(column_id__in=columns_of(viewer))
    return found.order_by("-place").values("place")[:limit].count()


def case_id_of(kind: str, object_id: int) -> int | None:
    """The number of the case about a thing, None where there is none yet."""
    return Case.objects.filter(kind=kind, object_id=object_id).values_list("id", flat=True).first()


def rules_in_force() -> list[RuleVersion]:
    """Return what the rules say now, in their order; one query. Shared by all who read them, never to be changed."""
    return _RULES.rows()


def _in_force() -> "QuerySet[RuleVersion, RuleVersion]":
    newest = RuleVersion.objects.filter(rule_id=OuterRef("rule_id")).order_by("-number").values("id")[:1]
    found = RuleVersion.objects.filter(id=Subquery(newest), rule__ended_at=None).select_related("rule")
    return found.order_by("rule__position", "rule_id")


_RULES = Statement[RuleVersion](_in_force, shared=True)


def rule_in_force(rule_id: int) -> RuleVersion | None:
    """Return what a rule says now; None where it holds no longer."""
    found = RuleVersion.objects.filter(rule_id=rule_id, rule__ended_at=None).select_related("rule")
    return found.order_by("-number").first()


def rules_of_desk() -> list[tuple[Rule, RuleVersion]]:
    """Return every rule with its newest words, those that hold no longer too."""
    newest = RuleVersion.objects.filter(rule_id=OuterRef("rule_id")).order_by("-number").values("id")[:1]
    found = RuleVersion.objects.filter(id=Subquery(newest)).select_related("rule")
    return [(version.rule, version) for version in found.order_by("rule__position", "rule_id")]


def rule_by_key(key: str) -> Rule | None:
    """Return a rule by its address."""
    return Rule.objects.filter(key=key).first()


def versions_of(rule: Rule) -> list[RuleVersion]:
    """Return what a rule says and said, the newest first."""
    return list(rule.versions.order_by("-number"))


def flag_by(viewer: Viewer, *, kind: str, object_id: int) -> Flag | None:
    """Return the viewer's own flag of a thing."""
    found = Flag.objects.filter(case__kind=kind, case__object_id=object_id, reporter_id=viewer.account_id)
    return found.first() if viewer.signed_in else None


def reports_among(account_id: int, post_ids: tuple[int, ...]) -> QuerySet[Flag]:
    """Return the rows that say which of some posts an account flagged, as ``post_id``: ``posts`` asks for them."""
    own = Flag.objects.filter(reporter_id=account_id, case__kind=Thing.POST, case__post_id__in=post_ids)
    return own.annotate(post_id=F("case__post_id"))


def flags_page(*, viewer: Viewer, before: int | None = None) -> Page[Flag]:
    """Return what the viewer flagged, newest first."""
    found = Flag.objects.filter(reporter_id=viewer.account_id)
    rows = found.select_related("case__post__account", "case__post__root", "case__account")
    return page_before(rows, key="id", before=before, limit=QUEUE_PAGE)


def decisions_page(*, viewer: Viewer, before: int | None = None) -> Page[Decision]:
    """Return the decisions that met accounts for which the viewer acts, newest first."""
    found = Decision.objects.filter(account_id__in=tuple(viewer.operates))
    rows = found.select_related("case__post", "case__account", "account", "rule", "appeal")
    return page_before(rows, key="id", before=before, limit=QUEUE_PAGE)


def newest_decision(*, viewer: Viewer, post_id: int) -> Decision | None:
    """Return the newest decision about a post of an account for which the viewer acts."""
    found = Decision.objects.filter(case__kind="post", case__object_id=post_id, account_id__in=tuple(viewer.operates))
    return found.order_by("-id").first()


def appeals_open(*, limit: int = 100) -> list[Appeal]:
    """Return the appeals without an answer, the most pressing first."""
    found = Appeal.objects.filter(answered_at__isnull=True).select_related(
        "decision__case__post", "decision__case__account", "decision__account", "decision__rule__rule"
    )
    return list(found.order_by("due_at", "decision_id")[:limit])


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What came of reports, decisions and appeals in a span of time."""

    reports: int
    upheld: int
    decisions: int
    appealed: int
    answered: int
    overturned: int
    reviewed: int  # taken back without an appeal
    late: int  # answered, or still waiting, after the term

    @property
    def overturned_share(self) -> int:
        """Per cent of answered appeals that were right."""
        return round(100 * self.overturned / self.answered) if self.answered else 0

    @property
    def upheld_share(self) -> int:
        """Per cent of answered reports after which something was decided."""
        return round(100 * self.upheld / self.reports) if self.reports else 0


def rates(*, now: datetime) -> Rates:
    """Return the numbers of the last year; three queries."""
    since = now - timedelta(days=RATES_DAYS)
    flags = Flag.objects.filter(answered_at__gte=since).aggregate(
        all=Count("id"), upheld=Count("id", filter=Q(outcome=Outcome.UPHELD))
    )
    decisions = Decision.objects.filter(at__gte=since).aggregate(
        all=Count("id"), reviewed=Count("id", filter=Q(lifted_how=Lifted.REVIEW))
    )
    late = Q(answered_at__gt=F("due_at")) | Q(answered_at=None, due_at__lt=now)
    appeals = Appeal.objects.filter(at__gte=since).aggregate(
        all=Count("decision_id"),
        answered=Count("decision_id", filter=Q(answered_at__isnull=False)),
        overturned=Count("decision_id", filter=Q(overturned=True)),
        late=Count("decision_id", filter=late),
    )
    return Rates(
        reports=flags["all"],
        upheld=flags["upheld"],
        decisions=decisions["all"],
        reviewed=decisions["reviewed"],
        appealed=appeals["all"],
        answered=appeals["answered"],
        overturned=appeals["overturned"],
        late=appeals["late"],
    )


@dataclass(frozen=True, kw_only=True)
class Load:
    """How much one of the staff did in a span of time, and has in hand now."""

    user: User
    decisions: int
    overturned: int
    answers: int
    claimed: int


def workload(*, now: datetime, days: int = 30) -> list[Load]:
    """Return who of the staff did how much lately, by name; four queries."""
    since = now - timedelta(days=days)
    made = Decision.objects.filter(at__gte=since, by__isnull=False).values_list("by_id")
    decisions = dict(made.annotate(number=Count("id")))
    overturned = dict(made.filter(lifted_how=Lifted.APPEAL).annotate(number=Count("id")))
    answers = dict(
        Appeal.objects.filter(answered_at__gte=since, judge__isnull=False)
        .values_list("judge_id")
        .annotate(number=Count("decision_id"))
    )
    claimed = dict(
        Case.objects.filter(state=CaseState.OPEN, claimed_until__gt=now)
        .values_list("claimed_by_id")
        .annotate(number=Count("id"))
    )
    ids = {*decisions, *answers, *claimed}
    people = User.objects.filter(Q(id__in=ids) | Q(roles__role__in=("moderator", "senior", "arbiter"))).distinct()
    return [
        Load(
            user=user,
            decisions=decisions.get(user.id, 0),
            overturned=overturned.get(user.id, 0),
            answers=answers.get(user.id, 0),
            claimed=claimed.get(user.id, 0),
        )
        for user in people.select_related("account").order_by("account__sort_key", "id")
    ]


def has_claimed(viewer: Viewer, case: Case, *, now: datetime) -> bool:
    """Whether the viewer has a case in hand."""
    return case.held_by(now) == user_of(viewer)


def column_moderators() -> list[ColumnModerator]:
    """Return who moderates which column, by column and name."""
    found = ColumnModerator.objects.select_related("user__account", "column")
    return list(found.order_by("column__position", "user__account__sort_key", "id"))
