"""Every write to posts. Each act is one transaction with its right, its change, its log entry and its event."""

from pikir.posts.actions.co_authors import (
    CoAuthorError,
    accept_co_author,
    decline_co_author,
    invite_co_author,
    remove_co_author,
)
from pikir.posts.actions.comments import add_comment
from pikir.posts.actions.correcting import CorrectionError, correct_post, retract_post
from pikir.posts.actions.importing import ImportedPost, import_posts
from pikir.posts.actions.leaving import leave_posts
from pikir.posts.actions.moving import (
    MoveError,
    hide_post,
    publish_due_posts,
    publish_post,
    remove_post,
    restore_post,
    schedule_post,
    unschedule_post,
    withdraw_post,
)
from pikir.posts.actions.pins import PinError, pin_post, unpin_post
from pikir.posts.actions.previews import PreviewError, make_preview, revoke_preview
from pikir.posts.actions.reviews import (
    ReviewError,
    approve_review,
    send_back,
    send_for_review,
    set_review_rule,
)
from pikir.posts.actions.revisions import hide_revision
from pikir.posts.actions.texts import TextError, render_posts_with
from pikir.posts.actions.writing import Draft, edit_post, start_post

__all__ = [
    "CoAuthorError",
    "CorrectionError",
    "Draft",
    "ImportedPost",
    "MoveError",
    "PinError",
    "PreviewError",
    "ReviewError",
    "TextError",
    "accept_co_author",
    "add_comment",
    "approve_review",
    "correct_post",
    "decline_co_author",
    "edit_post",
    "hide_post",
    "hide_revision",
    "import_posts",
    "invite_co_author",
    "leave_posts",
    "make_preview",
    "pin_post",
    "publish_due_posts",
    "publish_post",
    "remove_co_author",
    "remove_post",
    "render_posts_with",
    "restore_post",
    "retract_post",
    "revoke_preview",
    "schedule_post",
    "send_back",
    "send_for_review",
    "set_review_rule",
    "start_post",
    "unpin_post",
    "unschedule_post",
    "withdraw_post",
]
