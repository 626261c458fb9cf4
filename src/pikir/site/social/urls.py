"""Addresses of drawn pictures. They have no language of a reader, so they stand outside the language roots."""

from django.urls import path, re_path

from pikir.site.social import views

urlpatterns = [
    path("post-<id:post_id>-<slug:stamp>.png", views.post_picture, name="post-picture"),
    re_path(r"^square-(?P<language>kk|ru|en)-(?P<stamp>[0-9a-f]+)\.png$", views.square_picture, name="square-picture"),
    path("icon-<slug:form>.png", views.icon, name="icon"),
]
