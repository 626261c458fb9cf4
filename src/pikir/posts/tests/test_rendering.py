"""What authors can write and what readers then see."""

import pytest

from pikir.media.models import Picture
from pikir.posts.rendering import (
    SOURCE_MAX,
    Heading,
    Rendered,
    SourceTooLongError,
    picture_keys,
    render,
    render_comment,
    render_note,
)

TOWER = "00112233445566778899aabbccddeeff"
BRIDGE = "ffeeddccbbaa99887766554433221100"
PICTURES = {
    "41": Picture(id=41, name=TOWER, width=1600, height=900, alt="a tower"),
    BRIDGE: Picture(id=42, name=BRIDGE, width=300, height=200, alt="a bridge", caption="The bridge", credit="Alice"),
}


def entry(source: str, language: str = "en") -> Rendered:
    return render(source, post_id=7, language=language, pictures=PICTURES)


def test_paragraphs_emphasis_and_code():
    made = entry("One *two* **three** ~~four~~ `<five>`\nsame line  \nnext line")
    assert made.html == (
        "<p>One <em>two</em> <strong>three</strong> <s>four</s> <code>&lt;five&gt;</code>\n"
        "same line<br>\nnext line</p>\n"
    )


def test_html_is_text():
    assert entry("<b>x</b>").html == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("[a](https://example.org/b)", '<a href="https://example.org/b" rel="nofollow ugc noopener">a</a>'),
        ('[a](http://example.org "title")', '<a href="http://example.org" rel="nofollow ugc noopener">a</a>'),
        ("see https://example.org/b.", '<a href="https://example.org/b" rel="nofollow ugc noopener">'),
        ("<https://example.org>", '<a href="https://example.org" rel="nofollow ugc noopener">'),
        ("[rules](/kk/rules/)", '<a href="/kk/rules/">rules</a>'),
        ("[a](mailto:alice@example.org)", '<a href="mailto:alice@example.org">a</a>'),
    ],
)
def test_links(source, link):
    assert link in entry(source).html


@pytest.mark.parametrize("source", ["readme.md", "ж.д.Ол келді", "alice@example.org", "//example.org/a"])
def test_only_whole_addresses_become_links(source):
    assert "<a" not in entry(source).html


def test_link_within_the_text():
    html = entry("## One thing\n\n[up](#one-thing) [lost](#main)").html
    assert '<a href="#h-one-thing">up</a> lost' in html


def test_headings_begin_below_the_title():
    made = entry("# One\n\n## Two\n\n# One")
    assert made.headings == (
        Heading(level=2, anchor="h-one", text="One"),
        Heading(level=3, anchor="h-two", text="Two"),
        Heading(level=2, anchor="h-one-2", text="One"),
    )
    assert '<h2 id="h-one">One</h2>\n<h3 id="h-two">Two</h3>\n<h2 id="h-one-2">One</h2>' in made.html


@pytest.mark.parametrize(
    ("written", "shown"),
    [("## #### ## ###", "2323"), ("### # ##", "223"), ("###### #####", "22"), ("# ## ### #### ##### ######", "234566")],
)
def test_outline_has_no_gaps(written, shown):
    made = entry("\n\n".join(f"{marks} x{number}" for number, marks in enumerate(written.split())))
    assert [heading.level for heading in made.headings] == [int(level) for level in shown]
    assert "<h1" not in made.html


def test_heading_anchor_of_kazakh_and_of_signs():
    headings = entry("# Қала үні *мен*\n\n# 🙂\n\n> # quoted", language="kk").headings
    assert [heading.text for heading in headings] == ["Қала үні мен", "🙂"]
    assert headings[0].anchor.isascii()
    assert len({heading.anchor for heading in headings}) == 2


def test_picture_alone_is_a_figure():
    made = entry('![view](picture:41 "At *dusk*")')
    assert made.html.startswith("<figure>\n<img ")
    assert f'src="/media/{TOWER}-1600.webp"' in made.html
    assert f"/media/{TOWER}-480.webp 480w, /media/{TOWER}-960.webp 960w" in made.html
    assert 'alt="view" width="1600" height="900"' in made.html
    assert "<figcaption>At *dusk*</figcaption>" in made.html
    assert made.picture_ids == (41,)


def test_picture_brings_its_own_words():
    html = entry(f"![](picture:{BRIDGE})").html
    assert 'alt="a bridge"' in html
    assert '<figcaption>The bridge <span class="credit">Alice</span></figcaption>' in html
    assert "srcset" not in html


def test_pictures_in_a_row_and_by_their_address():
    made = entry(f"![](picture:41)\n![](/media/{BRIDGE}-300.webp)")
    assert made.html.count("<figure>") == 2
    assert made.html.count('loading="lazy"') == 1
    assert made.picture_ids == (41, 42)


