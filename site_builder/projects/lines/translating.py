"""Lines in other tools' Markdown to lines in ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from site_builder.diagnostics import Diagnostic
from site_builder.markdown.code.defaults import options_stated
from site_builder.markdown.code.stored_outputs import Output
from site_builder.model import YamlMap
from site_builder.projects.kinds import Kind
from site_builder.projects.latex.acronyms import with_acronyms
from site_builder.projects.latex.chunk_captions import with_captions_of_chunks
from site_builder.projects.latex.environments import environments_in_markdown
from site_builder.projects.latex.macros import with_words
from site_builder.projects.latex.pictures import with_picture_suffixes
from site_builder.projects.latex.theorems import with_theorems
from site_builder.projects.lines.addresses import with_bare_addresses_linked, with_spaced_addresses_linked
from site_builder.projects.lines.chunk_outputs import with_stored_outputs
from site_builder.projects.lines.comments import without_hidden_blocks
from site_builder.projects.lines.custom_crossrefs import with_labels_of_figures
from site_builder.projects.lines.fences import with_raw_latex
from site_builder.projects.lines.foreign_attributes import with_captions, with_notes
from site_builder.projects.lines.formulas import TOLD, with_close_dollars, with_dollars, with_whole_formulas
from site_builder.projects.lines.hard_line_breaks import BREAKS, with_hard_line_breaks
from site_builder.projects.lines.html_lines import with_blank_lines_after_html, with_figures
from site_builder.projects.lines.indented_code import with_indented_code
from site_builder.projects.lines.listing_captions import with_captions_of_listings
from site_builder.projects.lines.named_links import with_definitions, with_wiki_links
from site_builder.projects.lines.pandoc_lines import as_pandoc_reads
from site_builder.projects.lines.plugins import with_plugins_translated
from site_builder.projects.lines.python_markdown import with_blocks_translated
from site_builder.projects.lines.quotations import with_quotations
from site_builder.projects.lines.shared_definitions import with_shared
from site_builder.projects.lines.source_lines import Line
from site_builder.projects.myst.directives import directives_in_markdown
from site_builder.projects.project_texts import ProjectTexts
from site_builder.projects.texts.parts import with_letters
from site_builder.yaml_values import node_at, pairs_of, text_of

Pass: TypeAlias = Callable[[list[Line]], Iterable[Line]]


def in_our_markdown(
    lines: list[Line], path: str, project_texts: ProjectTexts, metadata: Sequence[YamlMap], tables: Mapping[str, Output]
) -> tuple[list[Line], list[Diagnostic]]:
    """The lines of a text in our Markdown, and diagnostics for what has no counterpart.

    `tables` are what chunks are known to show, by their labels.
    """
    unknown: list[Diagnostic] = []
    if project_texts.layout.kind is Kind.MYST:
        lines, unknown = directives_in_markdown(lines, path, project_texts, metadata)
    for is_wanted, translate in _passes(path, project_texts, metadata, tables):
        lines = list(translate(lines)) if is_wanted else lines
    return lines, unknown


def _passes(
    path: str, project_texts: ProjectTexts, metadata: Sequence[YamlMap], tables: Mapping[str, Output]
) -> Iterator[tuple[object, Pass]]:
    """The passes over the lines of a text in their order, each with whether it is needed for this text."""
    layout = project_texts.layout
    is_foreign, is_manuscript = layout.is_foreign, layout.kind is Kind.MANUSCRIPT
    is_of_pandoc = is_foreign and layout.kind is not Kind.MYST
    yield layout.shared.lent, lambda lines: with_shared(lines, path, layout.shared)
    # Text that looks like code comes first, since no other pass looks into code.
    yield is_manuscript, with_blocks_translated
    yield is_of_pandoc, without_hidden_blocks
    yield is_of_pandoc, with_raw_latex
    yield is_of_pandoc and path not in layout.appendices, with_letters
    yield is_of_pandoc, as_pandoc_reads
    yield True, with_indented_code
    # Labels and what they name
    yield True, lambda lines: with_stored_outputs(lines, path, layout, tables)
    yield layout.custom_kinds, lambda lines: with_labels_of_figures(lines, layout.custom_kinds)
    yield is_foreign, with_notes
    yield is_foreign, with_captions
    yield is_foreign, with_captions_of_listings
    # Within sentences. Quotations first: their pairs of backticks would hide what is between them.
    yield is_foreign, with_quotations
    yield is_foreign, with_whole_formulas
    yield is_foreign, lambda lines: with_close_dollars(lines, layout.kind is Kind.MYST)
    yield is_foreign, lambda lines: with_dollars(lines, _is_extension_enabled(metadata, TOLD))
    # Addresses between brackets first, as they are not bare.
    yield is_foreign, with_spaced_addresses_linked
    yield is_foreign, with_bare_addresses_linked
    # Blocks
    yield is_foreign, with_figures
    yield is_foreign, with_blank_lines_after_html
    yield is_foreign, lambda lines: with_picture_suffixes(lines, path, project_texts.names)
    yield is_foreign, lambda lines: with_theorems(lines, path)
    yield is_manuscript, with_plugins_translated
    yield is_manuscript, lambda lines: with_wiki_links(lines, layout.linked)
    # An author's own commands may stand for any LaTeX.
    yield layout.acronyms, lambda lines: with_acronyms(lines, layout.acronyms)
    yield layout.macros, lambda lines: with_words(lines, layout.macros)
    yield True, environments_in_markdown
    of_chunks = (*layout.chunk_options, *(option for values in metadata[:1] for option in options_stated(values)))
    yield layout.kind is not Kind.MYST, lambda lines: with_captions_of_chunks(lines, of_chunks)
    yield is_foreign and _is_extension_enabled(metadata, BREAKS), with_hard_line_breaks
    # Only now do the lines have all links that name a heading.
    yield layout.headings, lambda lines: with_definitions(lines, path.removeprefix(layout.root), layout.headings)


def _is_extension_enabled(metadata: Sequence[YamlMap], extension: re.Pattern[str]) -> bool:
    """Whether pandoc is told to read texts with an extension, for all formats or for one of them."""
    formats = (pairs_of(node) for said in metadata for _, node in pairs_of(node_at(said, "format")).pairs)
    readers = (text_of(node_at(values, key)) for values in (*metadata, *formats) for key in ("from", "reader"))
    return any(map(extension.search, readers))
