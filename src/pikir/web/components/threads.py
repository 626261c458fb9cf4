"""Threads: comments to any depth, three steps in; deeper ones go on at the third step and say whom they answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from pikir.web.components.dates import timestamp
from pikir.web.components.marks import tag, veil
from pikir.web.components.people import author_name, avatar
from pikir.web.pieces import Surroundings, piece, surroundings
from pikir.web.shapes import Press, Reply, Said

DEEPEST = 3  # steps of indentation: a fourth leaves a phone of 360 px too little line to read
_NOTHING = SafeString("")
_EARLIER = "\0"  # stands for the name of whom a comment answers when that stands on another page


@dataclass(frozen=True, kw_only=True)
class _Thread:
    children: Mapping[int | None, Sequence[Reply]]  # by the comment they answer
    names: Mapping[int, str]  # of those who wrote
    now: Surroundings


def thread(*, replies: Iterable[Reply], flat: bool = False) -> SafeString:
    """All comments under a post, those below one comment in the order given. One whose parent is missing is at the top.

    ``flat``: each stands by itself and leads to what it answers.
    """
    known = list(replies)
    if flat:
        alone = _Thread(children={}, names={}, now=surroundings())
        return SafeString(f'<ol class="thread">{"".join(f"<li>{_reply(reply, alone)}</li>" for reply in known)}</ol>')
    names = {reply.id: reply.said.author.name if reply.said.author else "" for reply in known}
    children: dict[int | None, list[Reply]] = defaultdict(list)
    for reply in known:
        parent = reply.said.parent
        children[parent if parent in names else None].append(reply)
    return _level(children[None], _Thread(children=children, names=names, now=surroundings()), 1)


def _level(replies: Sequence[Reply], whole: _Thread, depth: int) -> SafeString:
    if depth < DEEPEST:
        items = [f"<li>{_reply(reply, whole)}{_below(reply, whole, depth)}</li>" for reply in replies]
    else:
        items = [f"<li>{_reply(reply, whole, answered)}</li>" for reply, answered in _flat(replies, whole)]
    css = ' class="thread"' if depth == 1 else ""
    return SafeString(f"<ol{css}>{''.join(items)}</ol>")


def _below(reply: Reply, whole: _Thread, depth: int) -> SafeString:
    below = whole.children.get(reply.id)
    if not below:
        return _NOTHING
    words = ngettext("%(count)s comment", "%(count)s comments", len(below)) % {"count": len(below)}
    inner = _level(below, whole, depth + 1)
    opening = f'<details class="below" open><summary>{escape(words)}</summary>'
    return SafeString(f"{opening}{inner}{_rest(reply)}</details>")


def _rest(reply: Reply) -> SafeString:
    if not reply.rest:
        return _NOTHING
    words = gettext("Later comments")
    return format_html('<p class="more"><a class="btn quiet" href="{}">{}</a></p>', reply.rest, words)


def _flat(replies: Sequence[Reply], whole: _Thread) -> Iterator[tuple[Reply, str]]:
    """Every reply at and below the deepest step, in the order of reading; those below with whom they answer."""
    waiting = [(reply, "") for reply in reversed(replies)]
    while waiting:
        reply, answered = waiting.pop()
        yield reply, answered
        waiting += [(below, whole.names[reply.id]) for below in reversed(whole.children.get(reply.id, ()))]


def _reply(reply: Reply, whole: _Thread, answered: str = "") -> SafeString:
    if reply.gone:
        return format_html('<article class="reply gone" id="c{}"><p class="dim">{}</p></article>', reply.id, reply.gone)
    said = reply.said
    if said.earlier and said.parent not in whole.names:
        answered = _EARLIER
    shown = piece(("reply", reply.id, said, answered, whole.now), partial(_said, reply.id, said, answered))
    content = SafeString(f"{shown}{_acts(reply, whole.now)}")
    if reply.folded:
        content = format_html('<details class="filtered"><summary>{}</summary>{}</details>', reply.folded, content)
    if reply.filtered:
        content = veil(words=reply.filtered, content=content)
    return SafeString(f'<article class="reply" id="c{reply.id}">{content}</article>')


def _said(number: int, said: Said, answered: str) -> SafeString:
    return format_html(
        '{}{}<div class="said"{}>{}</div>',
        _head(number, said),
        _answers(said, answered),
        format_html(' lang="{}"', said.language) if said.language else _NOTHING,
        SafeString(said.html),
    )


def _head(number: int, said: Said) -> SafeString:
    who = said.author
    return format_html(
        '<div class="by">{}{}{}{} <span class="at"><a href="#c{}">{}</a></span>{}</div>',
        format_html("{} ", avatar(author=who, size="small")) if who else _NOTHING,
        author_name(who) if who else _NOTHING,
        format_html(' <span class="op">{}</span>', gettext("author")) if said.by_author else _NOTHING,
        format_html(" {}", tag(text=said.stance)) if said.stance else _NOTHING,
        number,
        timestamp(at=said.at, form="datetime", relative=True),
        format_html(' <span class="at">{}</span>', gettext("edited")) if said.edited else _NOTHING,
    )


def _answers(said: Said, answered: str) -> SafeString:
    if not answered:
        return _NOTHING
    if answered == _EARLIER:
        words = gettext("In reply to an earlier comment")
        return format_html('<p class="re"><a href="{}">{}</a></p>', said.earlier, words)
    words = format_html(gettext("In reply to {name}"), name=answered)
    return format_html('<p class="re"><a href="#c{}">{}</a></p>', said.parent, words)


def _acts(reply: Reply, now: Surroundings) -> SafeString:
    """The buttons and links below a comment: they hold no token, and so are the same for all who may do the same."""
    if not reply.acts and not reply.presses:
        return _NOTHING
    return piece(("acts", reply.presses, reply.acts, now.language), partial(_drawn_acts, reply))


def _drawn_acts(reply: Reply) -> SafeString:
    buttons = "".join(map(_press, reply.presses))
    links = "".join(f'<a class="btn quiet" href="{escape(url)}">{escape(text)}</a>' for text, url in reply.acts)
    return SafeString(f'<div class="acts snug">{buttons}{links}</div>')


def _press(press: Press) -> SafeString:
    count = f' <b class="num">{number_format(press.number, force_grouping=True)}</b>' if press.number else ""
    if not press.url:
        return SafeString(f'<span class="sum">{escape(press.text)}{count}</span>')
    on = "" if press.on is None else f' aria-pressed="{"true" if press.on else "false"}"'
    return SafeString(
        f'<button class="btn quiet" type="submit" form="press" formaction="{escape(press.url)}" name="act"'
        f' value="{escape(press.value)}"{on}>{escape(press.text)}{count}</button>'
    )


def press(*, press: Press) -> SafeString:
    """A button of the form ``press``, anywhere on the page."""
    return _press(press)
