"""Reading what waits for an editor."""

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import OperatorRole
from pikir.accounts.models import Account
from pikir.accounts.queries import operated_accounts
from pikir.posts.kinds import LIST_PAGE, State
from pikir.posts.life import Review, ReviewRule
from pikir.posts.models import Post
from pikir.web.keyset import Page, page_before

_JUDGES = (OperatorRole.OWNER, OperatorRole.EDITOR)


def review_of(viewer: Viewer, post: Post) -> Review | None:
    """Return what a draft waits for, for those who write for its account; no query for anything else."""
    if post.state != State.DRAFT or post.account_id not in viewer.operates or post.account_id == viewer.account_id:
        return None
    return Review.objects.filter(post=post).first()


def waiting_reviews(viewer: Viewer, *, before: int | None, limit: int = LIST_PAGE) -> Page[Review]:
    """Return the drafts that wait for the viewer as an editor, newest first."""
    edited = [row.account_id for row in operated_accounts(viewer) if row.role in _JUDGES]
    found = Review.objects.filter(post__account__in=edited, returned_at=None, post__state=State.DRAFT)
    return page_before(found.select_related("post__account", "asked_by__account"), key="id", before=before, limit=limit)


def review_rules(viewer: Viewer) -> list[tuple[Account, bool]]:
    """Return the accounts that the viewer owns beside the own one, and whether their writers' texts wait."""
    owned = [row.account for row in operated_accounts(viewer) if row.role == OperatorRole.OWNER]
    ruled = set(ReviewRule.objects.filter(account__in=owned).values_list("account_id", flat=True))
    return [(account, account.id in ruled) for account in owned]
