"""Where each text and each question lies as plain words, below the language."""

from django.urls import path

from pikir.syndication import question_texts, texts

urlpatterns = [
    path("@<handle:handle>/<id:post_id>.txt", texts.text, name="post-text"),
    path("questions/<question:number>.txt", question_texts.text, name="question-plain"),
]
