"""Addresses of the public log below the language."""

from django.urls import path

from pikir.moderation.openness import views

urlpatterns = [
    path("moderation/", views.log, name="moderation-log"),
    path("moderation/<int:year>-<int:month>/", views.month, name="moderation-month"),
    path("moderation/<int:year>-<int:month>.csv", views.month_file, name="moderation-month-file"),
]
