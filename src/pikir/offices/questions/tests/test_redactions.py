"""An office asks for words to be taken out: in public that it asked, to moderators which words."""

from collections.abc import Callable

import pytest
from django.test import Client

from harness.questions import Hall
from pikir.moderation.actions.deciding import Reasons, decide
from pikir.moderation.kinds import Measure
from pikir.moderation.models import Case, Flag
from pikir.moderation.queries import rules_in_force
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.redacting import ask_redaction
from pikir.offices.questions.facts import Given
from pikir.offices.questions.models import QuestionEvent

Enter = Callable[..., Client]
WORDS = "lamps are dark"


def test_what_an_office_asks_to_take_out_goes_to_moderators(hall: Hall, client_for: Enter) -> None:
    question = hall.ask()
    page = f"/en/questions/{question.number}"
    handler = client_for(hall.people["signer"])
    assert "Ask to take words out" in handler.get(page).content.decode()
    empty = handler.post(f"{page}/act/ask_redaction/", {"ground": "person", "words": ""})
    assert empty.status_code == 422
    assert handler.post(f"{page}/act/ask_redaction/", {"ground": "person", "words": WORDS}).status_code == 302
    event = QuestionEvent.objects.get(act="ask_redaction")
    assert (event.reason, event.words) == ("person", "")
    assert Flag.objects.get().words == WORDS
    public = client_for().get(page).content.decode()
    assert "The office asked moderators to take words out" in public
    assert "It shows something private of a person" in public
    assert public.count(WORDS) == public.count("Nine lamps are dark")


def test_moderators_decide_in_their_own_way(hall: Hall, client_for: Enter) -> None:
    question = hall.ask()
    ask_redaction(actor=hall.viewer("registrar"), question=question, given=Given(reason="insult", words=WORDS))
    assert WORDS in client_for().get(f"/en/questions/{question.number}").content.decode()
    decide(
        actor=hall.viewer("arbiter"),
        case=Case.objects.get(),
        measure=Measure.REDACT,
        reasons=Reasons(rule=rules_in_force()[0]),
        phrases=[WORDS],
    )
    assert WORDS not in client_for().get(f"/en/questions/{question.number}").content.decode()


def test_who_asked_before_waits(hall: Hall) -> None:
    question = hall.ask()
    given = Given(reason="person", words=WORDS)
    ask_redaction(actor=hall.viewer("registrar"), question=question, given=given)
    again = Given(reason="person", words="Nine")
    with pytest.raises(ActError) as refused:
        ask_redaction(actor=hall.viewer("registrar"), question=question, given=again)
    assert refused.value.code == "asked"
    assert QuestionEvent.objects.filter(act="ask_redaction").count() == 1


def test_nobody_else_asks_and_nothing_is_taken_out_of_what_is_private(hall: Hall) -> None:
    question, private = hall.ask(), hall.ask("sup1", private=True)
    given = Given(reason="person", words=WORDS)
    for name in ("asker", "waterman", "sup1"):
        with pytest.raises(ActError):
            ask_redaction(actor=hall.viewer(name), question=question, given=given)
    with pytest.raises(ActError) as refused:
        ask_redaction(actor=hall.viewer("signer"), question=private, given=given)
    assert refused.value.code == "private"
