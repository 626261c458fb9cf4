"""Cards: what stands between colons or alone in a line, on the page and as plain text."""

from collections.abc import Callable

import pytest
from django.test import Client

from pikir.accounts.models import Account
from pikir.media.models import Picture
from pikir.posts.actions import render_old_posts
from pikir.posts.models import Post
from pikir.posts.rendering import Rendered, render, render_comment
from pikir.posts.rendering.players import FRAME, FRAME_HOSTS, embed_of
from pikir.posts.views.help import examples

TOWER = "00112233445566778899aabbccddeeff"
PICTURES = {
    "41": Picture(id=41, name=TOWER, width=1600, height=900, alt="a tower", credit="Alice"),
    "42": Picture(id=42, name=TOWER[::-1], width=300, height=200, alt="a bridge"),
}
VIDEO = "dQw4w9WgXcQ"
RUTUBE = "0123456789abcdef" * 2


def entry(source: str, language: str = "en") -> Rendered:
    return render(source, post_id=7, language=language, pictures=PICTURES)


@pytest.mark.parametrize(
    ("kind", "label"), [("note", "Good to know"), ("important", "Important"), ("warning", "Warning")]
)
def test_a_call_out_says_its_kind_and_its_title(kind: str, label: str) -> None:
    made = entry(f"::: {kind} Bring *it*\nText\n\n- a\n:::\nafter")
    assert made.html.startswith(f'<aside class="callout {kind}">')
    assert f"<strong>{label}</strong> Bring <em>it</em></p>" in made.html
    assert "<p>Text</p>\n<ul>\n<li>a</li>\n</ul>\n</aside>\n<p>after</p>" in made.html
    assert made.plain == "Bring it\nText\na\nafter"


def test_a_call_out_speaks_the_language_of_the_text() -> None:
    labels = {entry("::: note\nx", language).html for language in ("kk", "ru", "en")}
    assert len(labels) == 3


@pytest.mark.parametrize("word", ["note", "NOTE", "ескертпе", "примечание"])
def test_a_card_is_opened_in_any_language_of_the_square(word: str) -> None:
    assert 'class="callout note"' in entry(f":::{word}\nx\n:::").html


def test_an_unknown_word_stays_as_typed() -> None:
    assert entry("::: banner x\ny").html == "<p>::: banner x\ny</p>\n"


def test_a_toggle() -> None:
    made = entry("::: toggle How **we** counted\nTwice.\n:::")
    assert made.html == (
        '<details class="toggle">\n<summary>How <strong>we</strong> counted</summary>\n<p>Twice.</p>\n</details>\n'
    )
    assert made.plain == "How we counted\nTwice."
    assert "<strong>More</strong></summary>" in entry("::: toggle\nx\n:::").html


def test_a_quotation_with_its_source() -> None:
    made = entry("::: quote Abai, [Words](https://example.org)\nOne.\n\nTwo.\n:::")
    quoted = "<blockquote>\n<p>One.</p>\n<p>Two.</p>\n</blockquote>\n<figcaption>Abai"
    assert f'<figure class="quote">\n{quoted}' in made.html
    assert made.plain == "One.\nTwo.\nAbai, Words"


def test_a_gallery_cuts_pictures_to_fit_and_leads_to_the_whole() -> None:
    inside = '![](picture:41 "The tower | Bob")\n![](picture:42)\n\nand words'
    made = entry(f"::: gallery Spring\n{inside}\n:::\n![](picture:42)")
    assert made.html.count("<figure>") == 3
    assert made.html.count(f'<a href="/media/{TOWER}-1600.webp"><img ') == 1
    assert 'sizes="(min-width: 46rem) 23rem, 50vw" alt="a tower" width="1600" height="900">' in made.html
    assert made.html.count('loading="lazy"') == 2
    assert '<figcaption>The tower <span class="credit">Bob</span></figcaption>' in made.html
    assert "<p>and words</p>\n<figcaption>Spring</figcaption>\n</figure>\n<figure>\n<img " in made.html
    assert made.picture_ids == (41, 42)
    assert made.plain == "and words\nSpring"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("At dusk | Bob", 'At dusk <span class="credit">Bob</span>'),
        ("| Bob", '<span class="credit">Bob</span>'),
        ("At dusk", 'At dusk <span class="credit">Alice</span>'),
    ],
)
def test_a_figure_has_caption_and_credit(title: str, shown: str) -> None:
    assert f"<figcaption>{shown}</figcaption>" in entry(f'![x](picture:41 "{title}")').html


def test_cards_stand_in_cards_and_in_lists() -> None:
    made = entry("::: toggle A\n::: note\nb\n:::\nc\n:::\n\n- ::: note\n  d\n  :::\n- e")
    assert made.html.count("<aside") == made.html.count("</aside>") == 2
    assert "</aside>\n<p>c</p>\n</details>" in made.html
    assert "</aside>\n</li>\n<li>e</li>" in made.html


