"""Addresses of posts, below the language."""

from django.urls import path

from pikir.posts.views import copies, preview, reading, takedown, writing

urlpatterns = [
    path("write/", writing.write, name="write"),
    path("write/<id:post_id>/", writing.edit, name="edit"),
    path("write/preview/", preview.preview, name="preview"),
    path("write/copy/", copies.keep, name="keep_copy"),
    path("write/drop/", copies.drop, name="drop_copy"),
    path("drafts/", writing.drafts, name="drafts"),
    path("withdraw/<id:post_id>/", reading.withdraw, name="withdraw"),
    path("pin/<id:post_id>/", reading.pin, name="pin"),
    path("desk/posts/<id:post_id>/", takedown.takedown, name="takedown"),
    path("@<handle:handle>/<id:post_id>/", reading.post, name="post"),
    path("@<handle:handle>/<id:post_id>/comment/", reading.reply, name="reply"),
]
