"""Addresses of posts, below the language."""

from django.urls import path

from pikir.posts.views import co_authors, corrections, history, previews, reading, reviews, schedule, takedown, writing

urlpatterns = [
    path("write/", writing.write, name="write"),
    path("write/<id:post_id>/", writing.edit, name="edit"),
    path("drafts/", writing.drafts, name="drafts"),
    path("co-authors/<id:post_id>/", co_authors.co_authors, name="co-authors"),
    path("co-author/<id:post_id>/", co_authors.answer, name="co-author"),
    path("previews/<id:post_id>/", previews.previews, name="previews"),
    path("preview/<str:token>/", previews.preview, name="preview"),
    path("review/", reviews.queue, name="reviews"),
    path("review/<id:post_id>/", reviews.review, name="review"),
    path("correct/<id:post_id>/", corrections.correct, name="correct"),
    path("schedule/", schedule.scheduled, name="scheduled"),
    path("schedule/<id:post_id>/", schedule.schedule, name="schedule"),
    path("withdraw/<id:post_id>/", reading.withdraw, name="withdraw"),
    path("pin/<id:post_id>/", reading.pin, name="pin"),
    path("desk/posts/<id:post_id>/", takedown.takedown, name="takedown"),
    path("@<handle:handle>/<id:post_id>/", reading.post, name="post"),
    path("@<handle:handle>/<id:post_id>/history/", history.history, name="history"),
    path("@<handle:handle>/<id:post_id>/history/<id:number>/", history.change, name="change"),
    path("desk/posts/<id:post_id>/history/<id:number>/", history.hide, name="hide-revision"),
    path("@<handle:handle>/<id:post_id>/comment/", reading.reply, name="reply"),
]
