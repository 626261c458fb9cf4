"""One text in several languages: what there is, what is missing, and what is older than the text it was made from."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from pikir.accounts.access import Viewer
from pikir.kernel.languages import LANGUAGES
from pikir.posts.access import is_open
from pikir.posts.addresses import own_address
from pikir.posts.models import Post, PostQuerySet
from pikir.web.statements import Statement


@dataclass(frozen=True)
class Version:
    """A language of a text; ``post`` is None where it is missing, ``behind`` says that the first text changed since."""

    language: str
    post: Post | None
    behind: bool = False


def versions_of(post: Post, viewer: Viewer) -> list[Post]:
    """Return the same text in other languages that the viewer may see, in the order of their language; one query."""
    return _VERSIONS.rows(viewer, post.version_of_id or post.id, post.id)


def _versions(viewer: Viewer, source_id: int, post_id: int) -> PostQuerySet:
    family = Post.objects.filter(id=source_id) | Post.objects.filter(version_of_id=source_id)
    seen = family.visible_to(viewer).exclude(id=post_id)
    return seen.select_related("account").defer("source", "html", "headings").order_by("language")


_VERSIONS = Statement[Post](_versions)


def tongues_of(post: Post, others: list[Post]) -> dict[str, str]:
    """Return where each language of a text stands for everyone, as ``<link hreflang>`` says it; none for one language.

    ``others`` as ``versions_of`` found them. Whoever reads none of the languages is led to the first text.
    """
    family = [one for one in (post, *others) if is_open(one)]
    if len(family) < 2 or post not in family:
        return {}
    first = next((one for one in family if one.version_of_id is None), post)
    by_language = {one.language: one for one in sorted(family, key=lambda one: one.language)} | {"x-default": first}
    return {code: own_address(one.language, one.account.handle, one.id) for code, one in by_language.items()}


def meter_of(post: Post, others: list[Post]) -> list[Version]:
    """Return for each language of the square whether the text is there, given what ``versions_of`` found."""
    family = {one.language: one for one in (*others, post)}
    source = next((one for one in family.values() if one.version_of_id is None), post)
    return [
        Version(language, found, behind=found is not None and is_behind(found, source))
        for language, found in ((language, family.get(language)) for language in LANGUAGES)
    ]


def is_behind(version: Post, source: Post) -> bool:
    """Whether the text that a version was made from changed after the version did."""
    return version is not source and _changed_at(source) > _changed_at(version)


def language_taken(source: Post, language: str) -> bool:
    """Whether a text is written, or being written, in a language already."""
    source_id = source.version_of_id or source.id
    family = Post.objects.filter(id=source_id) | Post.objects.filter(version_of_id=source_id)
    return family.filter(language=language).exclude(state="withdrawn").exists()


def _changed_at(post: Post) -> datetime:
    return post.edited_at or post.published_at or post.updated_at


def family_of(post: Post) -> int:
    """Return what all languages of a text have in common."""
    return post.version_of_id or post.id


def told_in(posts: list[Post], *, language: str, viewer: Viewer) -> dict[int, Post]:
    """Return for texts of other languages, by their identifiers, the version that the reader understands; one query."""
    families = {family_of(post) for post in posts if post.language != language}
    if not families:
        return {}
    found = {family_of(one): one for one in _TOLD.rows(viewer, tuple(sorted(families)), language)}
    return {post.id: found[family_of(post)] for post in posts if family_of(post) in found}


def _told(viewer: Viewer, families: tuple[int, ...], language: str) -> PostQuerySet:
    found = Post.objects.listed_of(viewer, Q(id__in=families) | Q(version_of_id__in=families))
    rows: PostQuerySet = found.filter(language=language).with_authors().for_cards()
    return rows


_TOLD = Statement[Post](_told, shared=True)
