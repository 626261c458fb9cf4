"""Each question as a file of plain words: what its page says to the same reader, and never more."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.offices.questions import queries
from pikir.offices.questions.access import access_question, post_of_number
from pikir.offices.questions.appeals.pages import bare_steps, lane_of
from pikir.offices.questions.appeals.queries import course_of
from pikir.offices.questions.models import Answer, Question
from pikir.offices.questions.pages import Face, Step, face_of, meters_of, steps_of
from pikir.offices.questions.watches import calendar_of_question
from pikir.posts.kinds import Visibility
from pikir.posts.linked import is_told
from pikir.posts.models import Post
from pikir.syndication.plain import as_plain
from pikir.web.pages import depend_on, public_page
from pikir.web.templatetags.ui import language_name

EVENTS = 500  # as many as the page shows


@require_safe
@public_page()
def text(request: Request, number: str) -> HttpResponse:
    """Send a question as plain words: who asked whom, where it stands, what happened, answers and verdicts."""
    post_id = post_of_number(number)
    depend_on(request, f"question:{number}", *([f"post:{post_id}"] if post_id else []))
    try:
        found = access_question(request.viewer, number)
    except Http404:
        bare = course_of(number)
        if bare is None:
            raise
        return _send(bare, _course(bare), language="")
    return _send(found, _whole(found), language=found.post.language)


def _send(question: Question, parts: Iterable[str], *, language: str) -> HttpResponse:
    response = HttpResponse("\n\n".join(filter(None, parts)) + "\n", content_type="text/plain; charset=utf-8")
    response["Link"] = f'<{_address(question)}>; rel="canonical"'
    if language:
        response["Content-Language"] = language
    if not is_told(question.post):
        response["X-Robots-Tag"] = "noindex"
    return response


def _address(question: Question) -> str:
    return settings.SQUARE_URL + reverse("question", args=[question.number])


def _whole(question: Question) -> list[str]:
    calendar, post = calendar_of_question(question), question.post
    tallies = queries.tallies_of(question)
    face = face_of(question, calendar, timezone.now(), tallies)
    asked = [
        (pgettext("slip", "Asked"), date_format(localtime(question.asked_at), "DATETIME_FORMAT")),
        (_("Author"), post.account.shown_name),
        (_("Language"), language_name(post.language)),
    ]
    private = _("Only the author and the office read it") if post.visibility == Visibility.PRIVATE else ""
    answers = queries.signed_answers(question)
    return [
        post.title,
        _head(question, face, asked),
        private,
        _body(post),
        *(_answer(question, one) for one in answers),
        *(_meter(block) for block in meters_of(tallies)),
        _happened(steps_of(question, queries.events_of(question, EVENTS), calendar)),
    ]


def _course(question: Question) -> list[str]:
    """Of an appeal of which everyone may follow the course alone: no words and no name of who made it."""
    calendar = calendar_of_question(question)
    face = face_of(question, calendar, timezone.now())
    steps = bare_steps(question, queries.events_of(question, EVENTS), calendar)
    hidden = _("The author and the office alone read the text. Here is what everyone may follow.")
    return [f"{_('Formal appeal')} {question.number}", _head(question, face, []), hidden, _happened(steps)]


def _head(question: Question, face: Face, asked: Sequence[tuple[str, str]]) -> str:
    lane = lane_of(question, face.watch)
    formal = _("This is a formal appeal.") if lane.formal else _("This is a public question, not a legal appeal.")
    holder = question.appointment.official.name if question.appointment else ""
    lines = [
        (_("Number"), question.label),
        *asked,
        (pgettext("slip", "To"), ", ".join(filter(None, (holder, question.position.name, question.office.name)))),
        (pgettext("slip", "Stands"), ", ".join([face.state, *face.flags])),
        (pgettext("slip", "Due"), face.words),
        (_("Topic"), f"{question.topic.name}, {question.territory.name}"),
        (_("Address"), _address(question)),
    ]
    return "\n".join([f"{formal} {lane.words}", "", *(f"{name}: {value}" for name, value in lines if value)])


def _body(post: Post) -> str:
    if post.cover:
        return f"{_('Content warning')}: {post.cover}"
    with override(post.language):
        return as_plain(post.html, root=settings.SQUARE_URL)


def _answer(question: Question, one: Answer) -> str:
    if hasattr(one, "linked"):  # who read the mailbox of the office nobody knows
        who = str(question.office.name)
    else:
        who = f"{one.appointment.official.name}, {one.appointment.position.name}" if one.appointment else ""
    day = date_format(localtime(one.signed_at), "DATETIME_FORMAT") if one.signed_at else ""
    until = date_format(one.done_on, "DATE_FORMAT") if one.done_on else ""
    lines = [
        (_("Outcome"), one.get_says_display()),
        (_("What was checked"), one.checked),
        (_("What is done"), " ".join(filter(None, (one.done, until)))),
        (_("Evidence"), "; ".join(one.evidence_lines)),
        (_("Ground"), one.law),
        (_("On why it came back"), one.addresses),
        (_("Do you disagree?"), one.disagree),
    ]
    kazakh = one.one_kk if one.language != "kk" else ""
    head = f"## {pgettext('of an office', 'Answer')}: {', '.join(filter(None, (who, day)))}"
    told = "\n".join(f"{name}: {value}" for name, value in lines if value)
    return "\n\n".join(filter(None, (head, one.one, kazakh, told)))


def _meter(block: dict[str, object]) -> str:
    rows = block["rows"]
    lines = [f"{row['role']}, {row['number']}: {row['said']}" for row in rows]  # type: ignore[attr-defined]  # rows of ``meters_of``
    return "\n".join([f"## {block['title']}", "", *lines])


def _happened(steps: Sequence[Step]) -> str:
    return "\n".join([f"## {_('What happened and why')}", "", *map(_line, steps)])


def _line(step: Step) -> str:
    at = date_format(localtime(step.at), "DATETIME_FORMAT")
    until = _("until %(day)s") % {"day": date_format(step.until, "DATE_FORMAT")} if step.until else ""
    told = ". ".join(filter(None, (step.title, step.reason, " ".join(step.words.split()), until)))
    return f"- {at}: {told} ({step.who})"
