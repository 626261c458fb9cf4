"""Addresses of feeds. They carry their language themselves, so they stand outside the language roots."""

from django.urls import re_path

from pikir.syndication import heads, questions, views

_ROOT = r"^(?P<language>kk|ru|en)/"
_OFFICE = "offices/@(?P<handle>[A-Za-z0-9_]{1,30})/"
_QUESTIONS = r"questions(?:/(?P<which>[a-z]{4,8}))?"
_FORM = r"\.(?P<form>rss|atom|json)$"

urlpatterns = [
    re_path(_ROOT + "newest" + _FORM, views.newest, name="feed-newest"),
    re_path(_ROOT + "moderation-log" + _FORM, heads.of_log, name="feed-moderation-log"),
    re_path(_ROOT + "topics/(?P<slug>[a-z0-9-]{1,68})" + _FORM, views.of_topic, name="feed-topic"),
    re_path(_ROOT + "places/(?P<code>[A-Z0-9-]{2,36})" + _FORM, views.of_territory, name="feed-place"),
    re_path(_ROOT + _QUESTIONS + _FORM, questions.of_all, name="feed-questions"),
    re_path(
        _ROOT + r"questions/places/(?P<code>[A-Z0-9-]{2,36})(?:/(?P<which>[a-z]{4,8}))?" + _FORM,
        questions.of_place,
        name="feed-place-questions",
    ),
    re_path(
        _ROOT + r"questions/topics/(?P<slug>[a-z0-9-]{1,68})(?:/(?P<which>[a-z]{4,8}))?" + _FORM,
        questions.of_topic,
        name="feed-topic-questions",
    ),
    re_path(_ROOT + _OFFICE + _QUESTIONS + _FORM, questions.of_office, name="feed-office-questions"),
    re_path(
        _ROOT + _OFFICE + "(?P<slug>[a-z0-9-]{1,40})/" + _QUESTIONS + _FORM,
        questions.of_position,
        name="feed-position-questions",
    ),
    re_path(
        _ROOT + "offices/@(?P<handle>[A-Za-z0-9_]{1,30})/(?P<slug>[a-z0-9-]{1,40})" + _FORM,
        views.of_position,
        name="feed-position",
    ),
    re_path(
        _ROOT + "@(?P<handle>[A-Za-z0-9_]{1,30})/topics/(?P<slug>[a-z0-9-]{1,68})" + _FORM,
        views.of_category,
        name="feed-category",
    ),
    re_path(_ROOT + "@(?P<handle>[A-Za-z0-9_]{1,30})" + _FORM, views.of_account, name="feed-account"),
]
