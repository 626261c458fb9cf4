"""Threads: comments to any depth, three steps in; deeper ones go on at the third step and say whom they answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from pikir.web.components.dates import timestamp
from pikir.web.components.marks import tag, veil
from pikir.web.components.people import author_name, avatar
from pikir.web.shapes import Press, Reply

DEEPEST = 3  # steps of indentation: a fourth leaves a phone of 360 px too little line to read
_NOTHING = SafeString("")


@dataclass(frozen=True, kw_only=True)
class _Thread:
    children: Mapping[int | None, Sequence[Reply]]  # by the comment they answer
    names: Mapping[int, str]  # of those who wrote


def thread(*, replies: Iterable[Reply], flat: bool = False) -> SafeString:
    """All comments under a post, those below one comment in the order given. One whose parent is missing is at the top.

    ``flat``: each stands by itself and leads to what it answers.
    """
    known = list(replies)
    if flat:
        items = ((_reply(reply, _Thread(children={}, names={})),) for reply in known)
        return format_html('<ol class="thread">{}</ol>', format_html_join("", "<li>{}</li>", items))
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
    if not below:
        return _NOTHING
    words = ngettext("%(count)s comment", "%(count)s comments", len(below)) % {"count": len(below)}
    inner = _level(below, whole, depth + 1)
    return format_html('<details class="below" open><summary>{}</summary>{}{}</details>', words, inner, _rest(reply))


def _rest(reply: Reply) -> SafeString:
    if not reply.rest:
        return _NOTHING
    return format_html('<p class="more"><a class="btn quiet" href="{}">{}</a></p>', reply.rest, gettext("Later comments"))


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
    if reply.folded:
        content = format_html('<details class="filtered"><summary>{}</summary>{}</details>', reply.folded, content)
    if reply.filtered:
        content = veil(words=reply.filtered, content=content)
    return format_html('<article class="reply" id="c{}">{}</article>', reply.id, content)


def _head(reply: Reply) -> SafeString:
    who = reply.author
    return format_html(
        '<div class="by">{}{}{}{} <span class="at"><a href="#c{}">{}</a></span>{}</div>',
        format_html("{} ", avatar(author=who, size="small")) if who else _NOTHING,
        author_name(who) if who else _NOTHING,
        format_html(' <span class="op">{}</span>', gettext("author")) if reply.by_author else _NOTHING,
        format_html(" {}", tag(text=reply.stance)) if reply.stance else _NOTHING,
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
    if not reply.acts and not reply.presses:
        return _NOTHING
    buttons = format_html_join("", "{}", ((_press(one),) for one in reply.presses))
    links = format_html_join("", '<a class="btn quiet" href="{1}">{0}</a>', reply.acts)
    return format_html('<div class="acts snug">{}{}</div>', buttons, links)


def _press(press: Press) -> SafeString:
    count = (
        format_html(' <b class="num">{}</b>', number_format(press.count, force_grouping=True)) if press.count else ""
    )
    if not press.url:
        return format_html('<span class="sum">{}{}</span>', press.text, count)
    return format_html(
        '<button class="btn quiet" type="submit" form="press" formaction="{}" name="act" value="{}"{}>{}{}</button>',
        press.url,
        press.value,
        format_html(' aria-pressed="{}"', "true" if press.on else "false") if press.on is not None else _NOTHING,
        press.text,
        count,
    )


def press(*, press: Press) -> SafeString:
    """A button of the form ``press``, anywhere on the page."""
    return _press(press)
