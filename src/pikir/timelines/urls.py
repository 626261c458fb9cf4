"""Addresses of lists, below the language."""

from django.urls import path

from pikir.timelines import views

urlpatterns = [
    path("desk/front/<id:post_id>/", views.place, name="place-on-front"),
    path("newest/", views.newest, name="newest"),
    path("home/", views.home, name="home"),
    path("account/reads/", views.reads, name="reads"),
    path("account/reads/<id:post_id>/", views.reads_of, name="reads-of"),
    path("account/reading-depth/", views.allow_depth, name="reading-depth"),
    path("depth/<id:post_id>/", views.depth, name="depth"),
]
