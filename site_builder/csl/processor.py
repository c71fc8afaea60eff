"""A style, a locale, references and the citations of a whole site to formatted citations and a bibliography.

Everything that must agree across the site is decided here, once: the order of
the bibliography, numbers, positions and what tells works apart. So a year's
letter is the same on every page.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TypeAlias

from site_builder.csl.bibliography import SUBSTITUTE, Entry, substitute_repeated_names, with_second_field
from site_builder.csl.clusters import Cited, cluster_options, join_cites, starts_sentence, with_capital_term
from site_builder.csl.context import Cite, Context, Disambiguation, Item, Renderer
from site_builder.csl.disambiguate import NamesSeen, Render, disambiguate, steps_of, year_suffixes
from site_builder.csl.elements import Compiler
from site_builder.csl.formatting import compile_wrap
from site_builder.csl.locale import build_locale, fallback
from site_builder.csl.name_options import inherited_options, sort_key_options
from site_builder.csl.output import to_runs
from site_builder.csl.personal_name import sort_text
from site_builder.csl.positions import cites_in_position
from site_builder.csl.punctuation import Run
from site_builder.csl.sort import SortKey, SortValue, compile_sort, sort_by, sort_values
from site_builder.csl.style import Locales, Style
from site_builder.csl.tree import Node, Tree, find, plain
from site_builder.csl.variables import suffix_letters
from site_builder.csl.xml import Element
from site_builder.model import (
    Citation,
    CitationItem,
    CitationMode,
    Reference,
)

Apart: TypeAlias = tuple[Disambiguation, int]
"""What makes a work's citations unlike all others, and its number in the bibliography."""

_CITATION_NUMBER = "citation-number"
_AS_SHOWN = Disambiguation()
_TELLS_NOTHING_APART = frozenset(["accessed"])
_FIRST_DATE = ("citation-label", "date:issued", "date:original-date", "year")


class _Part:
    """`cs:citation` or `cs:bibliography`, compiled."""

    def __init__(self, style: Style, element: Element, processor: Processor) -> None:
        layout = element.first("layout") or Element("layout", {}, (), "", element.line)
        options = inherited_options(style.root, element)
        macros = {macro.get("name"): macro for macro in style.root.all("macro")}
        page_format = style.root.get("page-range-format")
        compiler = Compiler(macros, processor.locale, options, page_format)
        self.element = element
        self.layout = layout
        self.wrap = compile_wrap(layout, affixes_inside=True)
        self.cluster = cluster_options(element, layout, style.in_notes)
        self.render: Renderer = compiler.in_order(layout.children)
        self.fields: list[Renderer] = compiler.compile_all(layout.children)

        def compiler_for(key: Element) -> Compiler:
            of_key = sort_key_options(options, key)
            return compiler if of_key == options else Compiler(macros, processor.locale, of_key, page_format)

        self.sort = compile_sort(element.first("sort"), compiler_for)


