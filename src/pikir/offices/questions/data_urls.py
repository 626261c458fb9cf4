"""Addresses of open data. Codes speak no language, so they stand outside the language roots."""

from django.urls import path

from pikir.offices.questions import data_views

urlpatterns = [
    path("<slug:name>.<slug:form>", data_views.file, name="questions-data-file"),
    path("@<handle:handle>/<slug:name>.<slug:form>", data_views.file, name="office-questions-data-file"),
]
