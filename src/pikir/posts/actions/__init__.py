"""Every write to posts. Each act is one transaction with its right, its change, its log entry and its event."""

from pikir.posts.actions.bookmarks import (
    FolderError,
    add_folder,
    drop_bookmarks,
    drop_folder,
    drop_post,
    keep_post,
    move_bookmarks,
    rename_folder,
)
from pikir.posts.actions.comments import add_comment
from pikir.posts.actions.copies import CopyError, close_copy, forget_copies, keep_copy
from pikir.posts.actions.counting import repair_counts
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
from pikir.posts.actions.sharing import boost_post, choose_sharing, detach_quote, quote_post, unboost_post
from pikir.posts.actions.supporting import support_post, unsupport_post
from pikir.posts.actions.texts import TextError, render_old_posts, render_posts_with
from pikir.posts.actions.threads import fold_comment, rule_thread
from pikir.posts.actions.writing import Draft, edit_post, preview_post, start_post

__all__ = [
    "CopyError",
    "Draft",
    "FolderError",
    "ImportedPost",
    "MoveError",
    "PinError",
    "TextError",
    "add_comment",
    "add_folder",
    "boost_post",
    "choose_sharing",
    "close_copy",
    "detach_quote",
    "drop_bookmarks",
    "drop_folder",
    "drop_post",
    "edit_post",
    "fold_comment",
    "forget_copies",
    "hide_post",
    "import_posts",
    "keep_copy",
    "keep_post",
    "leave_posts",
    "move_bookmarks",
    "pin_post",
    "preview_post",
    "publish_due_posts",
    "publish_post",
    "quote_post",
    "remove_post",
    "rename_folder",
    "render_old_posts",
    "render_posts_with",
    "repair_counts",
    "restore_post",
    "rule_thread",
    "schedule_post",
    "start_post",
    "support_post",
    "unboost_post",
    "unpin_post",
    "unschedule_post",
    "unsupport_post",
    "withdraw_post",
]
