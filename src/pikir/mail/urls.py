"""Addresses of the outbox."""

from django.urls import path

from pikir.mail import views

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<id:letter_id>/", views.outbox_mail, name="outbox_mail"),
]
