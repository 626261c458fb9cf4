"""Nothing that anyone can type runs, loads, leaves its place on the page, or takes without end."""

import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pikir.media.models import Picture
from pikir.posts.rendering import Rendered, render, render_comment, render_note
from pikir.posts.rendering.players import FRAME_HOSTS
from pikir.posts.rendering.wall import sanitise
from pikir.posts.tests.hostile import ATTACKS, BOMBS, MUTATIONS, OWN, SCRIPTS

PICTURES = {
    OWN: Picture(id=1, name=OWN, width=1600, height=900, alt='"><script>alert(1)</script>', caption="<img src=x>")
}

CALLS_MAX = 400_000  # of functions, to render a text of any kind
VOID = {"br", "hr", "img"}
ATTRIBUTES = {
    **dict.fromkeys(["br", "hr", "strong", "em", "s", "code", "blockquote", "ul", "sup"], frozenset()),
    **dict.fromkeys(["figcaption", "summary", "table", "thead", "tbody", "tr"], frozenset()),
    **dict.fromkeys(["aside", "details", "figure"], frozenset({"class"})),
    **dict.fromkeys(["h2", "h3", "h4", "h5", "h6", "li"], frozenset({"id"})),
    **dict.fromkeys(["td"], frozenset({"class"})),
    "a": frozenset({"href", "rel", "id", "aria-label", "data-player"}),
    "div": frozenset({"class", "tabindex"}),
    "img": frozenset({"src", "srcset", "sizes", "alt", "width", "height", "loading"}),
    "ol": frozenset({"start"}),
    "p": frozenset({"class"}),
    "pre": frozenset({"tabindex"}),
    "section": frozenset({"class", "aria-label"}),
    "span": frozenset({"class"}),
    "th": frozenset({"class", "scope"}),
}
CLASSES = {"", "scroll", "footnotes", "credit", "num", "center", "label"}
CLASSES |= {"callout note", "callout important", "callout warning", "toggle", "embed", "gallery", "quote"}
FRAMES = tuple(f"{host}/" for host in FRAME_HOSTS)
ADDRESS = re.compile(r"https?://[^/\\@]|mailto:|/(?![/\\])|#(?:h|fn|fnref)-")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Inspector(HTMLParser):
    """Reads a page as a browser would, and objects to whatever no text of ours contains."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag, attrs):
        assert tag in ATTRIBUTES
        values = {name: value or "" for name, value in attrs}
        assert set(values) <= ATTRIBUTES[tag]
        assert values.get("class", "") in CLASSES
        assert ADDRESS.match(values.get("href", "#h-"))
        assert re.match(r"(h|fn|fnref)-[0-9a-z-]+$", values.get("id", "h-1"))
        if "data-player" in values:
            assert values["data-player"].startswith(FRAMES)
            assert re.fullmatch(r"https://[\w./?=&%-]+", values["data-player"])
        if tag == "img":
            assert values["src"] == f"/media/{OWN}-1600.webp"
        if values.get("href", "").startswith("http"):
            assert values["rel"] == "nofollow ugc noopener"
        self.ids += [values["id"]] if "id" in values else []
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def refuse(self, _text):
        pytest.fail("neither comments nor declarations nor instructions")

    handle_comment = handle_decl = unknown_decl = handle_pi = refuse


@pytest.mark.parametrize("source", ATTACKS)
def test_attack_is_harmless(source):
    Inspector(render(source, post_id=7, language="kk", pictures=PICTURES).html)
    Inspector(render_comment(source).html)
    Inspector(render_note(source).html)


def test_the_corpus_is_large() -> None:
    assert len(set(ATTACKS)) >= 200
    assert len(set(BOMBS)) >= 100


@pytest.mark.parametrize("source", BOMBS, ids=range(len(BOMBS)))
def test_bomb_ends_soon(source):
    """Calls are counted and not seconds, which depend on the machine; ``make bench`` has those."""
    made, calls = _counted(lambda: render(source, post_id=7, language="ru", pictures=PICTURES))
    Inspector(made.html)
    assert calls <= CALLS_MAX
    assert len(made.html) <= max(12 * len(source), 100)


@pytest.mark.parametrize("source", BOMBS, ids=range(len(BOMBS)))
def test_bomb_in_a_comment_ends(source):
    Inspector(render_comment(source[:10_000]).html)


def _counted(work: Callable[[], Rendered]) -> tuple[Rendered, int]:
    """Return what the work made and how many functions it called."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        return work(), calls
    finally:
        sys.setprofile(before)


