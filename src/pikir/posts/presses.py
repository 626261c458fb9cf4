"""The buttons below a post and its comments: support, put aside, keep. They are made without a query."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext, pgettext

from pikir.accounts.access import Viewer
from pikir.posts.kinds import State
from pikir.posts.models import Post
from pikir.posts.threads import NO_MARKS, Marks
from pikir.web.addresses import address
from pikir.web.shapes import Press
from pikir.web.statements import remembered


@dataclass(frozen=True)
class Presses:
    """What a reader may do with one touch, with what they did already.

    ``thread_of`` is the account whose thread it is when the reader may put comments of it aside.
    """

    viewer: Viewer
    marks: Marks = NO_MARKS
    thread_of: int | None = None

    def of_comment(self, comment: Post) -> tuple[Press, ...]:
        """The buttons below a comment."""
        return (*self._support(comment), *self._fold(comment))

    def of_post(self, post: Post) -> tuple[Press, ...]:
        """The buttons below the text itself."""
        return (*self._support(post), *self._keep(post))

    def _support(self, post: Post) -> tuple[Press, ...]:
        viewer = self.viewer
        mine = post.account_id in viewer.operates
        if not viewer.signed_in or viewer.suspended or mine or post.state != State.PUBLISHED:
            return _supported(post, get_language())
        return _to_support(post, get_language(), post.id in self.marks.supported)

    def _keep(self, post: Post) -> tuple[Press, ...]:
        if not self.viewer.signed_in:
            return ()
        on = post.id in self.marks.kept
        text = pgettext("act", "Bookmark")
        return (Press(text=text, url=address("bookmark", post.id), value="off" if on else "on", on=on),)

    def _fold(self, comment: Post) -> tuple[Press, ...]:
        if self.thread_of in (None, comment.account_id) or comment.state != State.PUBLISHED:
            return ()
        away = comment.folded_at is not None
        text = pgettext("act", "Show again") if away else pgettext("act", "Hide in the thread")
        return (Press(text=text, url=address("fold", comment.id), value="off" if away else "on"),)


@remembered
def _supported(post: Post, _language: str | None) -> tuple[Press, ...]:
    count = post.support_count
    return (Press(text=gettext("Supported:"), number=count),) if count else ()


@remembered
def _to_support(post: Post, _language: str | None, on: bool) -> tuple[Press, ...]:
    text = pgettext("act", "Support")
    value = "off" if on else "on"
    return (Press(text=text, url=address("support", post.id), number=post.support_count, value=value, on=on),)


NO_PRESSES = Presses(Viewer.guest())
