"""Reading relations: what lists, threads, pages and notices ask about who wants to see, hear or meet whom.

The conditions are for queries of any room over rows that name an account. A guest has no relations, so nobody asks a
condition for one.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import RELATION_PAGE, AccountState, Circle, RelationKind, Role
from pikir.accounts.models import Account, BlockList, Filter, Relation
from pikir.accounts.relations import running
from pikir.kernel.languages import fold
from pikir.web.keyset import Page, page_before
from pikir.web.statements import Statement, moment


def unwanted(viewer: Viewer, author: str) -> Exists:
    """Whether the viewer blocks or mutes now whom the column ``author`` names."""
    found = Relation.objects.filter(running(moment()), kind__in=(RelationKind.BLOCK, RelationKind.MUTE))
    return Exists(found.filter(source_id=viewer.account_id, target_id=OuterRef(author)))


def shut_out(viewer: Viewer, author: str) -> Exists:
    """Whether the account in the column ``author`` blocks the viewer. Ask ``can_be_shut_out`` first."""
    found = Relation.objects.filter(kind=RelationKind.BLOCK, target_id=viewer.account_id)
    return Exists(found.filter(source_id=OuterRef(author)))


def blocking(source: str, target: str) -> Exists:
    """Whether the account in the column ``source`` blocks the one in the column ``target``."""
    found = Relation.objects.filter(kind=RelationKind.BLOCK, source_id=OuterRef(source))
    return Exists(found.filter(target_id=OuterRef(target)))


def can_be_shut_out(viewer: Viewer) -> bool:
    """Whether a block has a meaning for this reader: guests have no name, and staff must see what it judges."""
    return viewer.signed_in and not viewer.untroubled and not viewer.has(Role.MODERATOR)


def can_be_troubled(viewer: Viewer) -> bool:
    """Whether there may be somebody whom this reader does not want to see, or who blocks them."""
    return viewer.signed_in and not viewer.untroubled


def following(viewer: Viewer, author: str) -> Exists:
    """Whether the viewer follows the account in the column ``author``."""
    found = Relation.objects.filter(kind=RelationKind.FOLLOW, source_id=viewer.account_id)
    return Exists(found.filter(target_id=OuterRef(author)))


def followed_ids(viewer: Viewer) -> Subquery:
    """The identifiers of those whom the viewer follows, for a condition."""
    found = Relation.objects.filter(kind=RelationKind.FOLLOW, source_id=viewer.account_id)
    return Subquery(found.values("target_id"))


@dataclass(frozen=True)
class Filters:
    """The words that a reader does not want to meet, each with the pattern that finds it in folded text."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()
    spared: frozenset[int] = frozenset()  # accounts of the reader: one meets one's own words

    def match(self, author_id: int, *texts: str) -> str:
        """Return the first of the words that the author's texts hold, in any case of letters; empty for none."""
        if not self.patterns or author_id in self.spared:
            return ""
        folded = fold("\n".join(texts))
        return next((words for words, pattern in self.patterns if pattern.search(folded)), "")


NO_FILTERS = Filters()


def filters_of(viewer: Viewer) -> Filters:
    """Return what the viewer filters now; one query, none for a guest."""
    if not viewer.signed_in:
        return NO_FILTERS
    return Filters(tuple((row.words, _pattern(row)) for row in filter_rows(viewer)), viewer.operates)


_FILTERS = Statement[Filter](
    lambda account_id: Filter.objects.filter(running(moment()), account_id=account_id).order_by("id")
)


def filter_rows(viewer: Viewer) -> list[Filter]:
    """Return the viewer's filters whose term has not passed, oldest first."""
    return _FILTERS.rows(viewer.account_id or 0)


def _pattern(row: Filter) -> re.Pattern[str]:
    words = re.escape(row.key)
    return re.compile(rf"(?<!\w){words}(?!\w)" if row.whole_word else words)


@dataclass(frozen=True, kw_only=True)
class Stance:
    """What a viewer is to an account. ``muted_until`` is None for ever."""

    follows: bool = False
    requested: bool = False
    blocks: bool = False
    mutes: bool = False
    muted_until: datetime | None = None
    followed_by: bool = False
    asked_by: bool = False

    @property
    def hides(self) -> bool:
        """Whether the viewer does not want to see the account's posts."""
        return self.blocks or self.mutes


_STRANGER = Stance()


