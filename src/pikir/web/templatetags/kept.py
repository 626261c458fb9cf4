"""Tags that spare work in templates: ``{% kept %}`` keeps what is between, ``{% url %}`` remembers addresses, and
``{% extends %}`` the blocks of the frame.
"""

from itertools import count
from typing import Any

from django import template
from django.template import defaulttags, loader_tags
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from typing_extensions import override

from pikir.web.addresses import address
from pikir.web.pieces import identity, piece, surroundings

register = template.Library()
_serial = count()


class KeptNode(template.Node):
    """A part of a template that is drawn once for the values it names."""

    def __init__(self, nodelist: NodeList, when: FilterExpression | None, values: list[FilterExpression]) -> None:
        """``when`` says whether the part may be kept; ``values`` are all that it shows."""
        self.nodelist = nodelist
        self._number = next(_serial)
        self._when = when
        self._values = values

    @override
    def render(self, context: Context) -> SafeString:
        if self._when is not None and not self._when.resolve(context):
            return self.nodelist.render(context)
        key = (self._number, *(identity(value.resolve(context)) for value in self._values), surroundings())
        return piece(key, lambda: self._drawn(context))

    def _drawn(self, context: Context) -> SafeString:
        drawn = self.nodelist.render(context)
        if "csrfmiddlewaretoken" in drawn:
            raise template.TemplateSyntaxError("a token belongs to one reader and cannot be kept")
        return drawn


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """``{% kept a b when=c %}…{% endkept %}``: drawn once for each ``a`` and ``b``, and only kept where ``c`` holds.

    All that is shown between must follow from these values, the language, the look and the day, and nothing from who
    reads. They must be hashable; of models and lists all that they hold counts.
    """
    words = token.split_contents()[1:]
    conditions = [word.removeprefix("when=") for word in words if word.startswith("when=")]
    values = [parser.compile_filter(word) for word in words if not word.startswith("when=")]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, parser.compile_filter(conditions[0]) if conditions else None, values)


class _Nodes(NodeList):
    """The nodes of a template that others extend, which remember the kinds among them: pages ask for their blocks."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self._found: dict[type[template.Node], list[template.Node]] = {}

    @override
    def get_nodes_by_type(self, nodetype: type[template.Node]) -> list[template.Node]:
        if nodetype not in self._found:
            self._found[nodetype] = super().get_nodes_by_type(nodetype)
        return self._found[nodetype]


class _ExtendsNode(loader_tags.ExtendsNode):
    """Django's own, for parents that remember their blocks."""

    @override
    def get_parent(self, context: Context) -> template.Template:
        parent = super().get_parent(context)
        if not isinstance(parent.nodelist, _Nodes):
            parent.nodelist = _Nodes(parent.nodelist)
        return parent


@register.tag
def extends(parser: Parser, token: Token) -> _ExtendsNode:
    """Django's ``{% extends %}``."""
    node: Any = loader_tags.do_extends(parser, token)
    return _ExtendsNode(node.nodelist, node.parent_name, node.template_dirs)


class AddressNode(defaulttags.URLNode):
    """Django's own tag, remembering what it found; none of our addresses has named arguments."""

    @override
    def render(self, context: Context) -> str:
        if self.kwargs:
            return super().render(context)
        found = address(self.view_name.resolve(context), *(one.resolve(context) for one in self.args))
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """Django's ``{% url %}``."""
    node: Any = defaulttags.url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
