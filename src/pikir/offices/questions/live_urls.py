"""Addresses of streams. They say numbers alone, so they stand outside the language roots."""

from django.urls import path

from pikir.offices.questions import live

urlpatterns = [
    path("questions", live.of_all, name="live-questions"),
    path("questions/<question:number>", live.of_question, name="live-question"),
]
