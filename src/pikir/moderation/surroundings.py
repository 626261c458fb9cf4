"""What is laid beside a case: who says what, what came before, and what looks like it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from pikir.moderation.kinds import FLAGS_SHOWN, HISTORY_SHOWN, SIMILAR_SHOWN, THREAD_SHOWN
from pikir.moderation.models import Case, CaseNote, Decision, Flag
from pikir.posts.kinds import State
from pikir.posts.models import Post, PostPicture

_WORD = re.compile(r"\w{3,}")
_LINK = re.compile(r"https?://[^\s)>\]]+")
_ALIKE = 0.6  # share of common words from which two openings say nearly the same
_OWN_READ = 50  # texts of the same author that are compared, the newest
_ALL_READ = 100  # and of everybody: repetition comes in waves


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Everything beside a case that a decision may need."""

    flags: list[Flag] = field(default_factory=list)
    notes: list[CaseNote] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)  # about the same thing
    earlier: list[Decision] = field(default_factory=list)  # about the same account
    thread: list[Post] = field(default_factory=list)
    alike: list[Post] = field(default_factory=list)
    pictured: list[Post] = field(default_factory=list)  # show the same picture
    linked: list[Post] = field(default_factory=list)  # lead to the same page


def surroundings_of(case: Case) -> Surroundings:
    """Return what is laid beside a case; a fixed number of queries, none of which grows with the square."""
    decided = Decision.objects.select_related("rule", "case__post", "by__account", "appeal").order_by("-id")
    of_account = decided.filter(account_id=case.account_id or 0).exclude(case=case)
    others = _others(case.post) if case.post else []
    return Surroundings(
        flags=list(case.flags.select_related("reporter", "rule", "outsider").order_by("-id")[:FLAGS_SHOWN]),
        notes=list(case.notes.select_related("by__account").order_by("id")),
        decisions=list(decided.filter(case=case)),
        earlier=list(of_account[:HISTORY_SHOWN]),
        thread=_thread(case.post) if case.post else [],
        alike=_alike(case.post, others) if case.post else [],
        pictured=_pictured(case),
        linked=_linked(case.post, others) if case.post else [],
    )


def _thread(post: Post) -> list[Post]:
    """What a comment answers and what was said around it; of a text its first comments."""
    root_id = post.root_id or post.id
    place = post.listed_at_id or post.id
    said = Post.objects.filter(root_id=root_id).exclude(id=post.id).select_related("account")
    if not post.is_comment:
        return list(said.order_by("listed_at_id")[:THREAD_SHOWN])
    before = list(said.filter(listed_at_id__lt=place).order_by("-listed_at_id")[:THREAD_SHOWN])
    return before[::-1]


def _others(post: Post) -> list[Post]:
    """The texts with which one is compared: the newest of its author and of everybody."""
    found = Post.objects.filter(listed_at_id__isnull=False).exclude(id=post.id).select_related("account")
    found = found.defer("html", "headings", "account__bio").order_by("-listed_at_id")
    own = found.filter(account_id=post.account_id)[:_OWN_READ]
    listed = found.filter(state=State.PUBLISHED, visibility="public", root__isnull=True)[:_ALL_READ]
    return list({one.id: one for one in (*own, *listed)}.values())


def _alike(post: Post, others: Iterable[Post]) -> list[Post]:
    words = _words(post)
    if len(words) < 3:  # too little to compare
        return []
    return [one for one in others if _share(words, _words(one)) >= _ALIKE][:SIMILAR_SHOWN]


def _words(post: Post) -> set[str]:
    return set(_WORD.findall(f"{post.title} {post.excerpt}".lower()))


def _share(some: set[str], others: set[str]) -> float:
    return len(some & others) / len(some | others) if others else 0.0


def _linked(post: Post, others: Iterable[Post]) -> list[Post]:
    links = set(_LINK.findall(post.source))
    return [one for one in others if links & set(_LINK.findall(one.source))][:SIMILAR_SHOWN] if links else []


def _pictured(case: Case) -> list[Post]:
    """Other texts with the same picture, also when it was uploaded anew: by the hash of the original file."""
    if case.picture is not None:
        hashes = [case.picture.sha256]
    elif case.post is not None:
        hashes = list(case.post.picture_links.values_list("picture__sha256", flat=True))
    else:
        return []
    same = PostPicture.objects.filter(picture__sha256__in=hashes).filter(~Q(post_id=case.post_id))
    rows = same.select_related("post__account").order_by("-post_id")[:SIMILAR_SHOWN]
    return [row.post for row in rows]
