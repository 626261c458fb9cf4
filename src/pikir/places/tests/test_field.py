"""Choosing a territory in a form, without script."""

import re

import pytest
from django import forms
from django.utils.translation import override

from pikir.places.forms import PlaceField, Typed
from pikir.places.models import Territory
from pikir.web.components.forms import field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kazakhstan")]


class HomeForm(forms.Form):
    home = PlaceField(label="Home")
    work = PlaceField(label="Work", required=False)


def sent(**data: str) -> HomeForm:
    return HomeForm({name.replace("_", "-"): value for name, value in data.items()})


def test_an_unambiguous_name_is_enough() -> None:
    form = sent(home="өскемен", work="")
    assert form.is_valid()
    assert form.cleaned_data == {"home": Territory.objects.get(code="KZ-631000000"), "work": None}


def test_several_are_offered_and_one_is_chosen() -> None:
    with override("en"):
        form = sent(home="Abai")
        assert form.errors["home"] == ["Several territories are called so. Choose one."]
        html = field(bound=form["home"])
    offered = re.findall(r'type="radio" name="home-code" value="([^"]+)"', html)
    assert len(offered) == 4
    assert "district · Karaganda Region" in html
    assert 'role="radiogroup" aria-label="Which one do you mean?"' in html
    again = sent(home="Abai", home_code=offered[1])
    assert again.is_valid()
    assert again.cleaned_data["home"].code == offered[1]


def test_forms_do_not_share_what_they_offer() -> None:
    sent(home="Abai").is_valid()
    assert "radio" not in str(HomeForm())


def test_what_nobody_knows_is_refused() -> None:
    with override("en"):
        form = sent(home="Atlantis", work="Atlantis", work_code="KZ-10")
        assert form.errors["home"] == ["No territory is called so. Check the spelling."]
        assert form.errors["work"] == form.errors["home"]


def test_a_needed_one_is_asked_for() -> None:
    with override("en"):
        assert sent(home="  ").errors["home"] == ["This field is required."]


def test_a_box_keeps_what_was_chosen_before() -> None:
    region = Territory.objects.get(code="KZ-10")
    with override("ru"):
        html = str(HomeForm(initial={"home": region})["home"])
        assert 'value="область Абай"' in html
        assert 'name="home-code" value="KZ-10"' in html
        form = HomeForm({"home": "область Абай", "home-code": "KZ-10"}, initial={"home": region})
        assert form.is_valid()
        assert form.cleaned_data["home"] == region
        assert not form.has_changed()
    assert HomeForm({"home": ""}, initial={"home": region}).has_changed()


def test_what_is_typed_is_only_text() -> None:
    html = str(HomeForm(initial={"home": Typed('"><script>', '"><b>')})["home"])
    assert "<script>" not in html
    assert "<b>" not in html


def test_a_page_learns_what_the_box_needs() -> None:
    html = str(HomeForm().media)
    assert "places/box.css" in html
    assert re.search(r'<script src="[^"]*places/box\.js" type="module">', html)
