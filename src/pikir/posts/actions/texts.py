"""From what an author wrote to what readers see: rendering outside the transaction, and the links to pictures."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pikir.kernel.text import excerpt, normalise
from pikir.media.models import Picture
from pikir.media.queries import pictures_by_name
from pikir.posts.kinds import COMMENT_LENGTH, ENTRY_LENGTH, EXCERPT_LENGTH, NOTE_LENGTH, PostKind
from pikir.posts.models import Post, PostPicture
from pikir.posts.rendering import RENDERER_VERSION, Rendered, find_pictures, render, render_comment, render_note

TEXT_FIELDS = ("html", "excerpt", "words", "headings", "renderer", "picture")
LENGTHS = {PostKind.NOTE: NOTE_LENGTH, PostKind.COMMENT: COMMENT_LENGTH}


class TextError(ValueError):
    """A text cannot be kept as it is; the message is for its author."""


def check_text(kind: str, source: str, title: str = "") -> None:
    """Raise TextError for an empty or a too long text."""
    if not source.strip() and not title.strip():
        raise TextError(_("Write something first."))
    limit = LENGTHS.get(PostKind(kind), ENTRY_LENGTH)
    if len(source) > limit:
        raise TextError(
            _("The text has %(length)s characters; at most %(limit)s fit.") % {"length": len(source), "limit": limit}
        )


def clean_source(source: str) -> str:
    """Return what an author typed as it is kept: normalised, without NUL, with bare ends."""
    return normalise(source).replace("\x00", "").strip()


def render_into(post: Post) -> dict[str, Picture]:
    """Fill the made fields of ``post`` from its source, unsaved; return the pictures it uses, by name.

    Only pictures of the post's own account are shown, so that nobody opens another's unpublished picture by its name.
    """
    pictures = {
        name: picture
        for name, picture in pictures_by_name(find_pictures(post.source)).items()
        if picture.account_id == post.account_id
    }
    made = _render(post, pictures)
    post.html = made.html
    post.excerpt = post.lead[:EXCERPT_LENGTH] or excerpt(made.plain, EXCERPT_LENGTH)
    post.words = made.words
    post.headings = [[heading.level, heading.anchor, heading.text] for heading in made.headings]
    post.renderer = RENDERER_VERSION
    used = {name: pictures[name] for name in made.picture_names if name in pictures}
    post.picture = next(iter(used.values()), None)
    return used


def _render(post: Post, pictures: dict[str, Picture]) -> Rendered:
    if post.kind == PostKind.COMMENT:
        return render_comment(post.source)
    if post.kind == PostKind.NOTE:
        return render_note(post.source)
    return render(post.source, post_id=post.id, language=post.language, pictures=pictures)


def link_pictures(post: Post, pictures: Iterable[Picture]) -> None:
    """Make the links of a saved post equal to the pictures it uses and those attached to it."""
    wanted = {picture.id for picture in pictures}
    links = PostPicture.objects.filter(post=post)
    present = set(links.values_list("picture_id", flat=True))
    links.exclude(picture_id__in=wanted).delete()
    PostPicture.objects.bulk_create(
        [PostPicture(post=post, picture_id=identifier) for identifier in sorted(wanted - present)]
    )
