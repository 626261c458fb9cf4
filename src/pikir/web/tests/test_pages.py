"""Marks of public pages."""

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from pikir.web import freshness
from pikir.web.pages import mark_of, public_page


@public_page("post:{post_id}", "front", parameters=("page",))
def shown(request: HttpRequest, post_id: int, language: str = "") -> HttpResponse:
    freshness.raise_now("while:making")
    return HttpResponse(get_language() or "")


def test_a_mark_names_what_the_page_depends_on() -> None:
    mark = mark_of(shown(RequestFactory().get("/ru/"), post_id=17))
    assert mark is not None
    assert set(mark.slots) == {freshness.slot_of(tag) for tag in ("site", "post:17", "front")}
    assert mark.parameters == ("page",)
    assert mark.is_fresh()
    freshness.raise_now("post:17")
    assert not mark.is_fresh()


def test_a_change_while_the_page_is_made_leaves_it_old() -> None:
    @public_page("while:making")
    def changed(request: HttpRequest) -> HttpResponse:
        freshness.raise_now("while:making")
        return HttpResponse()

    mark = mark_of(changed(RequestFactory().get("/ru/")))
    assert mark is not None
    assert not mark.is_fresh()


def test_the_language_is_that_of_the_address() -> None:
    assert shown(RequestFactory().get("/ru/x/"), post_id=1).content == b"ru"
    assert shown(RequestFactory().get("/feeds/en/x"), post_id=1, language="en").content == b"en"


def test_an_unmarked_answer_has_no_mark() -> None:
    assert mark_of(HttpResponse()) is None
