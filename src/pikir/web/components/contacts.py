"""Lines by which somebody is reached: telephones to call and addresses to write to at a touch."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MAIL = r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
PHONE = r"\+?\d(?:[ \u00a0()–-]*\d){6,14}"  # E.164 has at most fifteen digits
REACHED = re.compile(rf"(?P<mail>{MAIL})|(?<![\w+])(?P<phone>{PHONE})(?!\w)")
DIGITS = 10  # a shorter number is linked only with the plus sign: it may be a date or an account number


def contact_lines(text: str) -> list[SafeString]:
    """Each line that is not empty, escaped, with links on whole telephone numbers and e-mail addresses."""
    return [_linked(line) for line in text.splitlines() if line.strip()]


def _linked(line: str) -> SafeString:
    parts: list[tuple[str | SafeString]] = []
    last = 0
    for found in REACHED.finditer(line):
        parts += [(line[last : found.start()],), (_link(found),)]
        last = found.end()
    return format_html_join("", "{}", [*parts, (line[last:],)])


def _link(found: re.Match[str]) -> str | SafeString:
    words = found[0]
    if found["mail"]:
        return format_html('<a href="mailto:{}">{}</a>', words, words)
    digits = re.sub(r"\D", "", words)
    if words[0] != "+" and len(digits) < DIGITS:
        return words
    return format_html('<a href="tel:{}{}">{}</a>', "+" if words[0] == "+" else "", digits, words)
