"""Addresses that machines know beforehand."""

from django.urls import path, re_path

from pikir.site.maps import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("llms.txt", views.words, name="llms"),
    path("sitemap.xml", views.index, name="sitemap"),
    path("sitemaps/pages.xml", views.pages, name="map-pages"),
    path("sitemaps/accounts.xml", views.accounts, name="map-accounts"),
    path("sitemaps/news.xml", views.news, name="map-news"),
    re_path(r"^sitemaps/(?P<year>[0-9]{4})-(?P<month>[0-9]{2})\.xml$", views.month, name="map-month"),
]
