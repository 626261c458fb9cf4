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
from pikir.posts.actions.co_authors import (
    CoAuthorError,
    accept_co_author,
    decline_co_author,
    invite_co_author,
    remove_co_author,
)
from pikir.posts.actions.comments import add_comment
from pikir.posts.actions.copies import CopyError, close_copy, forget_copies, keep_copy
from pikir.posts.actions.correcting import CorrectionError, correct_post, retract_post
from pikir.posts.actions.counting import repair_counts
from pikir.posts.actions.holding import release_post
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
from pikir.posts.actions.previews import PreviewError, forget_previews, make_preview, revoke_preview
from pikir.posts.actions.redacting import redact_post
from pikir.posts.actions.restraining import set_closed, set_cover, set_off_front, set_reach
from pikir.posts.actions.reviews import (
    ReviewError,
    approve_review,
    send_back,
    send_for_review,
    set_review_rule,
)
from pikir.posts.actions.revisions import hide_revision
from pikir.posts.actions.sharing import boost_post, choose_sharing, detach_quote, quote_post, unboost_post
from pikir.posts.actions.speaking import speak_plainly
from pikir.posts.actions.supporting import support_post, unsupport_post
from pikir.posts.actions.texts import TextError, render_old_posts, render_posts_with
from pikir.posts.actions.threads import fold_comment, rule_thread
from pikir.posts.actions.writing import Draft, edit_post, preview_post, start_post

__all__ = [
    "CoAuthorError",
    "CopyError",
    "CorrectionError",
    "Draft",
    "FolderError",
    "ImportedPost",
    "MoveError",
    "PinError",
    "PreviewError",
    "ReviewError",
    "TextError",
    "accept_co_author",
    "add_comment",
    "add_folder",
    "approve_review",
    "boost_post",
    "choose_sharing",
    "close_copy",
    "correct_post",
    "decline_co_author",
    "detach_quote",
    "drop_bookmarks",
    "drop_folder",
    "drop_post",
    "edit_post",
    "fold_comment",
    "forget_copies",
    "forget_previews",
    "hide_post",
    "hide_revision",
    "import_posts",
    "invite_co_author",
    "keep_copy",
    "keep_post",
    "leave_posts",
    "make_preview",
    "move_bookmarks",
    "pin_post",
    "preview_post",
    "publish_due_posts",
    "publish_post",
    "quote_post",
    "redact_post",
    "release_post",
    "remove_co_author",
    "remove_post",
    "rename_folder",
    "render_old_posts",
    "render_posts_with",
    "repair_counts",
    "restore_post",
    "retract_post",
    "revoke_preview",
    "rule_thread",
    "schedule_post",
    "send_back",
    "send_for_review",
    "set_closed",
    "set_cover",
    "set_off_front",
    "set_reach",
    "set_review_rule",
    "speak_plainly",
    "start_post",
    "support_post",
    "unboost_post",
    "unpin_post",
    "unschedule_post",
    "unsupport_post",
    "withdraw_post",
]
