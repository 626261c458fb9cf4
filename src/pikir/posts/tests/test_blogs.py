"""How a profile looks as a blog: colours that can be read, a page about it, topics as categories."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.test import Client

from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.posts.actions.blogs import edit_blog
from pikir.posts.kinds import Accent
from pikir.posts.models import Post
from pikir.web.tests.test_look import GROUNDS, contrast, tokens

Make = Callable[..., Post]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_accent_is_readable_on_every_ground(theme: str) -> None:
    text = finders.find("posts/accents.css")
    assert isinstance(text, str)
    style = Path(text).read_text(encoding="utf-8")
    night = style.index("@media")
    said = style[:night] if theme == "light" else style[night:]
    colours = re.findall(r"\.accent\.([a-z]+) { --sky: (#[0-9a-f]{6})", said)
    assert {name for name, _colour in colours} == set(Accent.values) - {""}
    assert len(set(colours)) == len(Accent.values) - 1
    grounds = tokens(theme)
    weak = [(name, on) for name, colour in colours for on in GROUNDS if contrast(colour, grounds[on]) < 4.5]
    weak += [(name, "on-sky") for name, colour in colours if contrast(colour, grounds["on-sky"]) < 4.5]
    assert weak == []


@pytest.mark.django_db
def test_a_blog_has_its_colour_its_page_and_its_categories(
    alice: Account, bob: Account, post_by: Make, client_for: Any, lang: str
) -> None:
    post_by(alice, "#rain", title="zqrain")
    post_by(alice, "#snow", title="zqsnow")
    post_by(bob, "#rain", title="zqbob")
    form = {"accent": "plum", "about": "**Bold** <script>bad()</script>", "topics": "RAIN, nothing so called"}
    assert client_for(alice).post(f"/{lang}/@alice/blog/", form).status_code == 302
    page = Client().get(f"/{lang}/@alice/").content.decode()
    assert "accent plum" in page
    assert "<strong>Bold</strong>" in page
    assert "<script>bad" not in page
    assert f'href="/{lang}/@alice/topics/rain/"' in page
    assert "/@alice/topics/snow/" not in page
    listed = Client().get(f"/{lang}/@alice/topics/rain/").content.decode()
    assert [word in listed for word in ("zqrain", "zqsnow", "zqbob")] == [True, False, False]
    assert Client().get(f"/{lang}/@bob/topics/snow/").status_code == 404
    assert Client().get(f"/{lang}/@ALICE/topics/rain/")["Location"] == f"/{lang}/@alice/topics/rain/"


@pytest.mark.django_db
def test_only_its_people_change_a_blog(
    alice: Account, bob: Account, organisation: Callable[..., Account], client_for: Any
) -> None:
    given = {"accent": "teal", "about": "", "topics": ()}
    with pytest.raises(PermissionDenied):
        edit_blog(actor=viewer_of(bob), account_id=alice.pk, **given)  # type: ignore[arg-type]  # by name
    assert client_for(bob).get("/en/@alice/blog/").status_code == 403
    gazette = organisation("gazette", bob)
    edit_blog(actor=viewer_of(bob), account_id=gazette.pk, **given)  # type: ignore[arg-type]  # by name
    assert "accent teal" in Client().get("/en/@gazette/").content.decode()
    assert client_for(alice).get("/en/@gazette/blog/").status_code == 403
