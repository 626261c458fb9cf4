"""Addresses below ``/<language>/offices/``."""

from django.urls import path

from pikir.offices import claim_views, page_views, views
from pikir.offices.questions import desk_views as question_desk
from pikir.offices.questions.lists import urls as questions

urlpatterns = [
    path("", views.directory, name="offices"),
    path("find/", views.finder, name="offices-find"),
    path("abroad/", views.abroad, name="offices-abroad"),
    path("nobody/", views.nobody, name="offices-nobody"),
    path("nobody/tell/", views.tell_gap, name="offices-tell"),
    path("claim/<handle:handle>/", claim_views.claim, name="office-claim"),
    path("page/<handle:handle>/", page_views.edit, name="office-page"),
    path("@<handle:handle>/", views.office, name="office"),
    *questions.of_offices,
    path("@<handle:handle>/desk/", question_desk.desk, name="office-desk"),
    path("@<handle:handle>.json", views.data, name="office-data"),
    path("@<handle:handle>/<slug:slug>/", views.position, name="position"),
    path("@<handle:handle>/<slug:slug>/blog/<id:part_id>/", views.blog, name="position-blog"),
]
