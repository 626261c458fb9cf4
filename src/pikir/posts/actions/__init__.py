"""Every write to posts. Each act is one transaction with its right, its change, its log entry and its event."""

from pikir.posts.actions.comments import add_comment
from pikir.posts.actions.copies import CopyError, close_copy, forget_copies, keep_copy
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
from pikir.posts.actions.texts import TextError, render_posts_with
from pikir.posts.actions.writing import Draft, edit_post, preview_post, start_post

__all__ = [
    "CopyError",
    "Draft",
    "ImportedPost",
    "MoveError",
    "PinError",
    "TextError",
    "add_comment",
    "close_copy",
    "edit_post",
    "forget_copies",
    "hide_post",
    "import_posts",
    "keep_copy",
    "leave_posts",
    "pin_post",
    "preview_post",
    "publish_due_posts",
    "publish_post",
    "remove_post",
    "render_posts_with",
    "restore_post",
    "schedule_post",
    "start_post",
    "unpin_post",
    "unschedule_post",
    "withdraw_post",
]
