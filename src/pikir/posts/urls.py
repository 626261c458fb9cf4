"""Addresses of posts, below the language."""

from django.urls import path

from pikir.posts.views import (
    blogs,
    bookmarks,
    columns,
    copies,
    preview,
    reading,
    sharing,
    takedown,
    talk,
    topics,
    writing,
)
from pikir.posts.views import help as helping

urlpatterns = [
    path("write/", writing.write, name="write"),
    path("write/help/", helping.write_help, name="write_help"),
    path("write/<id:post_id>/", writing.edit, name="edit"),
    path("write/preview/", preview.preview, name="preview"),
    path("write/copy/", copies.keep, name="keep_copy"),
    path("write/drop/", copies.drop, name="drop_copy"),
    path("drafts/", writing.drafts, name="drafts"),
    path("withdraw/<id:post_id>/", reading.withdraw, name="withdraw"),
    path("pin/<id:post_id>/", reading.pin, name="pin"),
    path("support/<id:post_id>/", talk.support, name="support"),
    path("fold/<id:post_id>/", talk.fold, name="fold"),
    path("thread/<id:post_id>/", talk.thread, name="thread"),
    path("bookmark/<id:post_id>/", bookmarks.bookmark, name="bookmark"),
    path("bookmarks/", bookmarks.bookmarks, name="bookmarks"),
    path("bookmarks/<id:pk>/", bookmarks.folder, name="folder"),
    path("detach/<id:post_id>/", sharing.detach, name="detach"),
    path("account/sharing/", sharing.sharing, name="sharing"),
    path("desk/posts/<id:post_id>/", takedown.takedown, name="takedown"),
    path("@<handle:handle>/blog/", blogs.edit, name="blog"),
    path("topics/", topics.directory, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("topics/<slug:slug>/follow/", topics.follow, name="topic-follow"),
    path("desk/columns/<id:post_id>/", columns.place, name="place-in-column"),
    path("@<handle:handle>/<id:post_id>/", reading.post, name="post"),
    path("@<handle:handle>/<id:post_id>/comment/", reading.reply, name="reply"),
    path("@<handle:handle>/<id:post_id>/share/", sharing.share, name="share"),
]
