"""Addresses of posts, below the language."""

from django.urls import path

from pikir.posts.views import blogs, columns, reading, takedown, topics, writing
from pikir.posts.views import help as helping

urlpatterns = [
    path("write/", writing.write, name="write"),
    path("write/help/", helping.write_help, name="write_help"),
    path("write/<id:post_id>/", writing.edit, name="edit"),
    path("drafts/", writing.drafts, name="drafts"),
    path("withdraw/<id:post_id>/", reading.withdraw, name="withdraw"),
    path("pin/<id:post_id>/", reading.pin, name="pin"),
    path("desk/posts/<id:post_id>/", takedown.takedown, name="takedown"),
    path("@<handle:handle>/blog/", blogs.edit, name="blog"),
    path("topics/", topics.directory, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("topics/<slug:slug>/follow/", topics.follow, name="topic-follow"),
    path("desk/columns/<id:post_id>/", columns.place, name="place-in-column"),
    path("@<handle:handle>/<id:post_id>/", reading.post, name="post"),
    path("@<handle:handle>/<id:post_id>/comment/", reading.reply, name="reply"),
]