def stance_of(viewer: Viewer, account_id: int) -> Stance:
    """Return what lies between a viewer and an account; one query, none for a guest. A block by the other is silent."""
    if not viewer.signed_in or viewer.account_id == account_id:
        return _STRANGER
    mine = Q(source_id=viewer.account_id, target_id=account_id)
    theirs = Q(source_id=account_id, target_id=viewer.account_id)
    theirs &= Q(kind__in=(RelationKind.FOLLOW, RelationKind.REQUEST))
    rows = list(Relation.objects.filter(running(moment()), mine | theirs))
    own = {row.kind: row for row in rows if row.source_id == viewer.account_id}
    others = {row.kind for row in rows if row.source_id == account_id}
    mute = own.get(RelationKind.MUTE)
    blocks = RelationKind.BLOCK in own
    return Stance(
        follows=RelationKind.FOLLOW in own,
        requested=RelationKind.REQUEST in own,
        blocks=blocks,
        mutes=mute is not None,
        muted_until=mute.until if mute else None,
        followed_by=RelationKind.FOLLOW in others,
        asked_by=RelationKind.REQUEST in others and not blocks,
    )


def relations_page(
    *, account_id: int, kind: str, by: bool = True, before: int | None = None, limit: int = RELATION_PAGE
) -> Page[Relation]:
    """Return whom an account follows, asks, blocks or mutes (``by``), or who does so to it, newest first.

    Suspended accounts are left out, and requests of those whom the account blocks: they stay without an answer.
    """
    end, other = ("source", "target") if by else ("target", "source")
    found = Relation.objects.filter(running(moment()), **{f"{end}_id": account_id, "kind": kind})
    found = found.filter(**{f"{other}__state": AccountState.ACTIVE}).select_related(other)
    if kind == RelationKind.REQUEST and not by:
        blocked = Relation.objects.filter(kind=RelationKind.BLOCK, source_id=account_id)
        found = found.exclude(source_id__in=Subquery(blocked.values("target_id")))
    return page_before(found, key="id", before=before, limit=limit)


def relations_of(account_id: int, kind: str) -> list[Relation]:
    """Return everyone whom an account follows, blocks or mutes now, oldest first, to be handed over as a file."""
    found = Relation.objects.filter(running(moment()), source_id=account_id, kind=kind)
    return list(found.select_related("target").order_by("id"))


def profile_account(handle: str) -> Account | None:
    """Return a local account by its handle with its page, ``follower_count`` and ``following_count``, in one query.

    Counted by index at every reading, so that they are never wrong.
    """
    found = Account.objects.by_handle(handle).select_related("profile__place")
    return found.annotate(follower_count=_count("target"), following_count=_count("source")).first()


def _count(end: str) -> Coalesce:
    rows = Relation.objects.filter(kind=RelationKind.FOLLOW, **{f"{end}_id": OuterRef("id")}).order_by()
    counted = rows.values(f"{end}_id").annotate(number=Count("id")).values("number")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def is_blocked(*, by: int, account_id: int) -> bool:
    """Whether an account blocks another."""
    return Relation.objects.filter(kind=RelationKind.BLOCK, source_id=by, target_id=account_id).exists()


def may_write_to(account_id: int, receiver: Account, *, circle: str = "") -> bool:
    """Whether an account may comment on what the receiver said, or write to it: not blocked, and in its circle.

    ``circle`` is that of one post, in the place of the receiver's own.
    """
    return _lets_in(receiver, circle or receiver.writes_from, account_id)


def may_mention(account_id: int, receiver: Account) -> bool:
    """Whether the receiver wants to hear of mentions by an account."""
    return _lets_in(receiver, receiver.mentions_from, account_id)


_KINDS = Statement[tuple[str]](
    lambda source, target: Relation.objects.filter(source_id=source, target_id=target).values_list("kind")
)


def _lets_in(receiver: Account, circle: str, account_id: int) -> bool:
    if account_id == receiver.id:
        return True
    if circle == Circle.NOBODY:
        return False
    kinds = {kind for (kind,) in _KINDS.rows(receiver.id, account_id)}
    if RelationKind.BLOCK in kinds:
        return False
    return circle == Circle.EVERYONE or RelationKind.FOLLOW in kinds


def block_lists_of(account_id: int) -> list[BlockList]:
    """Return the block lists that an account has published, by name, each with its ``size``."""
    found = BlockList.objects.filter(account_id=account_id)
    return list(found.annotate(size=Count("targets")).order_by("name", "id"))


def block_list(handle: str, slug: str) -> list[Account] | None:
    """Return who stands on a published block list, None when there is no such list."""
    row = BlockList.objects.filter(account__in=Account.objects.by_handle(handle).active(), slug=slug).first()
    return None if row is None else list(row.targets.active().order_by("handle_key", "id"))


def accounts_named(names: list[tuple[str, str]]) -> dict[tuple[str, str], Account]:
    """Return active accounts by handle in small letters and host (empty for this square), in one query."""
    by_host: dict[str, list[str]] = {}
    for handle, host in names:
        by_host.setdefault(host, []).append(handle)
    wanted = Q()
    for host, handles in by_host.items():
        wanted |= Q(host=host, handle_key__in=handles)
    found = Account.objects.active().filter(wanted) if names else Account.objects.none()
    return {(account.handle_key, account.host): account for account in found}