def test_a_card_nobody_closes_ends_with_the_text() -> None:
    assert entry("::: note\na\n\nb").html.endswith("<p>a</p>\n<p>b</p>\n</aside>\n")


def test_footnotes_of_a_card_stand_below_the_text() -> None:
    html = entry("::: note One[^1]\n:::\n\n[^1]: Two").html
    assert html.index('href="#fn-7-1"') < html.index("</aside>") < html.index('<li id="fn-7-1">')


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        (f"https://www.youtube.com/watch?v={VIDEO}", f"https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1"),
        (f"http://m.youtube.com/watch?list=a&v={VIDEO}&t=3", f"https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1"),
        (f"https://youtu.be/{VIDEO}?si=a", f"https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1"),
        (f"https://youtube.com/shorts/{VIDEO}", f"https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/76979871/0a1b2c3d4e", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=0a1b2c3d4e"),
        (f"https://rutube.ru/video/{RUTUBE}/?r=wd", f"https://rutube.ru/play/embed/{RUTUBE}?autoplay=1"),
        ("https://vk.com/video-12_345", "https://vkvideo.ru/video_ext.php?oid=-12&id=345&autoplay=1"),
        ("https://vkvideo.ru/video12_345?list=a", "https://vkvideo.ru/video_ext.php?oid=12&id=345&autoplay=1"),
        (
            "https://soundcloud.com/some-one/some-song",
            "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/some-one/some-song&auto_play=true",
        ),
    ],
)  # fmt: skip
def test_players_are_known_by_their_addresses(address: str, frame: str) -> None:
    found = embed_of(address)
    assert found is not None
    assert found.frame == frame
    assert FRAME.fullmatch(frame)


def test_a_link_to_a_player_alone_in_a_line_may_be_opened_there() -> None:
    made = entry(f"before\n\nhttps://youtu.be/{VIDEO}\n\n[A *film*](https://vimeo.com/123)")
    assert (
        f'<a href="https://youtu.be/{VIDEO}" rel="nofollow ugc noopener" '
        f'data-player="https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1">Video on YouTube</a>'
        "<figcaption>YouTube learns of your visit only when you open it.</figcaption>"
    ) in made.html
    assert ">A <em>film</em></a>" in made.html
    assert made.plain == "before\nA film"


@pytest.mark.parametrize(
    "source",
    [f"see https://youtu.be/{VIDEO}", f"- https://example.org/watch?v={VIDEO}", f"https://youtu.be/{VIDEO} and more"],
)
def test_a_link_among_words_or_to_another_place_is_a_link(source: str) -> None:
    assert "data-player" not in entry(source).html


def test_comments_have_no_cards() -> None:
    html = render_comment(f"::: note\nx\n:::\n\nhttps://youtu.be/{VIDEO}").html
    assert "<aside" not in html
    assert "data-player" not in html


@pytest.mark.django_db
def test_only_the_page_of_a_text_may_frame_players_and_only_with_a_link_it_has_the_script(
    alice: Account, post_by: Callable[..., Post], client: Client
) -> None:
    plain = client.get(f"/en/@alice/{post_by(alice, 'words', kind='entry').pk}/")
    with_link = client.get(f"/en/@alice/{post_by(alice, f'https://youtu.be/{VIDEO}', kind='entry').pk}/")
    assert f"frame-src {' '.join(FRAME_HOSTS)}" in with_link["Content-Security-Policy"]
    assert "frame-src" not in client.get("/en/")["Content-Security-Policy"]
    assert "embed.js" in with_link.content.decode()
    assert "<iframe" not in with_link.content.decode()
    assert "embed.js" not in plain.content.decode()


@pytest.mark.django_db
def test_help_shows_every_card_with_its_source(lang: str, client: Client) -> None:
    page = client.get(f"/{lang}/write/help/").content.decode()
    for css in ("note", "important", "warning"):
        assert f'class="callout {css}"' in page
    for css in ("toggle", "quote", "gallery", "embed", "footnotes"):
        assert f'class="{css}"' in page
    assert "/media/" not in page
    assert len(examples(lang)) == len(examples("en"))


@pytest.mark.django_db
def test_what_an_earlier_renderer_made_is_made_anew(alice: Account, post_by: Callable[..., Post]) -> None:
    old, fresh = post_by(alice, "::: note\nx\n:::", kind="entry"), post_by(alice, "y", kind="entry")
    Post.objects.filter(id=old.pk).update(renderer=1, html="<p>old</p>")
    Post.objects.filter(id=fresh.pk).update(html="<p>kept</p>")
    assert render_old_posts() == 1
    assert "<aside" in Post.objects.get(id=old.pk).html
    assert Post.objects.get(id=fresh.pk).html == "<p>kept</p>"
    assert render_old_posts() == 0
