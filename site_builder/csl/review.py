"""References and citations in a style to formatted text: HTML in parts, and plain text."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.csl.context import Cite
from site_builder.csl.output import write_html, write_text
from site_builder.csl.processor import Processor
from site_builder.csl.punctuation import Run
from site_builder.csl.style import Locales, Style
from site_builder.csl.tree import Node
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
    for item, tree in processor.entry_trees():
        runs = processor.runs(tree, blocks=True, links=True)
        alone = Citation((CitationItem(item.key),), CitationMode.TEXTUAL)
        named = write_text(processor.runs(processor.citation_tree(alone, [Cite()])))
        entries.append(FormattedEntry(item.key, Html(write_html(runs)), write_text(runs), named))
    return Formatted(tuple(formatted), tuple(entries))
