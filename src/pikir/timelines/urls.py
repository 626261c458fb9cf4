"""Addresses of lists, below the language."""

from django.urls import path

from pikir.timelines import views

urlpatterns = [
    path("desk/front/<id:post_id>/", views.place, name="place-on-front"),
    path("newest/", views.newest, name="newest"),
    path("home/", views.home, name="home"),
]
