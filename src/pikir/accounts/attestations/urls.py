"""Addresses below ``/<language>/account/voice/``."""

from django.urls import path

from pikir.accounts.attestations import views

urlpatterns = [
    path("", views.overview, name="voice"),
    path("address/", views.by_address, name="voice-address"),
    path("letter/", views.by_letter, name="voice-letter"),
    path("ticket/", views.ticket, name="voice-ticket"),
    path("move/", views.move, name="voice-move"),
    path("<id:attestation_id>/", views.keep, name="voice-keep"),
]