def test_picture_in_a_line_of_text():
    made = entry("before ![](picture:41) after")
    assert "<figure>" not in made.html
    assert made.html.startswith("<p>before <img ")


def test_outside_picture_is_a_link():
    made = entry("![a cat](https://example.org/cat.png) [![](https://example.org/b.png)](https://example.org)")
    assert '<a href="https://example.org/cat.png" rel="nofollow ugc noopener">a cat</a>' in made.html
    assert "<img" not in made.html
    assert made.picture_ids == ()


def test_unknown_picture_leaves_its_words():
    made = entry(f"![gone](picture:{'0' * 32})")
    assert made.html == "<p>gone</p>\n"
    assert made.picture_ids == ()


def test_picture_keys():
    source = f"![](picture:41) ![](/media/{BRIDGE}-960.webp) ![](picture:41) picture:javascript"
    assert picture_keys(source) == ("41", BRIDGE)


def test_table_says_what_heads_what():
    html = entry("| a | | b |\n|---|:-:|--:|\n| 1 | 2 | 3 |").html
    assert html.startswith('<div class="scroll" tabindex="0">\n<table>')
    assert '<th scope="col">a</th>\n<td class="center"></td>\n<th class="num" scope="col">b</th>' in html
    assert '<td>1</td>\n<td class="center">2</td>\n<td class="num">3</td>' in html
    assert "style" not in html


def test_quote_list_and_code():
    html = entry("> said\n\n3. c\n4. d\n\n```js\na < b\n```\n\n    c & d").html
    assert "<blockquote>\n<p>said</p>\n</blockquote>" in html
    assert '<ol start="3">\n<li>c</li>' in html
    assert '<pre tabindex="0"><code>a &lt; b\n</code></pre>' in html
    assert '<pre tabindex="0"><code>c &amp; d\n</code></pre>' in html


def test_footnotes_lead_there_and_back():
    html = entry("One[^a], again[^a], two^[aside].\n\n[^a]: *Note*").html
    assert '<sup><a href="#fn-7-1" id="fnref-7-1">1</a></sup>' in html
    assert '<sup><a href="#fn-7-1" id="fnref-7-1-2">1</a></sup>' in html
    assert '<li id="fn-7-1"><p><em>Note</em> <a href="#fnref-7-1" aria-label="Back to the text">↑</a>' in html
    assert '<li id="fn-7-2"><p>aside' in html
    assert '<section class="footnotes" aria-label="Notes">' in html


def test_plain_text_for_excerpts_and_search():
    made = entry(f"# Title\n\n![v](picture:{BRIDGE})\n\nOne *two*\nthree[^1]\n\n- four\n\n```\nfive\n```\n\n[^1]: six")
    assert made.plain == "Title\nOne two three\nfour\nfive\nsix"
    assert made.words == 7


def test_controls_and_turning_signs_are_dropped():
    made = entry("a\x00\x08b\u202ec\u2066d\ufeff\ud800\u2028e")
    assert made.plain == "abcd e"


def test_letters_are_composed():
    assert entry("\u0438\u0306").plain == "й"


def test_text_is_the_same_however_lines_end():
    assert entry("a\r\n\r\nb\rc") == entry("a\n\nb\nc")


def test_note_is_shown_as_typed():
    html = render_note("# a\n*b* <c>\n\n    https://example.org/_d_ &amp; ![e](f)").html
    assert html == (
        "<p># a<br>\n*b* &lt;c&gt;</p>\n"
        '<p><a href="https://example.org/_d_" rel="nofollow ugc noopener">https://example.org/_d_</a>'
        " &amp;amp; ![e](f)</p>\n"
    )


def test_comment_has_quotes_and_lists_but_no_headings_and_pictures():
    html = render_comment("# a\n*b*\n\n> c\n\n- d\n\n`e`\n\n---\n\n![f](picture:41)").html
    assert "<p># a<br>\n<em>b</em></p>\n<blockquote>\n<p>c</p>\n</blockquote>\n<ul>\n<li>d</li>\n</ul>" in html
    assert "<code>e</code>" in html
    assert not any(tag in html for tag in ("<h", "<img", "<a"))


def test_too_long_a_source_is_refused():
    with pytest.raises(SourceTooLongError):
        entry("a" * (SOURCE_MAX + 1))


def test_a_bomb_is_shown_as_typed():
    bomb = f"[a]: /{'u' * 5_000}\n\n" + "[a] " * 20_000
    made = entry(bomb)
    assert made.html.startswith('<pre tabindex="0">[a]: /uuu')
    assert len(made.html) < len(bomb) + 100
