"""Where each text lies as plain words, below the language."""

from django.urls import path

from pikir.syndication import texts

urlpatterns = [path("@<handle:handle>/<id:post_id>.txt", texts.text, name="post-text")]