class Processor:
    """One style in one locale."""

    def __init__(self, style: Style, locales: Locales, lang: str) -> None:
        lang = style.default_locale or lang
        files = [locales[name] for name in fallback(lang) if name in locales]
        self.style = style
        self.locale = build_locale(lang, files, style.root.all("locale"))
        self.typography = self.locale.typography
        citation = style.root.first("citation")
        bibliography = style.root.first("bibliography")
        self.citation = _Part(style, citation, self) if citation is not None else None
        self.bibliography = _Part(style, bibliography, self) if bibliography is not None else None
        self.steps = steps_of(style.root)
        self._numbers = any(_CITATION_NUMBER in element.attributes.values() for element in style.root.walk())
        self.forget()

    # What must agree across the site

    def forget(self) -> None:
        """Let go of all works."""
        self.items: dict[str, Item] = {}
        self.order: list[Item] = []
        self._cited_as: dict[str, tuple[str, NamesSeen]] = {}
        self._told_apart: dict[str, Disambiguation] = {}
        self.placed: list[list[Cite]] = []
        self._states: dict[str, Hashable] = {}
        self.found: dict[str, Disambiguation] = {}

    def register(
        self, references: Sequence[Reference], citations: Sequence[Citation], apart: Mapping[str, Apart] | None = None
    ) -> bool:
        """Take up the works: number them, and find what tells them apart. False where nothing of it has changed.

        What is told apart from others than these has its part of `apart`.
        """
        distance = self.citation.element.get("near-note-distance") if self.citation else ""
        self.placed = cites_in_position(citations, int(distance) if distance.isdecimal() else 5)
        before = self.items
        self.items = {reference.key: self._item(reference, before.get(reference.key)) for reference in references}
        cited = {item.key: None for citation in citations for item in citation.items if item.key in self.items}
        in_order = [self.items[key] for key in dict.fromkeys([*cited, *self.items])]
        if not self._numbers and self.items == before and self._in_order(in_order) == self.order:
            return False
        self._number(in_order)
        alone = self._cited_alone()
        cited_as = {item.key: alone(item, _AS_SHOWN) for item in in_order}
        if self.steps.condition or self._numbers or cited_as != self._cited_as:
            self._told_apart = disambiguate(in_order, alone, self.steps)
            self._cited_as = cited_as
        self.found = dict(self._told_apart)
        if apart:
            self.found |= {key: found for key, (found, _) in apart.items() if key in self.items}
        self._number(self._in_order(in_order))
        if apart:
            for item in self.order:
                item.number = apart[item.key][1] if item.key in apart else item.number
        elif self.steps.suffix:
            for key, suffix in year_suffixes(self.order, alone, self.found).items():
                self.found[key] = replace(self.found[key], year_suffix=suffix)
        self._states = {}
        return True

    def apart(self) -> dict[str, Apart]:
        """What the works are told apart by, in the order of the bibliography."""
        return {item.key: (self.found[item.key], item.number) for item in self.order}

    def _in_order(self, items: list[Item]) -> list[Item]:
        """The works in the order of the bibliography, by names as they are shown there."""
        if self.bibliography is None or not self.bibliography.sort:
            return items
        return sort_by(items, self.bibliography.sort, self._sort_values)

    def _number(self, order: list[Item]) -> None:
        self.order = order
        for number, item in enumerate(order, start=1):
            item.number = number

    def _item(self, reference: Reference, before: Item | None) -> Item:
        is_same = before is not None and (before.reference is reference or before.reference == reference)
        return before if before is not None and is_same else Item(reference, self.locale.lang)

    def item_alone(self, reference: Reference) -> Item:
        """A work that is told apart from no other: none of the works here has its key."""
        return Item(replace(reference, key=""), self.locale.lang)

    def _sort_values(self, item: Item) -> tuple[SortValue, ...]:
        assert self.bibliography is not None
        keys = self.bibliography.sort
        make = partial(sort_values, keys, partial(self._context, item, sorting=True))
        given = self.found[item.key].given if item.key in self.found else {}
        return make() if self._numbers else item.recall("sort", tuple(given.items()), make)

    def state(self, item: Item) -> Hashable:
        """All that its citations and its entry depend on beside the reference and the place where it is cited."""
        state = self._states.get(item.key)
        if state is None:
            state = (self.found[item.key].state, item.number if self._numbers else 0)
            self._states[item.key] = state
        return state

    def _context(
        self,
        item: Item,
        cite: Cite | None = None,
        disambiguation: Disambiguation | None = None,
        in_bibliography: bool = True,
        sorting: bool = False,
    ) -> Context:
        found = disambiguation or self.found.get(item.key) or Disambiguation()
        if sorting and found.year_suffix:
            found = replace(found, year_suffix=0)
        return Context(item, cite or Cite(), found, in_bibliography, sorting)

    def _cited_alone(self) -> Render:
        """How a work is cited again, nothing beside it: by that form, the shortest, citeproc-js tells works apart."""
        part = self.citation
        assert part is not None

        rendered: dict[str, tuple[Disambiguation, tuple[str, NamesSeen]]] = {}

        def render(item: Item, disambiguation: Disambiguation) -> tuple[str, NamesSeen]:
            known = rendered.get(item.key)
            if known is not None and known[0] is disambiguation:
                return known[1]
            number = item.number if self._numbers else 0
            state = (disambiguation.state, number)
            result = item.recall("alone", state, partial(alone, item, disambiguation))
            rendered[item.key] = (disambiguation, result)
            return result

        def alone(item: Item, disambiguation: Disambiguation) -> tuple[str, NamesSeen]:
            context = self._context(
                item, Cite(position="subsequent", near_note=True), disambiguation, in_bibliography=False
            )
            context.substituted = _TELLS_NOTHING_APART
            return plain(part.render(context)), context.names_seen

        return render

    def _with_year_suffix(self, tree: Tree, context: Context) -> Tree:
        """The tree with its letter after the first year, where the style places none itself."""
        number = context.disambiguation.year_suffix
        if not number or context.suffix_shown:
            return tree
        place = next((found for role in _FIRST_DATE if (found := find(tree, role, "year") or find(tree, role))), None)
        if place is None:
            return tree
        year = find(place, "year") or place
        return _replace(tree, year, Node((year, Node((suffix_letters(number),), role="year-suffix")), joined=True))

    # Citations

    def cite(self, item: Item, cite: Cite) -> Tree:
        """One work as cited in one place, without the layout's affixes."""
        assert self.citation is not None
        context = self._context(item, cite, in_bibliography=False)
        return self._with_year_suffix(self.citation.render(context), context)

    def citation_tree(self, citation: Citation, cites: Sequence[Cite]) -> Tree:
        """A citation, its layout's affixes around it, the first author outside of them in textual mode."""
        author, wrapped = self.citation_trees(citation, cites)
        return Node((author, " ", wrapped)) if author and wrapped else author or wrapped

    def citation_trees(self, citation: Citation, cites: Sequence[Cite]) -> tuple[Tree, Tree]:
        """The first author where a textual citation sets it apart, and the citation in its layout's affixes."""
        part = self.citation
        assert part is not None
        cited = [
            self._cited(index, source, cite)
            for index, (source, cite) in enumerate(zip(citation.items, cites, strict=True))
            if source.key in self.items
        ]
        author: Tree = ""
        if cited and citation.mode is CitationMode.TEXTUAL:
            author, cited = self._apart(cited)
        if part.sort:
            # The first of a textual citation goes on from its author before the brackets, whatever the order is.
            leading = cited[:1] if author else []
            cited = [*leading, *self._sorted(cited[len(leading) :], part.sort)]
        if self.style.in_notes:
            cited = [one.capitalised() if starts_sentence(one.source.prefix, n) else one for n, one in enumerate(cited)]
        joined = join_cites(cited, part.cluster, self._rerender)
        return author, part.wrap(joined, True)

    def _sorted(self, cited: Sequence[Cited], keys: Sequence[SortKey]) -> list[Cited]:
        """Cites in the style's order; one with words of its author's before or after it stays where it is."""
        placed: list[Cited] = []
        for fixed, run in groupby(cited, lambda one: bool(one.source.prefix or one.source.suffix)):
            stretch = list(run)
            placed += stretch if fixed else sort_by(stretch, keys, partial(self._cite_sort_values, keys))
        return placed

    def _cite_sort_values(self, keys: Sequence[SortKey], cited: Cited) -> tuple[SortValue, ...]:
        shown = replace(cited.cite, suppress_author=False)
        return sort_values(keys, partial(self._context, cited.item, shown, None, False, sorting=True))

    def _cited(self, index: int, source: CitationItem, cite: Cite, apart: str = "") -> Cited:
        item = self.items[source.key]
        tree = self.cite(item, cite)
        if cite.suppress_author and not apart and (names := self._names(item, cite)):
            apart = plain(names)
        return Cited(index, source, item, cite, tree, self.found[item.key].year_suffix, apart)

    def _names(self, item: Item, cite: Cite) -> Node | None:
        """The names of a cite that does not show them."""
        return find(self.cite(item, replace(cite, suppress_author=False)), "names")

    def _apart(self, cited: list[Cited]) -> tuple[Tree, list[Cited]]:
        """The first work's author, marked as its work's, and the cites without that author."""
        first = cited[0]
        names = find(first.tree, "names")
        if first.cite.suppress_author:
            names = self._names(first.item, first.cite)
        if names is None:
            return "", cited
        rest = self._cited(first.index, first.source, replace(first.cite, suppress_author=True), plain(names))
        return Node((names,), item=first.index), [rest, *cited[1:]]

    def _rerender(self, cited: Cited, without_author: bool, only_suffix: bool) -> Tree:
        if only_suffix:
            return Node((suffix_letters(cited.suffix),), role="year-suffix")
        return self.cite(cited.item, replace(cited.cite, suppress_author=without_author))

    # Bibliography

    @property
    def substitutes(self) -> bool:
        """Whether an entry of the bibliography depends on the one before it."""
        return self.bibliography is not None and SUBSTITUTE in self.bibliography.element.attributes

    def entry_trees(self) -> Iterator[tuple[Item, Tree]]:
        """Every work's entry, in the order of the bibliography, repeated names substituted."""
        entries: Iterable[Entry] = (
            item.recall("entry", self.state(item), partial(self.entry, item)) for item in self.order
        )
        if self.bibliography is not None:
            entries = substitute_repeated_names(entries, self.bibliography.element)
        yield from ((entry.item, entry.tree) for entry in entries)

    def entry(self, item: Item) -> Entry:
        """A work's entry; its citation where the style has no bibliography."""
        part = self.bibliography
        if part is None:
            return Entry(item, self.cite(item, Cite()))
        context = self._context(item)
        if part.element.get("second-field-align"):
            tree = with_second_field([field(context) for field in part.fields], part.layout)
        else:
            tree = part.wrap(with_capital_term(part.render(context)), item.english)
        names, shown = context.names_seen[0] if context.names_seen else ((), 0)
        people = tuple(sort_text(name, "never", name.given, name.suffix) for name in names[:shown])
        return Entry(item, self._with_year_suffix(tree, context), people)

    def runs(self, tree: Tree, blocks: bool = False, links: bool = False) -> list[Run]:
        """The text of a tree; CSL's display blocks are for entries of the bibliography alone."""
        return to_runs(tree, self.typography, blocks, links)


def _replace(tree: Tree, old: Node, new: Node) -> Tree:
    if tree is old:
        return new
    if isinstance(tree, str):
        return tree
    return tree.replaced([_replace(child, old, new) for child in tree.children])
