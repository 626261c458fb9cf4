"""Addresses of the room's pages, below ``/<language>/account/``."""

from django.urls import path, re_path

from pikir.transfer import views

urlpatterns = [
    path("archive/", views.archive, name="archive"),
    re_path(r"^archive/(?P<token>[0-9a-f]{32})\.zip$", views.download, name="archive_file"),
]
