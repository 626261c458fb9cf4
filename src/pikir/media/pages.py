"""Addresses of the room's pages, below ``/<language>/account/``."""

from django.urls import path

from pikir.media import views

urlpatterns = [
    path("picture/", views.portrait, name="portrait"),
    path("picture/<handle:handle>/", views.portrait, name="portrait_of"),
]
