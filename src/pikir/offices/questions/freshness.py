"""Which pages show a question."""

from pikir.offices.questions.models import Question
from pikir.web.freshness import touch


def touch_question(question: Question) -> None:
    """Make the pages that show a question fresh after the commit."""
    touch("questions", f"question:{question.number}", f"account:{question.office.account.handle}")
