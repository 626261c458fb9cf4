"""Threads: comments to any depth, three steps in; deeper ones go on at the third step and say whom they answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from pikir.web.components.dates import timestamp
from pikir.web.components.marks import veil
from pikir.web.components.people import author_name, avatar
from pikir.web.shapes import Reply

DEEPEST = 3  # steps of indentation: a fourth leaves a phone of 360 px too little line to read
_NOTHING = SafeString("")


@dataclass(frozen=True, kw_only=True)
class _Thread:
    children: Mapping[int | None, Sequence[Reply]]  # by the comment they answer
    names: Mapping[int, str]  # of those who wrote


def thread(*, replies: Iterable[Reply]) -> SafeString:
    """All comments under a post, given oldest first. A comment whose parent is missing stands at the top."""
    known = list(replies)
    names = {reply.id: reply.author.name if reply.author else "" for reply in known}
    children: dict[int | None, list[Reply]] = defaultdict(list)
    for reply in known:
        children[reply.parent if reply.parent in names else None].append(reply)
    return _level(children[None], _Thread(children=children, names=names), 1)


def _level(replies: Sequence[Reply], whole: _Thread, depth: int) -> SafeString:
    if depth < DEEPEST:
        items = ((_reply(reply, whole), _below(reply, whole, depth)) for reply in replies)
    else:
        items = ((_reply(reply, whole, answered), _NOTHING) for reply, answered in _flat(replies, whole))
    css = mark_safe(' class="thread"') if depth == 1 else _NOTHING
    return format_html("<ol{}>{}</ol>", css, format_html_join("", "<li>{}{}</li>", items))


def _below(reply: Reply, whole: _Thread, depth: int) -> SafeString:
    below = whole.children.get(reply.id)
    return _level(below, whole, depth + 1) if below else _NOTHING


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
    content = format_html(
        '{}{}<div class="said"{}>{}</div>{}',
        _head(reply),
        _answers(reply, whole, answered),
        format_html(' lang="{}"', reply.language) if reply.language else _NOTHING,
        SafeString(reply.html),
        _acts(reply),
    )
    if reply.filtered:
        content = veil(words=reply.filtered, content=content)
    return format_html('<article class="reply" id="c{}">{}</article>', reply.id, content)


def _head(reply: Reply) -> SafeString:
    who = reply.author
    return format_html(
        '<div class="by">{}{}{} <span class="at"><a href="#c{}">{}</a></span>{}</div>',
        format_html("{} ", avatar(author=who, size="small")) if who else _NOTHING,
        author_name(who) if who else _NOTHING,
        format_html(' <span class="op">{}</span>', gettext("author")) if reply.by_author else _NOTHING,
        reply.id,
        timestamp(at=reply.at, form="datetime", relative=True),
        format_html(' <span class="at">{}</span>', gettext("edited")) if reply.edited else _NOTHING,
    )


def _answers(reply: Reply, whole: _Thread, answered: str) -> SafeString:
    if reply.earlier and reply.parent not in whole.names:
        return format_html(
            '<p class="re"><a href="{}">{}</a></p>', reply.earlier, gettext("In reply to an earlier comment")
        )
    if not answered:
        return _NOTHING
    words = format_html(gettext("In reply to {name}"), name=answered)
    return format_html('<p class="re"><a href="#c{}">{}</a></p>', reply.parent, words)


def _acts(reply: Reply) -> SafeString:
    if not reply.acts:
        return _NOTHING
    links = format_html_join("", '<a class="btn quiet" href="{1}">{0}</a>', reply.acts)
    return format_html('<div class="acts snug">{}</div>', links)
