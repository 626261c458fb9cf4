"""Taking words out of a text and of all its earlier versions, for moderation, which has asked for the right before."""

from collections.abc import Mapping
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext, override

from pikir.kernel.events import send
from pikir.kernel.redactions import put_back, take_out
from pikir.posts.actions.texts import TEXT_FIELDS, render_into
from pikir.posts.events import PostEdited
from pikir.posts.kinds import COVER_LENGTH, LEAD_LENGTH, TITLE_LENGTH
from pikir.posts.life import Revision
from pikir.posts.models import Post
from pikir.posts.pages import touch_pages

# What is taken out, and how long it may be: where a mark with its word has no room, the bare mark stands.
REDACTED = {"title": TITLE_LENGTH, "lead": LEAD_LENGTH, "cover": COVER_LENGTH, "source": None}
Text = TypeVar("Text", Post, Revision)


def redact_post(*, post: Post, hidden: Mapping[int, str], shown: Mapping[int, str]) -> None:
    """Let a text and its earlier versions say ``hidden`` words by their marks, and ``shown`` ones again as they were.

    The numbers are those of the marks. The history gets no version of it: it would tell what was taken out.
    """
    with transaction.atomic():
        row = Post.objects.select_for_update(of=("self",)).select_related("account", "root__account").get(id=post.id)
        with override(row.language):
            word = gettext("taken out")
        for revision in Revision.objects.filter(post=row):
            if _changed(revision, hidden, shown, word):
                revision.save(update_fields=list(REDACTED))
        if not _changed(row, hidden, shown, word):
            return
        render_into(row)
        Post.objects.filter(id=row.id).update(**{name: getattr(row, name) for name in (*REDACTED, *TEXT_FIELDS)})
        send(PostEdited(row.id))
        touch_pages(row)


def _changed(text: Text, hidden: Mapping[int, str], shown: Mapping[int, str], word: str) -> bool:
    """Change the texts of a row, unsaved; return whether anything is different."""
    different = False
    for name, limit in REDACTED.items():
        before = getattr(text, name)
        whole = put_back(before, shown)
        after = take_out(whole, hidden, word)
        if limit and len(after) > limit:
            after = take_out(whole, hidden)[:limit]
        setattr(text, name, after)
        different = different or after != before
    return different
