"""Lines in the Markdown that other tools read to lines in ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_builder.diagnostics import Diagnostic, Location
from site_builder.markdown.code.stored import Output
from site_builder.model import YamlMap
from site_builder.projects.kinds import Kind
from site_builder.projects.latex.acronyms import with_acronyms
from site_builder.projects.latex.environments import translated
from site_builder.projects.latex.pictures import with_ends
from site_builder.projects.latex.text_macros import with_words
from site_builder.projects.latex.theorems import with_theorems
from site_builder.projects.library import Library
from site_builder.projects.lines.backslash_mathematics import TOLD, with_dollars
from site_builder.projects.lines.bare_addresses import with_links
from site_builder.projects.lines.drawn import with_shown
from site_builder.projects.lines.heading_names import with_definitions
from site_builder.projects.lines.html_lines import with_figures, with_gaps
from site_builder.projects.lines.listing_captions import with_captions_of_listings
from site_builder.projects.lines.notes_below import with_notes
from site_builder.projects.lines.own_kinds import with_labels_of_figures
from site_builder.projects.lines.pandoc_lines import as_pandoc_reads
from site_builder.projects.lines.plugins import with_plugins_said
from site_builder.projects.lines.python_markdown import with_blocks_said
from site_builder.projects.lines.quotations import with_quotations
from site_builder.projects.lines.raw_latex import with_raw_latex
from site_builder.projects.lines.reference_attributes import with_attributes
from site_builder.projects.lines.spaced_addresses import with_brackets
from site_builder.projects.lines.stated_captions import with_captions
from site_builder.projects.lines.wiki_links import with_wiki_links
from site_builder.projects.lines.written_lines import Line
from site_builder.projects.myst.directives import in_our_words
from site_builder.yaml_values import node_at, pairs_of, text_of


def in_our_markdown(
    written: Sequence[tuple[str, Location, bool]],
    path: str,
    library: Library,
    metadata: Sequence[YamlMap],
    tables: Mapping[str, Output],
) -> tuple[list[str], list[Location], list[Diagnostic]]:
    """The lines of a text, where each was written, and whether it is code, to those that say the same.

    With them is told what none do. `tables` are what chunks are known to show, by their labels.
    """
    layout = library.layout
    lines = [Line(*each) for each in written]
    unknown: list[Diagnostic] = []
    if layout.kind is Kind.MYST:
        lines, unknown = in_our_words(lines, path, library, metadata)
    elif layout.is_foreign:
        lines = with_blocks_said(lines) if layout.kind is Kind.MANUSCRIPT else lines
        lines = with_attributes(as_pandoc_reads(with_raw_latex(lines)))
    lines = with_shown(lines, path, layout, tables)
    if layout.own_kinds:
        lines = with_labels_of_figures(lines, layout.own_kinds)
    if layout.is_foreign:
        is_told = any(TOLD.search(reader) for values in metadata for reader in _readers(values))
        lines = with_captions_of_listings(with_captions(with_notes(lines)))
        lines = with_links(with_brackets(with_dollars(with_quotations(lines), is_told)))
        lines = with_ends(with_gaps(with_figures(lines)), path, library.names)
        lines = with_theorems(lines, path)
    if layout.kind is Kind.MANUSCRIPT:
        lines = with_wiki_links(with_plugins_said(lines), layout.linked)
    if layout.acronyms:
        lines = with_acronyms(lines, layout.acronyms)
    lines = translated(with_words(lines, layout.macros))
    if layout.headings:
        lines = with_definitions(lines, path.removeprefix(layout.root), layout.headings)
    return [line.text for line in lines], [line.place for line in lines], unknown


def _readers(metadata: YamlMap) -> Iterator[str]:
    """How pandoc is to read texts: for all formats, or for one of them."""
    yield text_of(node_at(metadata, "from"))
    for _, node in pairs_of(node_at(metadata, "format")).pairs:
        yield text_of(node_at(pairs_of(node), "from"))
