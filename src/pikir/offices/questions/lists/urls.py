"""Addresses of lists: of each scope the newest, and below it all others by name."""

from django.urls import path

from pikir.offices.questions.lists import views

of_all = [
    path("", views.of_all, name="questions"),
    path("places/<slug:code>/", views.of_place, name="place-questions"),
    path("places/<slug:code>/<slug:which>/", views.of_place, name="place-questions-list"),
    path("topics/<slug:slug>/", views.of_topic, name="topic-questions"),
    path("topics/<slug:slug>/<slug:which>/", views.of_topic, name="topic-questions-list"),
    path("<slug:which>/", views.of_all, name="questions-list"),
]
# Below ``/<language>/offices/``.
of_offices = [
    path("@<handle:handle>/questions/", views.of_office, name="office-questions"),
    path("@<handle:handle>/questions/<slug:which>/", views.of_office, name="office-questions-list"),
    path("@<handle:handle>/<slug:slug>/questions/", views.of_position, name="position-questions"),
    path("@<handle:handle>/<slug:slug>/questions/<slug:which>/", views.of_position, name="position-questions-list"),
]
