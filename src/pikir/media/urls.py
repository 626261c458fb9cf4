"""Addresses below ``/media/``: files have no language."""

from django.urls import path, re_path

from pikir.media import views
from pikir.media.attachments.views import attachment

urlpatterns = [
    path("", views.upload, name="upload"),
    re_path(r"^files/(?P<name>[0-9a-f]{32})\.(?P<extension>[a-z]{3,4})$", attachment, name="attachment"),
    re_path(r"^(?P<name>[0-9a-f]{32})-(?P<width>[0-9]{1,5})\.webp$", views.picture, name="picture"),
]
