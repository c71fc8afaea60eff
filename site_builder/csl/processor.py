"""A style, a locale, references and the citations of a whole site to formatted citations and a bibliography.

Everything that must agree across the site is decided here, once: the order of
the bibliography, numbers, positions and what tells works apart. So a year's
letter is the same on every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from site_builder.csl.bibliography import substitute_repeated_names, with_second_field
from site_builder.csl.clusters import Cited, cluster_options, join_cites, starts_sentence, with_capital_term
from site_builder.csl.context import Cite, Context, Disambiguation, Item, Renderer
from site_builder.csl.disambiguate import NamesSeen, Render, disambiguate, steps_of
from site_builder.csl.elements import Compiler, suffix_letters
from site_builder.csl.formatting import compile_wrap
from site_builder.csl.locale import build_locale, fallback
from site_builder.csl.name_options import inherited_options, sort_key_options
from site_builder.csl.output import to_runs, write_html, write_text
from site_builder.csl.positions import cites_in_position
from site_builder.csl.punctuation import Run
from site_builder.csl.richtext import Node, Tree, find, plain
from site_builder.csl.sort import compile_sort, sort_by
from site_builder.csl.style import Locales, Style
from site_builder.csl.xml import Element
from site_builder.model import (
    Citation,
    CitationItem,
    CitationMode,
    Formatted,
    FormattedCitation,
    FormattedEntry,
    FormattedPart,
    Html,
    Reference,
)

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
        self.render: Renderer = compiler.in_order(layout.children)
        self.fields: list[Renderer] = compiler.compile_all(layout.children)
        self.sort = compile_sort(
            element.first("sort"),
            lambda key: Compiler(macros, processor.locale, sort_key_options(options, key), page_format),
        )


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
        self.items: dict[str, Item] = {}
        self.order: list[Item] = []
        self.placed: list[list[Cite]] = []
        self.found: dict[str, Disambiguation] = {}
        self.found_later: dict[str, Disambiguation] = {}

    # What must agree across the site

    def register(self, references: Sequence[Reference], citations: Sequence[Citation]) -> None:
        """Take up the works: number them, and find what tells them apart."""
        near_note_distance = self.citation.element.get("near-note-distance") if self.citation else ""
        self.placed = cites_in_position(citations, int(near_note_distance or 5))
        self.items = {reference.key: Item(reference, self.locale.lang) for reference in references}
        cited = {item.key: None for citation in citations for item in citation.items if item.key in self.items}
        in_order = [self.items[key] for key in dict.fromkeys([*cited, *self.items])]
        for number, item in enumerate(in_order, start=1):
            item.number = number
        self.order = in_order
        if self.bibliography is not None and self.bibliography.sort:
            self.order = sort_by(in_order, self.bibliography.sort, lambda item: self._context(item, sorting=True))
            for number, item in enumerate(self.order, start=1):
                item.number = number
        self.found = disambiguate(self.order, self._cited_alone("first"), self.steps)
        if _tells_positions(self.style.root) and any(
            cite.position != "first" for cites in self.placed for cite in cites
        ):
            steps = replace(self.steps, suffix=False)
            self.found_later = disambiguate(self.order, self._cited_alone("subsequent"), steps)

    def _context(
        self,
        item: Item,
        cite: Cite | None = None,
        disambiguation: Disambiguation | None = None,
        in_bibliography: bool = True,
        sorting: bool = False,
    ) -> Context:
        found = disambiguation or self.found.get(item.key) or Disambiguation()
        if disambiguation is None and cite is not None and cite.position != "first" and item.key in self.found_later:
            found = replace(self.found_later[item.key], year_suffix=found.year_suffix)
        return Context(item, cite or Cite(), found, in_bibliography, sorting)

    def _cited_alone(self, position: str) -> Render:
        part = self.citation
        assert part is not None

        def render(item: Item, disambiguation: Disambiguation) -> tuple[str, NamesSeen]:
            context = self._context(item, Cite(position=position), disambiguation, in_bibliography=False)
            context.substituted = _TELLS_NOTHING_APART
            return plain(part.render(context)), context.names_seen

        return render

    def _with_year_suffix(self, tree: Tree, context: Context) -> Tree:
        """The tree with its letter after the first year, where the style places none itself."""
        number = context.disambiguation.year_suffix
        if not number or context.suffix_shown:
            return tree
        place = next((found for role in _FIRST_DATE if (found := find(tree, role))), None)
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
            cited = sort_by(cited, part.sort, lambda one: self._context(one.item, one.cite, None, False, sorting=True))
        joined = join_cites(cited, cluster_options(part.element, part.layout, self.style.in_notes), self._rerender)
        wrapped = compile_wrap(part.layout, affixes_inside=True)(joined, True)
        return author, wrapped

    def _cited(self, index: int, source: CitationItem, cite: Cite) -> Cited:
        item = self.items[source.key]
        tree = self.cite(item, cite)
        if self.style.in_notes and starts_sentence(source.prefix, index):
            tree = with_capital_term(tree)
        return Cited(index, source, item, cite, tree, self.found[item.key].year_suffix)

    def _apart(self, cited: list[Cited]) -> tuple[Tree, list[Cited]]:
        """The first work's author, marked as its work's, and the cites without that author."""
        first = cited[0]
        whole = self.cite(first.item, Cite(first.cite.locator, first.cite.label, first.cite.position))
        names = find(whole, "names")
        if names is None:
            return "", cited
        rest = Cite(first.cite.locator, first.cite.label, first.cite.position, suppress_author=True)
        return Node((names,), item=first.index), [self._cited(first.index, first.source, rest), *cited[1:]]

    def _rerender(self, cited: Cited, without_author: bool, only_suffix: bool) -> Tree:
        if only_suffix:
            return Node((suffix_letters(cited.suffix),), role="year-suffix")
        cite = Cite(
            cited.cite.locator,
            cited.cite.label,
            cited.cite.position,
            cited.cite.near_note,
            cited.cite.first_note,
            without_author,
        )
        return self.cite(cited.item, cite)

    # Bibliography

    def entry_trees(self) -> Iterator[tuple[Item, Tree]]:
        """Every work's entry, in the order of the bibliography."""
        part = self.bibliography
        if part is None:
            return
        align = part.element.get("second-field-align")
        wrap = compile_wrap(part.layout, affixes_inside=True)
        entries: list[tuple[Item, Tree]] = []
        for item in self.order:
            context = self._context(item)
            if align:
                tree = with_second_field([field(context) for field in part.fields], part.layout)
            else:
                tree = wrap(part.render(context), item.english)
            entries.append((item, self._with_year_suffix(tree, context)))
        substitute = part.element.attributes.get("subsequent-author-substitute")
        if substitute is not None:
            rule = part.element.get("subsequent-author-substitute-rule", "complete-all")
            entries = substitute_repeated_names(entries, substitute, rule)
        yield from entries

    def runs(self, tree: Tree, links: bool = False) -> list[Run]:
        return to_runs(tree, self.typography, links)


