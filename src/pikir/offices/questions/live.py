"""What streams tell of questions: that something happened to one, or to any that is public; never what."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.kernel.ids import SPAN
from pikir.offices.questions.access import access_question
from pikir.offices.questions.kinds import number_of
from pikir.offices.questions.models import QuestionEvent
from pikir.posts.kinds import Visibility
from pikir.web.live import live_answer
from pikir.web.streams import Moved, News

ALL = "questions"
_PIECE = 1_000  # rows read at a time
_MISSED = 500  # events of one question; it has a dozen
_PUBLIC = {"question__post__visibility": Visibility.PUBLIC}


class _Questions:
    """Events of questions. Within one they are numbered under its lock; all together they go by their keys."""

    name = "questions"
    tags: tuple[str, ...] = ("questions",)
    overlap = 10_000 * SPAN  # an act takes milliseconds from the making of its key to the commit; this is ten seconds

    def newest(self) -> int:
        """Return the key of the newest event, 0 without any; one look at the end of an index."""
        found: int | None = QuestionEvent.objects.order_by("-pk").values_list("pk", flat=True).first()
        return found or 0

    def since(self, key: int) -> list[Moved]:
        """Return the events with a greater key."""
        rows = QuestionEvent.objects.order_by("pk").values_list(
            "pk", "number", "question__year", "question__serial", "question__post__visibility"
        )
        found: list[Moved] = []
        while True:
            piece = list(rows.filter(pk__gt=key)[:_PIECE])
            found += [_moved(*row) for row in piece]
            if len(piece) < _PIECE:
                return found
            key = piece[-1][0]

    def missed(self, channel: str, after: int) -> list[News]:
        """Return the events of one question after a number; of all only the newest: one look is enough."""
        if channel == ALL:
            later = QuestionEvent.objects.filter(pk__gt=after - self.overlap, **_PUBLIC).exclude(pk=after)
            newest = later.order_by("-pk").values_list("pk", flat=True).first()
            return [News(newest, ordered=False)] if newest else []
        _q, year, serial = channel.split("-")
        rows = QuestionEvent.objects.filter(question__year=int(year), question__serial=int(serial), number__gt=after)
        return [News(number) for number in rows.order_by("number").values_list("number", flat=True)[:_MISSED]]


def _moved(key: int, number: int, year: int, serial: int, visibility: str) -> Moved:
    news = {number_of(year, serial): News(number)}
    if visibility == Visibility.PUBLIC:  # even that something private moved is nobody's business
        news[ALL] = News(key, ordered=False)
    return Moved(key, news)


SOURCE = _Questions()


@require_safe
def of_all(request: Request) -> HttpResponse:
    """Tell when any public question moves."""
    return live_answer(request, source=SOURCE, channel=ALL)


@require_safe
def of_question(request: Request, number: str) -> HttpResponse:
    """Tell when a question moves, to those who may read it."""
    return live_answer(request, source=SOURCE, channel=access_question(request.viewer, number).number)
