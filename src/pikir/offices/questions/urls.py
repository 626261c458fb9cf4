"""Addresses below ``/<language>/questions/``."""

from django.urls import path

from pikir.offices.questions import ask_views, desk_views, join_views, views

urlpatterns = [
    path("", views.newest, name="questions"),
    path("ask/", ask_views.ask_page, name="ask"),
    path("similar/", ask_views.similar, name="questions-similar"),
    path("mine/", views.mine, name="own-questions"),
    path("how/", views.how, name="questions-how"),
    path("<question:number>", views.question, name="question"),
    path("<question:number>/slip/", views.slip, name="question-slip"),
    path("<question:number>/support/", views.support, name="question-support"),
    path("<question:number>/verdict/", views.verdict, name="question-verdict"),
    path("<question:number>/answer/", desk_views.answer, name="question-answer"),
    path("<question:number>/join/", join_views.join, name="question-join"),
    path("<question:number>/split/", join_views.split, name="question-split"),
    path("<question:number>/act/<slug:name>/", views.act, name="question-act"),
]
