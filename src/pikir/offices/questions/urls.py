"""Addresses below ``/<language>/questions/``."""

from django.urls import path

from pikir.offices.questions import ask_views, data_views, desk_views, join_views, mend_views, views
from pikir.offices.questions.appeals import views as appeals
from pikir.offices.questions.letters import office_views
from pikir.offices.questions.letters import views as letters
from pikir.offices.questions.letters import wish_views as wishes
from pikir.offices.questions.lists import urls as lists
from pikir.offices.questions.photos import views as photos
from pikir.offices.questions.sealed_reports import views as sealed

urlpatterns = [
    path("ask/", ask_views.ask_page, name="ask"),
    path("similar/", ask_views.similar, name="questions-similar"),
    path("ask/sent/", wishes.sent, name="ask-sent"),
    path("ask/confirm/<token>/", wishes.confirm, name="ask-confirm"),
    path("mine/", views.mine, name="own-questions"),
    path("data/", data_views.page, name="questions-data"),
    path("how/", views.how, name="questions-how"),
    path("letter/<token>/", letters.letter, name="question-letter"),
    path("letter/office/<token>/", office_views.office_letter, name="question-office-letter"),
    path("letter/office/<token>/photos/<id:object_id>/", photos.office_photo, name="question-office-photo"),
    path("<question:number>", views.question, name="question"),
    path("ask/appeal/", ask_views.ask_by_law, name="ask-appeal"),
    path("sealed/", sealed.begin, name="sealed"),
    path("sealed/back/", sealed.come_back, name="sealed-back"),
    path("sealed/desk/", sealed.desk, name="sealed-desk"),
    path("sealed/desk/receiver/", sealed.receiver, name="sealed-receiver"),
    path("sealed/desk/<id:object_id>/", sealed.read, name="sealed-read"),
    path("sealed/desk/<id:object_id>/<int:number>/", sealed.file, name="sealed-file"),
    path("appeals/", appeals.listed, name="appeals-by-law"),
    path("<question:number>/convert/", appeals.convert, name="question-convert"),
    path("<question:number>/register/", appeals.register, name="question-register"),
    path("<question:number>/registration/", appeals.registration, name="question-registration"),
    path("<question:number>/text/", appeals.appeal_text, name="question-text"),
    path("<question:number>/complaint/", appeals.complaint_text, name="question-complaint"),
    path("<question:number>/course/", appeals.course, name="question-course"),
    path("<question:number>/photos/<id:object_id>/", photos.photo, name="question-photo"),
    path("<question:number>/slip/", views.slip, name="question-slip"),
    path("<question:number>/support/", views.support, name="question-support"),
    path("<question:number>/support/mail/", wishes.support_by_mail, name="question-support-mail"),
    path("<question:number>/links/", office_views.links, name="question-links"),
    path("<question:number>/verdict/", views.verdict, name="question-verdict"),
    path("<question:number>/answer/", desk_views.answer, name="question-answer"),
    path("<question:number>/mend/", mend_views.mend, name="question-mend"),
    path("<question:number>/join/", join_views.join, name="question-join"),
    path("<question:number>/split/", join_views.split, name="question-split"),
    path("<question:number>/act/<slug:name>/", views.act, name="question-act"),
    *lists.of_all,
]