def _tells_positions(root: Element) -> bool:
    """Whether a style cites a work otherwise when it is cited again."""
    told = ("position", "et-al-subsequent-min", "et-al-subsequent-use-first")
    return any(name in element.attributes for element in root.walk() for name in told)


def _replace(tree: Tree, old: Node, new: Node) -> Tree:
    if tree is old:
        return new
    if isinstance(tree, str):
        return tree
    return tree.replaced([_replace(child, old, new) for child in tree.children])


def _parts(runs: list[Run]) -> tuple[FormattedPart, ...]:
    """The runs as stretches of HTML, each of one cited work or of none."""
    parts: list[FormattedPart] = []
    start = 0
    items = [next((mark.item for mark in run.marks if mark.item is not None), None) for run in runs]
    for end in range(1, len(runs) + 1):
        if end == len(runs) or items[end] != items[start]:
            parts.append(FormattedPart(Html(write_html(runs[start:end])), items[start]))
            start = end
    return tuple(parts)


def format_review(
    style: Style, locales: Locales, references: Sequence[Reference], citations: Sequence[Citation], lang: str = "en-US"
) -> Formatted:
    """Every citation, in order, and every reference, in the order of the bibliography.

    Items whose key no reference has are passed over: the caller reports them.
    A style without a bibliography gives entries in the order of citation,
    each the text of its citation.
    """
    processor = Processor(style, locales, lang)
    processor.register(references, citations)
    formatted: list[FormattedCitation] = []
    for citation, cites in zip(citations, processor.placed, strict=True):
        author, rest = processor.citation_trees(citation, cites)
        if style.in_notes:
            before, runs = processor.runs(author), processor.runs(rest)
            formatted.append(FormattedCitation(_parts(runs), write_text(runs), _parts(before)))
        else:
            runs = processor.runs(Node((author, " ", rest)) if author and rest else author or rest)
            formatted.append(FormattedCitation(_parts(runs), write_text(runs)))
    entries: list[FormattedEntry] = []
    trees = list(processor.entry_trees()) or [(item, processor.cite(item, Cite())) for item in processor.order]
    for item, tree in trees:
        runs = processor.runs(tree, links=True)
        alone = Citation((CitationItem(item.key),), CitationMode.TEXTUAL)
        named = write_text(processor.runs(processor.citation_tree(alone, [Cite()])))
        entries.append(FormattedEntry(item.key, Html(write_html(runs)), write_text(runs), named))
    return Formatted(tuple(formatted), tuple(entries))
