"""How order is kept in the town: who does it, what was reported, decided, appealed, and what still waits."""

from datetime import datetime
from typing import Any, Protocol

from pikir.accounts.access import Viewer
from pikir.accounts.actions import give_role
from pikir.accounts.models import Account, User
from pikir.accounts.queries import viewer_for
from pikir.moderation.actions.appeals import answer, appeal
from pikir.moderation.actions.cases import case_of, note_case
from pikir.moderation.actions.deciding import Reasons, decide
from pikir.moderation.actions.flags import flag
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import Subject, of_account, of_post
from pikir.posts.models import Post
from pikir.site.demo.reading import Town


class Builder(Protocol):
    """What was made so far, as ``building`` keeps it."""

    town: Town
    now: datetime
    accounts: dict[str, Account]
    users: dict[str, User]
    viewers: dict[str, Viewer]
    posts: dict[str, Post]

    def at(self, text: str) -> datetime:
        """Return a moment of the town's clock."""
        ...


def keep_order(builder: Builder) -> None:
    """Do what ``order.toml`` says."""
    told = builder.town.order
    for row in told["staff"]:
        user = builder.users[row["handle"]]
        give_role(actor=None, user_id=user.id, role=row["role"])
        builder.viewers[row["handle"]] = viewer_for(user)
    rules = {version.rule.key: version for version in rules_in_force()}
    acts = [("flag", row) for row in told["flag"]] + [("decision", row) for row in told["decision"]]
    for act, row in sorted(acts, key=lambda one: builder.at(one[1]["at"])):
        if act == "flag":
            _flag(builder, row)
        else:
            _decide(builder, row, Reasons(rule=rules[row["rule"]], facts=row["facts"]))
    for row in told["note"]:
        case = case_of(_subject(builder, row), now=builder.now)
        note_case(actor=builder.viewers[row["by"]], case=case, kind=row["kind"], words=row["words"])


def _subject(builder: Builder, row: dict[str, Any]) -> Subject:
    if "account" in row:
        return of_account(builder.accounts[row["account"]])
    return of_post(Post.objects.with_authors().get(id=builder.posts[row["post"]].id))


def _flag(builder: Builder, row: dict[str, Any]) -> None:
    flag(
        actor=builder.viewers[row["by"]],
        subject=_subject(builder, row),
        category=row["category"],
        words=row["words"],
        at=builder.at(row["at"]),
    )


def _decide(builder: Builder, row: dict[str, Any], reasons: Reasons) -> None:
    subject = _subject(builder, row)
    case, judge = case_of(subject, now=builder.now), builder.viewers[row["by"]]
    made = decide(actor=judge, case=case, measure=row["measure"], reasons=reasons, at=builder.at(row["at"]))
    if "appeal" not in row:
        return
    author = next(viewer for viewer in builder.viewers.values() if subject.account.id == viewer.account_id)
    asked = appeal(actor=author, decision=made, words=row["appeal"], at=builder.at(row["appealed"]))
    judge, at = builder.viewers[row["judge"]], builder.at(row["answered"])
    answer(actor=judge, appeal=asked, overturned=True, words=row["answer"], at=at)
