"""Addresses of the room's pages, below ``/<language>/account/``."""

from django.urls import path

from pikir.media import faces
from pikir.media.attachments.views import attachments

urlpatterns = [
    path("picture/", faces.portrait, name="portrait"),
    path("picture/<handle:handle>/", faces.portrait, name="portrait_of"),
    path("files/", attachments, name="attachments"),
    path("files/<handle:handle>/", attachments, name="attachments_of"),
    path("header/", faces.header, name="header"),
    path("header/<handle:handle>/", faces.header, name="header_of"),
]
