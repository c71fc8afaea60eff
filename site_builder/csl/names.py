"""`cs:names` to a function that renders name variables.

CSL 1.0.2, “Names”: the lists, their label, and what is substituted if there are no names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from site_builder.csl.context import Context, Renderer
from site_builder.csl.formatting import Wrap, compile_wrap, element_format, level
from site_builder.csl.locale import Locale
from site_builder.csl.name_list import EtAl, NameList
from site_builder.csl.name_options import NameOptions, name_options
from site_builder.csl.richtext import raised
from site_builder.csl.tree import Format, Node, Tree, row
from site_builder.csl.xml import Element
from site_builder.frozen import frozen
from site_builder.model import Name

_BRANCHES = ("if", "else-if", "else")
_EDITING: Final = ("editor", "translator")
_FONT = ("font_style", "font_variant", "font_weight", "text_decoration", "vertical_align")


@frozen
class _Label:
    form: str
    plural: str
    before_name: bool
    wrap: Wrap


def _under(inner: Format | None, outer: Format | None) -> Format | None:
    """The format of a `cs:name` within that of its `cs:names`, which it does not undo."""
    if inner is None or outer is None:
        return inner
    for name in _FONT:
        if getattr(outer, name) and getattr(inner, name) in ("normal", "none"):
            inner = replace(inner, **{name: ""})  # type: ignore[arg-type]
    return inner


def _compile_label(element: Element, before_name: bool) -> _Label:
    return _Label(element.get("form", "long"), element.get("plural", "contextual"), before_name, compile_wrap(element))


def _label_text(label: _Label, variable: str, count: int, locale: Locale) -> str:
    plural = label.plural == "always" or (label.plural == "contextual" and count > 1)
    return locale.term(variable, label.form, plural) or ""


def _same_people(context: Context) -> bool:
    """Whether those who edited the work also translated it."""
    editors, translators = (context.item.names.get(variable, ()) for variable in _EDITING)
    return bool(editors) and editors == translators and context.substituted.isdisjoint(_EDITING)


def _with_children_of(element: Element, lender: Element) -> Element:
    """CSL 1.0.2, “Substitute”: a `cs:names` without children, at any depth, takes those of the one that it replaces."""
    if element.tag == "names" and not element.children:
        children = tuple(child for child in lender.children if child.tag != "substitute")
        attributes = {**lender.without("variable").attributes, **element.attributes}
        return replace(element, attributes=attributes, children=children)
    children = tuple(_with_children_of(child, lender) for child in element.children)
    if element.tag in _BRANCHES and len(children) > 1:
        # As in pandoc, the elements within a condition are tried in turn, like those beside the condition.
        children = (Element("names", children=(Element("substitute", children=children),)),)
    return replace(element, children=children)


def compile_names(
    element: Element, locale: Locale, inherited: Mapping[str, str], compile_child: Callable[[Element], Renderer]
) -> Renderer:
    """The renderer of a `cs:names`."""
    name = element.first("name") or Element("name")
    format = _under(element_format(name), element_format(element))
    options = name_options(name, inherited, format, locale.particle_space)
    delimiter = element.get("delimiter") or inherited.get("names-delimiter", "")
    own_names = _compile_own_names(element, locale, options, delimiter)
    substitute = _compile_substitute(element, compile_child)
    wrap = compile_wrap(element)

    def render(context: Context) -> Tree:
        context.called += 1
        tree = own_names(context)
        tree = wrap(level(tree), context.item.letters) if tree else substitute(context)
        if not tree or context.substituting:
            return tree
        if context.cite.suppress_author and not context.author_suppressed:
            context.author_suppressed = True
            return ""
        return Node((tree,), role="names")

    return render


def _compile_own_names(element: Element, locale: Locale, options: NameOptions, delimiter: str) -> Renderer:
    """The renderer of the lists of names in the variables of a `cs:names`."""
    variables = element.get("variable").split()
    one_list = _compile_list(element, locale, options)
    may_be_same = set(variables).issuperset(_EDITING) and bool(locale.term("editortranslator"))

    def render(context: Context) -> Tree:
        are_same = may_be_same and _same_people(context)
        lists: dict[str, Tree] = {}
        for variable in variables:
            names = context.item.names.get(variable, ())
            if not names or variable in context.substituted:
                continue
            context.filled.append(variable)
            if context.substituting:
                context.substituted |= {variable}
            role = "editortranslator" if are_same and variable in _EDITING else variable
            if role not in lists:
                lists[role] = one_list(names, role, context)
        if not lists:
            return ""
        if options.form == "count":
            return str(sum(int(tree) for tree in lists.values() if isinstance(tree, str)))
        return row(list(lists.values()), delimiter)

    return render


def _compile_list(
    element: Element, locale: Locale, options: NameOptions
) -> Callable[[Sequence[Name], str, Context], Tree]:
    """A function that renders one list of names with its label, given also the role of these people."""
    et_al = element.first("et-al") or Element("et-al")
    et_al_term = locale.term(et_al.get("term", "et-al"))
    name_list = NameList(options, EtAl(et_al_term or "", compile_wrap(et_al)), locale)
    tags = [child.tag for child in element.children]
    label_element = element.first("label")
    before_name = "label" in tags and "name" in tags and tags.index("label") < tags.index("name")
    label = _compile_label(label_element, before_name) if label_element is not None else None

    def render(names: Sequence[Name], role: str, context: Context) -> Tree:
        tree = name_list.render(names, context)
        if tree and not context.sorting and options.form != "count":
            tree = Node((tree,), role="name-list")
        if not tree or label is None or context.sorting:
            return tree
        text = label.wrap(raised(_label_text(label, role, len(names), locale)), locale.letters)
        return row([text, tree] if label.before_name else [tree, text])

    return render


def _compile_substitute(element: Element, compile_child: Callable[[Element], Renderer]) -> Renderer:
    """The renderer of what stands in the place of names that are missing: the first substitute that shows anything."""
    substitute = element.first("substitute")
    renderers = [
        compile_child(_with_children_of(child, element)) for child in (substitute.children if substitute else ())
    ]

    def render(context: Context) -> Tree:
        for renderer in renderers:
            before = len(context.filled)
            substituting, context.substituting = context.substituting, True
            tree = renderer(context)
            context.substituting = substituting
            if tree:
                context.substituted |= frozenset(context.filled[before:])
                return tree
        return ""

    return render
