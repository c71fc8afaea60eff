"""Markdown text to documents: front matter, and HTML with typed holes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from markdown_it.token import Token

from site_builder.addresses import PAGE_ANCHORS
from site_builder.csv_tables import CsvTable
from site_builder.diagnostics import Diagnostic
from site_builder.markdown.block_html import write_blocks
from site_builder.markdown.bodies import body_of
from site_builder.markdown.evidence_tables import make_evidence_tables
from site_builder.markdown.exhibits import make_exhibits
from site_builder.markdown.front_matter import split_front_matter, value_of
from site_builder.markdown.inline_html import simple_body
from site_builder.markdown.parser import parse_blocks, parse_inline
from site_builder.markdown.places import Reading
from site_builder.markdown.plain_sentences import PlainSentence, read_plain_sentences
from site_builder.markdown.sanitising import sanitised
from site_builder.markdown.structure import make_figures, name_captions, name_elements, take_title
from site_builder.model import Body, Citation, CitationItem, Document, RawHtml, YamlNode

__all__ = ["PlainSentence", "read_document", "read_plain_sentences"]

NO_TABLES: Final[Mapping[str, CsvTable]] = MappingProxyType({})


def read_document(
    text: str,
    path: str,
    of_the_page: re.Pattern[str] = PAGE_ANCHORS,
    raw_html: RawHtml = RawHtml.ALLOW,
    tables: Mapping[str, CsvTable] = NO_TABLES,
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """A Markdown file, parsed, and everything in it that is wrong, in the order of the file.

    `of_the_page` matches the ids that its page will give itself; `tables` are what its evidence tables may show.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    parts = split_front_matter(text, path)
    lines = text.split("\n")
    front_matter = parts.front_matter
    title, title_diagnostics = _title(value_of(front_matter, "title"), path, lines)
    nocite, nocite_diagnostics = _nocite(value_of(front_matter, "nocite"), path, lines)

    reading = Reading(path, lines[parts.first_line - 1 :], parts.first_line, raw_html)
    tokens = parse_blocks(parts.text, reading)
    heading: list[Token] = []
    if not title:
        heading, tokens = take_title(tokens)
        title = simple_body(heading[1].children or () if heading else ())
    label = str(heading[0].attrs.get("id", "")) if heading else ""
    tokens, shown = make_evidence_tables(tokens, reading, tables)
    tokens = make_exhibits(make_figures(tokens), reading)
    name_captions(tokens)
    names = name_elements([*heading, *tokens] if label else tokens, reading, of_the_page)
    written = write_blocks(tokens, reading)
    as_written = raw_html is RawHtml.ALLOW

    found = (*parts.diagnostics, *title_diagnostics, *nocite_diagnostics, *reading.diagnostics, *names.diagnostics)
    document = Document(
        path=path,
        front_matter=front_matter,
        title=title,
        body=body_of(written.pieces if as_written else sanitised(written.pieces)),
        notes=tuple(body_of(note if as_written else sanitised(note)) for note in written.notes),
        headings=tuple(written.headings),
        sentences=tuple(written.sentences),
        targets=tuple(names.targets),
        anchors=tuple(anchor for anchor in names.anchors if anchor != label),
        label=label,
        nocite=nocite,
        words=written.words,
        tables=shown,
    )
    # A citation that turned out to be none is read a second time as text.
    return document, tuple(sorted(dict.fromkeys(found), key=lambda diagnostic: diagnostic.location))


def _title(node: YamlNode | None, path: str, lines: list[str]) -> tuple[Body, list[Diagnostic]]:
    if node is None or not isinstance(node.value, str):
        return (), []
    reading = _reading_of_value(node, node.value, path, lines)
    return simple_body(parse_inline(node.value, reading)), reading.diagnostics


def _nocite(node: YamlNode | None, path: str, lines: list[str]) -> tuple[tuple[CitationItem, ...], list[Diagnostic]]:
    """The works that `nocite` names, in text or in a list of texts."""
    items: list[CitationItem] = []
    diagnostics: list[Diagnostic] = []
    for text in _texts(node):
        if isinstance(text.value, str):
            reading = _reading_of_value(text, text.value, path, lines)
            for token in parse_inline(text.value, reading, nocite=True):
                hole = token.meta.get("hole")
                items += hole.items if isinstance(hole, Citation) else ()
            diagnostics += reading.diagnostics
    return tuple(items), diagnostics


def _texts(node: YamlNode | None) -> Iterator[YamlNode]:
    if node is not None:
        yield from node.value if isinstance(node.value, tuple) else (node,)


def _reading_of_value(node: YamlNode, text: str, path: str, lines: list[str]) -> Reading:
    """A reading of a YAML value, which may begin on the line below its sign (`|`, `>`)."""
    row = node.location.line - 1
    first = text.partition("\n")[0]
    if first not in lines[row] and row + 1 < len(lines) and first.split(" ")[0] in lines[row + 1]:
        row += 1
    reading = Reading(path, lines[row:], row + 1)
    reading.enter(text, 0, is_cell=False)
    return reading
