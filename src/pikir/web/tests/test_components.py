"""Components: from plain data to HTML that says it to everyone."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from pikir.web.components.cards import render_card
from pikir.web.components.dates import written_date
from pikir.web.components.people import initials
from pikir.web.components.threads import DEEPEST
from pikir.web.shapes import Author, Card, Hand, Picture, Reply, Said

MOMENT = datetime(2026, 11, 22, 19, 32, tzinfo=UTC)  # already the 23rd in Almaty
ALICE = Author(name="Alice Stone", url="/en/@alice/")


def draw(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("language", "form", "words"),
    [
        ("kk", "date", "2026 жылғы 23 қараша"),
        ("kk", "plate", "2026 жылғы 23 қараша, дүйсенбі"),
        ("kk", "datetime", "2026 жылғы 23 қараша, 00:32"),
        ("kk", "short", "23.11.2026"),
        ("ru", "date", "23 ноября 2026 г."),
        ("ru", "plate", "понедельник, 23 ноября 2026 г."),
        ("en", "date", "23 November 2026"),
        ("en", "plate", "Monday, 23 November 2026"),
        ("en", "time", "00:32"),
    ],
)
def test_dates_are_written_as_the_language_does_in_the_zone_of_the_square(language: str, form: Any, words: str) -> None:
    with translation.override(language):
        assert written_date(MOMENT, form) == words


def test_a_day_of_another_year_keeps_its_year() -> None:
    with translation.override("en"):
        assert written_date(datetime(2019, 3, 21, 12, tzinfo=UTC), "day") == "21 March 2019"


@pytest.mark.parametrize(
    ("language", "written"),
    [("kk", "1\u202f234\u202f567,5"), ("ru", "1\u202f234\u202f567,5"), ("en", "1\u202f234\u202f567.5")],
)
def test_numbers_have_narrow_spaces_between_thousands(language: str, written: str) -> None:
    with translation.override(language):
        assert draw("{{ value|number }}", value=1234567.5) == written


def test_a_time_carries_its_full_date_for_machines_and_on_touch() -> None:
    with translation.override("en"):
        html = draw("{% timestamp at=at form='time' relative=True %}", at=MOMENT)
    assert 'datetime="2026-11-23T00:32+05:00"' in html
    assert 'title="23 November 2026, 00:32"' in html


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Alice Stone", "AS"), ("«Таза ауа» тобы", "ТА"), ("әлем", "Ә"), ("", ""), ("!!!", "")],
)
def test_initials_stand_in_for_a_picture(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_person_is_round_and_an_office_square() -> None:
    assert "office" not in draw("{% avatar author=author %}", author=ALICE)
    assert "office" in draw("{% avatar author=author %}", author=Author(name="Roads", kind="office"))


def test_a_card_escapes_what_people_wrote() -> None:
    evil = "<script>alert(1)</script>"
    html = render_card(
        Card(
            title=evil,
            url="/",
            lead=evil,
            author=Author(name=evil),
            at=MOMENT,
            facts=(evil,),
            picture=Picture(src="/media/a.webp", width=3, height=2, alt=f'"{evil}'),
            hand=Hand(kind="editor", name=evil),
        )
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 6


def test_every_hand_says_who_it_is() -> None:
    for kind in ("editor", "newest", "talked", "formula", "duty", "paid"):
        html = draw("{% hand kind=kind name='Bob' %}", kind=kind)
        assert f'class="hand {kind}"' in html
        assert "<b>Bob</b>" in html


def test_the_share_bar_adds_the_hands_up() -> None:
    with translation.override("en"):
        html = draw("{% share hands=hands %}", hands=[("newest", 18), ("editor", 9)])
    assert 'aria-label="editors 9, newest 18"' in html
    assert "27 places on this page" in html


def test_a_picture_has_its_size_and_loads_late_unless_it_is_the_first() -> None:
    picture = Picture(src="/media/a-960.webp", width=960, height=640, alt="A bridge", srcset="/media/a-480.webp 480w")
    assert 'width="960" height="640" alt="A bridge" loading="lazy"' in draw("{% picture picture=p %}", p=picture)
    assert "loading" not in draw("{% picture picture=p eager=True %}", p=picture)


def reply(number: int, parent: int | None = None, earlier: str = "", **more: Any) -> Reply:
    author, html = Author(name=f"Person {number}"), f"<p>Said {number}</p>"
    return Reply(id=number, said=Said(at=MOMENT, parent=parent, author=author, html=html, earlier=earlier), **more)


def test_a_thread_goes_three_steps_in_and_then_names_whom_it_answers() -> None:
    with translation.override("en"):
        html = draw("{% thread replies=replies %}", replies=[reply(n, n - 1 or None) for n in range(1, 7)])
    assert html.count("<ol") == DEEPEST
    assert '<a href="#c3">In reply to Person 3</a>' in html
    assert "In reply to Person 2" not in html
    assert [html.index(f"Said {n}<") for n in range(1, 7)] == sorted(html.index(f"Said {n}<") for n in range(1, 7))


def test_a_thread_may_be_deeper_than_the_stack_of_the_language() -> None:
    html = draw("{% thread replies=replies %}", replies=[reply(n, n - 1 or None) for n in range(1, 3001)])
    assert html.count("<article") == 3000


def test_a_comment_whose_parent_is_elsewhere_says_so() -> None:
    with translation.override("en"):
        html = draw("{% thread replies=replies %}", replies=[reply(2, parent=1, earlier="/en/@alice/1/")])
    assert '<a href="/en/@alice/1/">In reply to an earlier comment</a>' in html


def test_a_comment_that_is_gone_keeps_its_place() -> None:
    gone = Reply(id=1, said=Said(at=MOMENT), gone="Withdrawn by the author")
    html = draw("{% thread replies=replies %}", replies=[gone, reply(2, parent=1)])
    assert html.index("Withdrawn by the author") < html.index("Said 2")


def test_what_can_be_done_with_a_comment_is_a_link_below_it() -> None:
    html = draw("{% thread replies=replies %}", replies=[reply(1, acts=(("Take back", "/en/withdraw/1/"),))])
    assert '<a class="btn quiet" href="/en/withdraw/1/">Take back</a>' in html


class Signup(forms.Form):
    """A form with one of each kind of field."""

    email = forms.EmailField(label="E-mail", help_text="Nobody sees it.")
    bio = forms.CharField(label="About you", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "First"), ("b", "Second")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="I agree")


def test_a_field_ties_label_fault_and_help_to_its_box() -> None:
    with translation.override("en"):
        html = draw("{% field bound=form.email %}", form=Signup({"email": "nonsense"}))
    assert '<label for="id_email">E-mail</label>' in html
    assert 'id="id_email_error"' in html
    assert "Enter a valid email address." in html
    assert 'aria-describedby="id_email_error id_email_helptext"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_that_may_stay_empty_says_so() -> None:
    with translation.override("en"):
        assert "(optional)" in draw("{% field bound=form.bio %}", form=Signup())
        assert "(optional)" not in draw("{% field bound=form.bio mark=False %}", form=Signup())


def test_a_choice_is_a_group_with_a_name() -> None:
    html = draw("{% field bound=form.kind %}", form=Signup())
    assert "<legend>Kind</legend>" in html
    assert html.count('type="radio"') == 2


def test_faults_of_a_form_lead_to_their_fields() -> None:
    html = draw("{% form_errors form=form %}", form=Signup({"email": "a@example.org", "kind": "a"}))
    assert 'role="alert"' in html
    assert '<a href="#id_agreed">I agree</a>' in html


def test_a_form_without_faults_says_nothing() -> None:
    assert draw("{% form_errors form=form %}", form=Signup()) == ""


def test_a_list_page_leads_to_the_older_one_and_keeps_its_tab() -> None:
    assert draw("{{ key|before }}", key=5) == "?before=5"
    assert draw("{{ key|before:'comments' }}", key=5) == "?tab=comments&amp;before=5"
    assert draw("{% pages older=key|before %}", key=None) == ""


@pytest.mark.parametrize(
    ("html", "long"),
    [
        (f"<p>{'Every evening at seven. ' * 20}</p>", True),
        ("<p>Short.</p><p>" + "long " * 100 + "</p>", False),
        (f"<p>«{'Quoted. ' * 40}»</p>", False),
        ("<h2>Heading</h2>", False),
        ("", False),
    ],
)
def test_only_a_long_opening_begins_with_a_tall_letter(html: str, long: bool) -> None:
    assert draw("{{ html|opens_long }}", html=html) == str(long)
