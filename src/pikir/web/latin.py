"""Pages with their Kazakh in Latin letters: what stands in Kazakh is rewritten, whatever language the page is in."""

import re

from pikir.kernel.latin import to_latin

KAZAKH, KAZAKH_LATIN = "kk", "kk-Latn"

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_LANGUAGE = re.compile(r"(\slang=[\"']?)([a-zA-Z-]*)")
# What a script passes on is a title in a language of its own; all other words of scripts are the page's.
_WORDS = re.compile(r"(\s(?:alt|title|aria-label|placeholder|content|data-(?!pass-on=)[a-z-]+)=\")([^\"]*)(?=\")")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905 - words
# What is typed, copied or run is never rewritten.
_VERBATIM = frozenset(("code", "kbd", "pre", "samp", "script", "style", "textarea"))


def in_latin(page: str) -> str:
    """Return a page of ours with its Kazakh in Latin letters and marked so. In time linear to its length."""
    parts: list[str] = []
    around: list[tuple[str, bool]] = []  # of each open element: its name, whether what it holds is rewritten
    kazakh, end = False, 0
    for tag in _TAG.finditer(page):
        between = page[end : tag.start()]
        parts.append(to_latin(between) if kazakh else between)
        end = tag.end()
        closes, name, attributes = tag[1], tag[2].lower(), tag[3]
        if closes:
            kazakh = _leave(around, name)
            parts.append(tag[0])
            continue
        language = _LANGUAGE.search(attributes)
        speaks = _is_kazakh(language[2]) if language else kazakh
        parts.append(_rewritten(tag[0]) if speaks else tag[0])
        if name not in _VOID and not attributes.endswith("/"):
            around.append((name, kazakh))
            kazakh = speaks and name not in _VERBATIM
    rest = page[end:]
    return "".join((*parts, to_latin(rest) if kazakh else rest))


def _is_kazakh(language: str) -> bool:
    return language.lower() == KAZAKH


def _leave(around: list[tuple[str, bool]], name: str) -> bool:
    """Close the innermost element of this name and all within it; return whether what comes next is rewritten."""
    outside = around[-1][1] if around else False
    while around:
        closed, outside = around.pop()
        if closed == name:
            break
    return outside


def _rewritten(tag: str) -> str:
    tag = _LANGUAGE.sub(lambda found: found[1] + (KAZAKH_LATIN if _is_kazakh(found[2]) else found[2]), tag, count=1)
    return _WORDS.sub(lambda found: found[1] + to_latin(found[2]), tag)
