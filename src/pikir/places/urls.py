"""Addresses below ``/<language>/places/``."""

from django.urls import path

from pikir.places import api, views

urlpatterns = [
    path("", views.index, name="places"),
    path("search/", api.search_places, name="places_search"),
    path("<slug:code>.json", api.place_data, name="place_data"),
]
