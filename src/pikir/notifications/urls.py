"""Addresses of the inbox, below the language."""

from django.urls import path

from pikir.notifications import views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.read, name="inbox_read"),
    path("inbox/<id:notice_id>/", views.open_notice, name="inbox_open"),
    path("account/notices/", views.notices, name="notices"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