def test_markup_without_words_is_shown_as_typed() -> None:
    source = "* <b>\n" * 5_000
    assert render(source, post_id=7, language="kk").html.startswith('<pre tabindex="0">* &lt;b&gt;\n*')


@pytest.mark.parametrize(
    "piece",
    [
        "- Айгүл Серікқызы, кітапханашы, 8-мектеп\n",
        "| Сарыарқа көшесі | 1 240 | 17,5 % | жөнделді |\n",
        "[Қала әкімдігінің жауабы](https://example.org/2026/11/answer-17) келді.\n\n",
        "> Мен бұл туралы былтыр да жазғанмын.\n>\n> Жауап болған жоқ.\n\nТағы күтеміз.\n\n",
        "## Екінші бөлім\n\nБұл бөлімде көше туралы айтамыз, *баяу* әрі **анық**.\n\n",
        "::: note Есіңізде болсын\nКездесу сағат 18:30-да басталады.\n:::\n\n",
    ],
)
def test_a_long_honest_text_is_shaped(piece: str) -> None:
    head = "|a|b|c|d|\n|-|-|-|-|\n" if piece.startswith("|") else ""
    made = render(head + piece * (50_000 // len(piece)), post_id=7, language="kk")
    assert not made.html.startswith("<pre")


PIECES = [
    "::: note ", "::: toggle", "::: gallery\n", "::: quote [", ":::", "\n:::\n", "\n", " ", "> ", "- ", "|", "|-|",
    "`", "[^1]", "[^1]: ", "# ", f"![x](picture:{OWN} \"", " | ", '")', "https://youtu.be/dQw4w9WgXcQ",
    "<svg onload=", "&#58;", "\\", "](", "javascript:", "жә\u202e", "\x00", "*", "~~", "</details>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_mixture_of_cards_is_harmless(source: str) -> None:
    made = render(source, post_id=7, language="en", pictures=PICTURES)
    Inspector(made.html)
    assert not CONTROLS.search(made.html + made.plain)


@given(st.text(alphabet="[]()<>*_`~!^|#-> \n\\&:;/\"'=ab1җ\u202e\x00", max_size=80))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_mixture_is_harmless(source):
    made = render(source, post_id=7, language="en", pictures=PICTURES)
    Inspector(made.html)
    assert not CONTROLS.search(made.html + made.plain)


@given(st.text(alphabet="[]()<>*_`~!^|#-:.\n&=@+ a1", max_size=2_000))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_no_mixture_costs_more_than_it_may(source: str) -> None:
    _, calls = _counted(lambda: render(source, post_id=7, language="en"))
    assert calls <= CALLS_MAX


@pytest.mark.parametrize("source", SCRIPTS + MUTATIONS)
def test_the_second_wall_holds_alone(source):
    """Even markup that the grammar would never let through."""
    html = sanitise(source)
    assert not re.search(
        r"<(?:script|style|svg|math|iframe|object|embed|form|input|meta|link|base)\b", html, re.IGNORECASE
    )
    assert not re.search(r"<(?:[^>\"]|\"[^\"]*\")*?(?:\son\w+=|\sstyle=|=\"javascript:)", html, re.IGNORECASE)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="//evil.example">x</a>',
        '<a href="/\\evil.example">x</a>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="relative">x</a>',
        '<a id="main" class="bar" target="_blank">x</a>',
        '<img src="https://evil.example/p.gif" srcset="https://evil.example/p.gif 1w" onerror="alert(1)">',
        '<h2 id="main">x</h2>',
    ],
)
def test_the_second_wall_strips_attributes(html):
    assert re.fullmatch(r"<(a|img|h2)>(x</\1>)?", sanitise(html))


@pytest.mark.parametrize("entity", ["&#12;", "&#x202e;", "&#x2066;", "&#127;", "&#x80;", "&#xfeff;"])
def test_a_sign_without_a_face_does_not_come_in_as_an_entity(entity: str) -> None:
    made = render(f"# a{entity}b\n\na{entity}b [a{entity}b](/x/ 'a{entity}b')", post_id=1, language="en")
    for text in (made.html, made.plain, made.headings[0].text, render_comment(f"a{entity}b").html):
        assert not CONTROLS.search(text.replace("\n", ""))
        assert "\ufeff" not in text
