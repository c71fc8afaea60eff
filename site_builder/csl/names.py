"""`cs:names` to a function that renders name variables.

CSL 1.0.2, “Names”: the list with its “and” and its et al., the label, and what
stands in where there are no names. Disambiguation reaches in here: it may show
more names than the style's number, and more of a given name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from site_builder.csl.context import Context, Renderer
from site_builder.csl.formatting import Wrap, affixed, compile_wrap, element_format, level
from site_builder.csl.locale import Locale
from site_builder.csl.name_options import NameOptions, name_options
from site_builder.csl.personal_name import is_romanesque, render_name, sort_text_as_shown
from site_builder.csl.richtext import raised
from site_builder.csl.tree import Format, Node, Tree, row
from site_builder.csl.xml import Element
from site_builder.frozen import frozen
from site_builder.model import Name

OTHERS = Name(literal="others")
_FONT = ("font_style", "font_variant", "font_weight", "text_decoration", "vertical_align")


@frozen
class _Label:
    form: str
    plural: str
    before_name: bool
    wrap: Wrap


@frozen
class _EtAl:
    text: str
    wrap: Wrap


def _limits(options: NameOptions, context: Context) -> tuple[int, int]:
    """From how many names on the list is cut, and to how many."""
    minimum, first = options.et_al_min, options.et_al_use_first
    if context.cite.position != "first" and not context.in_bibliography:
        minimum = options.subsequent_min or minimum
        first = options.subsequent_use_first if options.subsequent_use_first >= 0 else first
    return minimum, first


def _shown_count(names: Sequence[Name], options: NameOptions, context: Context) -> int:
    minimum, first = _limits(options, context)
    if not minimum or first < 0 or len(names) < minimum:
        return len(names)
    if context.disambiguation.names and not context.sorting:
        first = max(first, context.disambiguation.names)
    return min(first, len(names))


def _precedes(rule: str, count: int, least: int, inverted: bool) -> bool:
    """Whether the delimiter stands before “and” or “et al.”, for a `delimiter-precedes-…` rule."""
    if rule == "always":
        return True
    if rule == "never":
        return False
    if rule == "after-inverted-name":
        return inverted
    return count >= least


class _NameList:
    """Lists of names as one `cs:names` writes them."""

    def __init__(self, options: NameOptions, et_al: _EtAl, locale: Locale) -> None:
        self.options = options
        self.with_initials = options
        if options.form == "short" and options.initialize_with is None:
            self.with_initials = replace(options, initialize_with="")
        self.et_al = et_al
        self.and_term = {"text": locale.term("and") or "and", "symbol": locale.term("and", "symbol") or "&"}.get(
            options.and_, ""
        )
        if options.and_ == "symbol":
            self.and_term = "&"

    def _level(self, name: Name, index: int, context: Context) -> int:
        disambiguation = context.disambiguation
        if not disambiguation.given or (disambiguation.primary_only and index):
            return 0
        return disambiguation.given.get(name, 0)

    def render(self, all_names: Sequence[Name], context: Context) -> Tree:
        options = self.options
        others = bool(all_names) and all_names[-1] == OTHERS
        names = all_names[:-1] if others else all_names
        count = min(_shown_count(all_names, options, context), len(names))
        context.names_seen.append((tuple(names), count))
        if options.form == "count":
            return str(count)
        if context.sorting:
            return self._sorted(names, count, context)
        rendered: list[Tree] = []
        for index, name in enumerate(names[:count]):
            inverted = options.as_sort_order == "all" or (options.as_sort_order == "first" and index == 0)
            level = self._level(name, index, context)
            as_initials = level and context.disambiguation.initials_only
            tree = render_name(name, self.with_initials if as_initials else options, inverted, level)
            rendered.append(Node((self._shaped(tree, bool(name.literal)),), role="name") if tree else "")
        if count < len(names) and options.et_al_use_last and len(names) - count >= 2:
            last = render_name(names[-1], options, options.as_sort_order == "all", self._level(names[-1], 1, context))
            return Node((row(rendered, options.delimiter), options.delimiter, "… ", Node((last,), role="name")))
        if count < len(names) or others:
            return self._with_et_al(rendered, names, context)
        return self._joined(rendered, names)

    def _shaped(self, tree: Tree, is_literal: bool = False) -> Tree:
        """A name, or names with their “et al.”, as `cs:name` wants them. A literal name has no affixes of it."""
        options = self.options
        if options.format is not None:
            tree = Node((tree,), options.format)
        return tree if is_literal else affixed(tree, options.prefix, options.suffix)

    def _sorted(self, names: Sequence[Name], count: int, context: Context) -> Tree:
        """CSL 1.0.2, “Sorting”: names sort as inverted lists, whatever the element shows."""
        options = self.options
        shown = list(names[:count])
        if count < len(names) and options.et_al_use_last:
            shown.append(names[-1])
        return " ".join(
            sort_text_as_shown(name, options, self._level(name, index, context)) for index, name in enumerate(shown)
        )

    def _is_inverted(self, names: Sequence[Name], index: int) -> bool:
        order = self.options.as_sort_order
        placed = order == "all" or (order == "first" and index == 0)
        return placed and 0 <= index < len(names) and bool(names[index].family and names[index].given)

    def _with_et_al(self, rendered: list[Tree], names_shown: Sequence[Name], context: Context) -> Tree:
        et_al = self.et_al.wrap(self.et_al.text, context.item.english)
        names = row(rendered, self.options.delimiter)
        if not names or not et_al:
            return names
        inverted = self._is_inverted(names_shown, len(rendered) - 1)
        delimited = _precedes(self.options.precedes_et_al, len(rendered), 2, inverted)
        gap = " " if is_romanesque(self.et_al.text) else ""
        whole = Node((names, self.options.delimiter if delimited else gap, et_al))
        return self._shaped(whole)

    def _joined(self, rendered: list[Tree], names_shown: Sequence[Name]) -> Tree:
        if len(rendered) < 2 or not self.and_term:
            return row(rendered, self.options.delimiter)
        inverted = self._is_inverted(names_shown, len(rendered) - 2)
        delimited = _precedes(self.options.precedes_last, len(rendered), 3, inverted)
        before = row(rendered[:-1], self.options.delimiter)
        if self.and_term[0] != "&" and not self.and_term[0].isalpha():
            return Node((before, self.and_term, rendered[-1]))
        return Node((before, self.options.delimiter if delimited else " ", f"{self.and_term} ", rendered[-1]))


def _under(inner: Format | None, outer: Format | None) -> Format | None:
    """What a `cs:name` adds to the format of the `cs:names` around it, which it does not undo."""
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


def _same_people(context: Context, variables: Sequence[str]) -> bool:
    editors, translators = (context.item.names.get(variable, ()) for variable in ("editor", "translator"))
    return set(variables) == {"editor", "translator"} and bool(editors) and editors == translators


def _lent(element: Element, lender: Element) -> Element:
    """CSL 1.0.2, “Substitute”: a `cs:names` without children, at any depth, has those of the one it stands in for."""
    if element.tag == "names" and not element.children:
        children = tuple(child for child in lender.children if child.tag != "substitute")
        attributes = {**lender.without("variable").attributes, **element.attributes}
        return Element("names", attributes, children, "", element.line)
    children = tuple(_lent(child, lender) for child in element.children)
    return Element(element.tag, element.attributes, children, element.text, element.line)


def compile_names(
    element: Element,
    locale: Locale,
    inherited: Mapping[str, str],
    compile_child: Callable[[Element], Renderer],
) -> Renderer:
    """The renderer of a `cs:names`."""
    name_element = element.first("name")
    institution = name_element or Element("name", {}, (), "", element.line)
    part_formats = {part.get("name"): element_format(part) for part in institution.all("name-part")}
    format = _under(element_format(institution), element_format(element))
    options = name_options(name_element, inherited, format, part_formats)
    options = replace(options, particle_space=locale.particle_space)
    et_al_element = element.first("et-al") or Element("et-al", {}, (), "", element.line)
    et_al_term = locale.term(et_al_element.get("term", "et-al"))
    name_list = _NameList(options, _EtAl(et_al_term or "", compile_wrap(et_al_element)), locale)
    tags = [child.tag for child in element.children]
    label_element = element.first("label")
    before_name = "label" in tags and "name" in tags and tags.index("label") < tags.index("name")
    label = _compile_label(label_element, before_name) if label_element is not None else None
    wrap = compile_wrap(element)
    delimiter = element.get("delimiter") or inherited.get("names-delimiter", "")
    variables = element.get("variable").split()
    substitute = element.first("substitute")
    substitutes = [compile_child(_lent(child, element)) for child in (substitute.children if substitute else ())]

    def one(names: Sequence[Name], role: str, context: Context) -> Tree:
        tree = name_list.render(names, context)
        if tree and not context.sorting and options.form != "count":
            tree = Node((tree,), role="name-list")
        if not tree or label is None or context.sorting:
            return tree
        text = label.wrap(raised(_label_text(label, role, len(names), locale)), True)
        return row([text, tree] if label.before_name else [tree, text])

    def own_names(context: Context) -> Tree:
        if _same_people(context, variables) and locale.term("editortranslator"):
            context.filled += variables
            return one(context.item.names["editor"], "editortranslator", context)
        lists: list[Tree] = []
        for variable in variables:
            names = context.item.names.get(variable, ())
            if not names or variable in context.substituted:
                continue
            context.filled.append(variable)
            if context.substituting:
                context.substituted |= {variable}
            lists.append(one(names, variable, context))
        if options.form == "count":
            return str(sum(int(tree) for tree in lists if isinstance(tree, str))) if lists else ""
        return row(lists, delimiter)

    def render(context: Context) -> Tree:
        context.called += 1
        tree = own_names(context)
        if not tree:
            for substitute in substitutes:
                before = len(context.filled)
                substituting, context.substituting = context.substituting, True
                tree = substitute(context)
                context.substituting = substituting
                if tree:
                    context.substituted |= frozenset(context.filled[before:])
                    break
        else:
            tree = wrap(level(tree), context.item.english)
        if not tree or context.substituting:
            return tree
        if context.cite.suppress_author and not context.author_suppressed:
            context.author_suppressed = True
            return ""
        return Node((tree,), role="names")

    return render
