"""`cs:citation` or `cs:bibliography` of a style to functions that render and sort by it."""

from __future__ import annotations

from site_builder.csl.clusters import cluster_options
from site_builder.csl.context import Renderer
from site_builder.csl.elements import Compiler
from site_builder.csl.formatting import compile_wrap
from site_builder.csl.locale import Locale
from site_builder.csl.name_options import inherited_options, sort_key_options
from site_builder.csl.sort import compile_sort
from site_builder.csl.style import Style
from site_builder.csl.xml import Element


class Part:
    """`cs:citation` or `cs:bibliography`, compiled."""

    def __init__(self, style: Style, element: Element, locale: Locale) -> None:
        layout = element.first("layout") or Element("layout")
        options = inherited_options(style.root, element)
        macros = {macro.get("name"): macro for macro in style.root.all("macro")}
        page_format = style.root.get("page-range-format")
        compiler = Compiler(macros, locale, options, page_format)
        self.element = element
        self.layout = layout
        self.wrap = compile_wrap(layout, affixes_inside=True)
        self.cluster = cluster_options(element, layout, style.in_notes)
        self.render: Renderer = compiler.in_order(layout.children)
        self.fields: list[Renderer] = compiler.compile_all(layout.children)

        def compiler_for(key: Element) -> Compiler:
            of_key = sort_key_options(options, key)
            return compiler if of_key == options else Compiler(macros, locale, of_key, page_format)

        self.sort = compile_sort(element.first("sort"), compiler_for)
