"""Rendering elements of a style to closures: `cs:text`, `number`, `label`, `group`, `choose`, `names` and `date`.

Each element is compiled once into a function of a `Context`. A macro is compiled once for each set of inherited name
options under which it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from site_builder.csl.conditions import compile_condition
from site_builder.csl.context import Context, Renderer
from site_builder.csl.dates import compile_date
from site_builder.csl.formatting import Wrap, compile_wrap, level
from site_builder.csl.locale import Locale
from site_builder.csl.names import compile_names
from site_builder.csl.numbers import format_numbers, is_plural, is_several, sort_number
from site_builder.csl.page_ranges import format_pages
from site_builder.csl.richtext import parse_rich_text, raised
from site_builder.csl.textcase import letters_of
from site_builder.csl.tree import Node, Tree, side_by_side
from site_builder.csl.variables import compile_variable
from site_builder.csl.xml import Element

_IDLE_ON_MACROS = "text-case"
"""Ignored on a call of a macro, as in citeproc-js, since styles are written to suit its output."""


def _nothing(_: Context) -> Tree:
    return ""


def _counting(inner: Renderer, wrap: Wrap) -> Renderer:
    """A macro or group with its formatting. If it renders anything, it counts as a variable with a value."""

    def render(context: Context) -> Tree:
        tree = inner(context)
        if not tree:
            return ""
        context.filled.append("")
        return wrap(tree if isinstance(tree, str) else level(tree), context.item.letters)

    return render


def _in_order(children: Sequence[Renderer], delimiter: str) -> Renderer:
    def render(context: Context) -> Tree:
        return side_by_side([tree for child in children if (tree := child(context))], delimiter)

    return children[0] if len(children) == 1 else render


def _silent_if_empty(children: Sequence[Renderer], delimiter: str = "") -> Renderer:
    """Render nothing if variables were called and all were empty (CSL 1.0.2, “Group”).

    This holds for macros, too.
    """

    in_order = _in_order(children, delimiter)

    def render(context: Context) -> Tree:
        called, filled = context.called, len(context.filled)
        tree = in_order(context)
        return "" if context.called > called and len(context.filled) == filled else tree

    return render


class Compiler:
    """Compiles the elements of one style in one locale under one set of inherited name options."""

    def __init__(
        self, macros: Mapping[str, Element], locale: Locale, inherited: Mapping[str, str], page_range_format: str
    ) -> None:
        self.macros = macros
        self.locale = locale
        self.inherited = inherited
        self.page_range_format = page_range_format
        self._compiled: dict[str, Renderer] = {}
        self._compilers: dict[str, Callable[[Element], Renderer]] = {
            "text": self._text,
            "number": self._number,
            "label": self._label,
            "group": self._group,
            "date": lambda element: compile_date(element, self.locale),
            "names": lambda element: compile_names(element, self.locale, self.inherited, self.compile),
        }

    def compile(self, element: Element, delimiter: str = "") -> Renderer:
        """The renderer of an element. `delimiter` is the enclosing group's, which also applies within a `cs:choose`."""
        if element.tag == "choose":
            return self._choose(element, delimiter)
        compiler = self._compilers.get(element.tag)
        return compiler(element) if compiler else _nothing

    def compile_all(self, elements: Sequence[Element], delimiter: str = "") -> list[Renderer]:
        return [self.compile(element, delimiter) for element in elements]

    def macro(self, name: str) -> Renderer:
        """The renderer of a macro. Styles with a macro that calls itself were refused when they were read."""
        if name not in self._compiled:
            element = self.macros.get(name)
            render = _nothing if element is None else _silent_if_empty(self.compile_all(element.children))
            self._compiled[name] = render
        return self._compiled[name]

    def in_order(self, elements: Sequence[Element], delimiter: str = "") -> Renderer:
        return _in_order(self.compile_all(elements, delimiter), delimiter)

    def _text(self, element: Element) -> Renderer:
        wrap = compile_wrap(element)
        if "variable" in element.attributes:
            return compile_variable(element, self.locale, self.page_range_format)
        if "macro" in element.attributes:
            return _counting(self.macro(element.get("macro")), compile_wrap(element.without(_IDLE_ON_MACROS)))
        if "term" in element.attributes:
            text = self.locale.term(element.get("term"), element.get("form", "long"), element.get("plural") == "true")
        else:
            text = element.get("value")
        if not text:
            return _nothing
        is_term = "term" in element.attributes
        tree = Node((raised(text),), role="term") if is_term else Node((parse_rich_text(text),))
        if element.get("term").replace(" ", "-") == "no-date":
            tree = Node((tree,), role="no-date")
        # A style written in English is used in other languages, too.
        shown = wrap(tree, self.locale.letters if is_term else letters_of("en"))
        return lambda context: shown

    def _number(self, element: Element) -> Renderer:
        variable, form = element.get("variable"), element.get("form", "numeric")
        wrap = compile_wrap(element)
        gender = self.locale.genders.get(variable, "")
        delimiter = self.locale.term("page-range-delimiter") or "–"

        def render(context: Context) -> Tree:
            value = context.show(variable)
            if not value:
                return ""
            if context.sorting:
                return sort_number(value)
            if variable in ("page", "locator"):
                value = format_pages(value, self.page_range_format, delimiter)
            number = format_numbers(value, form, self.locale, gender)
            tree = parse_rich_text(number) if "<" in number else raised(number)
            if variable in ("citation-number", "locator"):
                tree = Node((tree,), role=variable)
            return wrap(tree, context.item.letters)

        return render

    def _label(self, element: Element) -> Renderer:
        variable, form = element.get("variable"), element.get("form", "long")
        plural_rule = element.get("plural", "contextual")
        and_term = self.locale.term("and") or "and"
        wrap = compile_wrap(element)

        def render(context: Context) -> Tree:
            value = context.text(variable)
            if not value:
                return ""
            name = context.cite.label if variable == "locator" else "page" if variable == "page-first" else variable
            if plural_rule == "contextual":
                counted = variable.startswith("number-of-")
                plural = (counted and is_several(value)) or is_plural(value, and_term)
            else:
                plural = plural_rule == "always"
            return wrap(raised(self.locale.term(name, form, plural) or ""), self.locale.letters)

        return render

    def _group(self, element: Element) -> Renderer:
        delimiter = element.get("delimiter")
        children = self.compile_all(element.children, delimiter)
        return _counting(_silent_if_empty(children, delimiter), compile_wrap(element))

    def _choose(self, element: Element, delimiter: str) -> Renderer:
        branches = list(element.all("if", "else-if", "else"))
        tests = [(at, compile_condition(one) if one.tag != "else" else None) for at, one in enumerate(branches)]
        bodies: list[Renderer | None] = [None] * len(branches)

        def render(context: Context) -> Tree:
            for at, test in tests:
                if test is None or test(context):
                    body = bodies[at]
                    if body is None:
                        # Compiled on first use: most branches are for types of works that a review does not cite.
                        body = bodies[at] = self.in_order(branches[at].children, delimiter)
                    return body(context)
            return ""

        return render
