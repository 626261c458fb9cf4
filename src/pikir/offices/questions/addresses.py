"""Where questions are found."""

from django.urls import reverse

from pikir.offices.questions.models import Question
from pikir.posts.models import Post


def address_of(question: Question) -> str:
    """Return the address of the page of a question in the reader's language."""
    return reverse("question", args=[question.number])


def own_page(post: Post) -> str | None:
    """Return the page of the question whose text a post is; one query."""
    question = Question.objects.filter(pk=post.pk).only("year", "serial").first()
    return address_of(question) if question else None
