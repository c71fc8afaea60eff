"""Markdown text to documents: front matter, and HTML with typed holes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from markdown_it.token import Token

from site_builder.addresses import PAGE_ANCHORS
from site_builder.csv_tables import CsvTable
from site_builder.diagnostics import Diagnostic, Location, Rule, left_out, quoted
from site_builder.language_tags import as_locales_are_named
from site_builder.markdown.attributes import split_attributes, state_language
from site_builder.markdown.block_html import is_unnumbered, write_blocks
from site_builder.markdown.bodies import attribute_html, body_of
from site_builder.markdown.citing.labels import label_elements
from site_builder.markdown.citing.latex import CITING, citation_in_markdown
from site_builder.markdown.citing.locators import LABEL_OF, Labels
from site_builder.markdown.code.chunk import Chunk, children_of, chunk_of
from site_builder.markdown.code.defaults import ChunkOptions, files_run, options_set, options_stated
from site_builder.markdown.code.listings import make_listings
from site_builder.markdown.code.options import comments_above, options_in_chunk_comments
from site_builder.markdown.dialect import OUR_OWN, Dialect
from site_builder.markdown.divs.asides import make_asides
from site_builder.markdown.divs.callouts import make_callouts
from site_builder.markdown.divs.conditional_content import without_hidden_divs
from site_builder.markdown.divs.exhibits import make_exhibits
from site_builder.markdown.divs.figure_divs import make_figure_divs, part_images
from site_builder.markdown.divs.layout_rows import make_layout_rows
from site_builder.markdown.divs.layouts import make_layout_cells
from site_builder.markdown.element_ids import assign_ids, identifier_of
from site_builder.markdown.footnotes import labels_of_notes
from site_builder.markdown.front_matter import Parts, split_front_matter, without_bars
from site_builder.markdown.headings import resolve_heading_links
from site_builder.markdown.image_paragraphs import split_image_paragraphs
from site_builder.markdown.inline_html import simple_body
from site_builder.markdown.paragraphs import paragraph
from site_builder.markdown.parser import parse_blocks, parse_inline
from site_builder.markdown.plain_sentences import PlainSentence, read_plain_sentences
from site_builder.markdown.raw.html_text import VERBATIM_ELEMENTS
from site_builder.markdown.raw.sanitising import sanitised
from site_builder.markdown.source_positions import Reading
from site_builder.markdown.structure import is_list_title, make_figures, take_title, without_list
from site_builder.markdown.tables.captions import with_table_captions
from site_builder.markdown.tables.evidence import make_evidence_tables
from site_builder.markdown.title_html import without_html
from site_builder.markdown.token_text import plain_text
from site_builder.markdown.typography import typeset
from site_builder.markdown.unparsed_markup import report_unparsed_markup
from site_builder.model import Body, Citation, CitationItem, Document, RawHtml, YamlNode
from site_builder.patterns import pattern
from site_builder.yaml_values import items_of, node_at, text_of, yes_or_no

__all__ = [
    "CITING",
    "LABEL_OF",
    "VERBATIM_ELEMENTS",
    "Chunk",
    "ChunkOptions",
    "Dialect",
    "Labels",
    "Parts",
    "PlainSentence",
    "children_of",
    "chunk_of",
    "citation_in_markdown",
    "comments_above",
    "files_run",
    "identifier_of",
    "is_list_title",
    "options_in_chunk_comments",
    "options_set",
    "options_stated",
    "read_document",
    "read_nocite",
    "read_plain_sentences",
    "split_front_matter",
    "typeset",
    "without_bars",
]

# Pages show these values without links, or not at all. As in Pandoc, the works that they cite are listed all the same.
DESCRIBING: Final = ("subtitle", "description", "thanks", "acknowledgements", "acknowledgments")

NO_TABLES: Final[Mapping[str, CsvTable]] = MappingProxyType({})
# A comment's end that browsers know, but CommonMark does not: what is below it would be part of the comment.
OTHER_END: Final = pattern(r"(<!--(?:(?!--!?>|<!--).)*)--!>", re.DOTALL)
AS_WRITTEN: Final[Mapping[int, str]] = MappingProxyType({})


def read_document(
    text: str,
    path: str,
    of_the_page: re.Pattern[str] = PAGE_ANCHORS,
    dialect: Dialect = OUR_OWN,
    tables: Mapping[str, CsvTable] = NO_TABLES,
    written: tuple[Location, ...] = (),
    originals: Mapping[int, str] = AS_WRITTEN,
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """A Markdown file, parsed, and everything that is wrong in it, in the order of the file.

    `of_the_page` matches the ids that the page will give itself. `tables` are those that evidence tables may show. If
    the text was put together from several, `written` gives the file and the line in which each line was written.
    `originals` are lines as they were written, by their number from 0, if they were changed since.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = OTHER_END.sub(r"\1 -->", text) if "--!>" in text else text
    parts = split_front_matter(text, path, written, dialect.is_foreign)
    lines = text.split("\n")
    front_matter = parts.front_matter
    stated, title_diagnostics = _stated_title(node_at(front_matter, "title"), path, lines, dialect)
    listed = [(node, name == "nocite") for name in ("nocite", *DESCRIBING) if (node := node_at(front_matter, name))]
    nocite, nocite_diagnostics = _works_in(listed, path, lines)

    below = parts.first_line - 1
    reading = Reading(path, lines[below:], parts.first_line, dialect, written[below:])
    reading.originals = {row - below: line for row, line in originals.items()}
    reading.chunk_options = (*dialect.chunk_options, *options_stated(front_matter))
    tokens = make_layout_cells(without_hidden_divs(parse_blocks(parts.text, reading)))
    label_elements(tokens)
    title, heading, tokens = _titled(stated, tokens, dialect)
    is_labelled = bool(heading) and "id" in heading[0].attrs
    tokens, shown = make_evidence_tables(without_list(tokens), reading, tables)
    figures = make_figures(split_image_paragraphs(part_images(make_listings(tokens))))
    tokens = make_asides(make_callouts(make_figure_divs(make_exhibits(figures, reading))))
    tokens = make_layout_rows(with_table_captions(tokens), reading)
    # In other tools' texts the first heading is like any other, and may be referred to by its own id.
    tokens = [*_marks_on(heading), *tokens]
    names = assign_ids([*heading, *tokens] if is_labelled or dialect.is_foreign else tokens, reading, of_the_page)
    label = str(heading[0].attrs.get("id", "")) if heading else ""
    resolve_heading_links([*heading, *tokens])
    report_unparsed_markup([*heading, *tokens], reading)
    if language := "" if dialect.is_foreign else as_locales_are_named(text_of(node_at(front_matter, "lang"))):
        state_language(tokens, language)
        title = body_of([f"<span{attribute_html('lang', language)}>", *title, "</span>"]) if title else ()
    made = write_blocks(tokens, reading)
    as_written = dialect.raw_html is RawHtml.ALLOW
    # In Quarto, nothing in such a text is numbered.
    is_numbered = yes_or_no(node_at(front_matter, "number-sections")) is not False

    found = (*parts.diagnostics, *title_diagnostics, *nocite_diagnostics, *reading.diagnostics, *names.diagnostics)
    document = Document(
        path=path,
        front_matter=front_matter,
        title=title,
        body=body_of(made.pieces if as_written else sanitised(made.pieces)),
        notes=tuple(body_of(note if as_written else sanitised(note)) for note in made.notes),
        headings=tuple(made.headings),
        sentences=tuple(made.sentences),
        targets=tuple(names.targets),
        sections=tuple(names.sections),
        anchors=tuple(anchor for anchor in names.anchors if anchor != label),
        label=label,
        ids_elsewhere=names.ids_elsewhere,
        nocite=(*nocite, *dict.fromkeys(reading.uncited)),
        unmarked=tuple(dict.fromkeys(reading.unmarked)),
        words=made.words,
        is_numbered=is_numbered and not (heading and is_unnumbered(heading[0])),
        tables=shown,
    )
    # Text that turned out to be no citation was read twice, with the same diagnostics.
    return document, tuple(sorted(dict.fromkeys(found), key=lambda diagnostic: diagnostic.location))


def _titled(stated: list[Token], tokens: list[Token], dialect: Dialect) -> tuple[Body, list[Token], list[Token]]:
    """The title, as stated or above the text, the heading that has its id, and the text below."""
    title = simple_body(stated[1].children or () if stated else ())
    if not title:
        heading, rest = take_title(tokens, dialect.is_foreign)
        has_number = heading and dialect.numbers_first and not is_unnumbered(heading[0])
        if has_number and any(token.type == "heading_open" and token.tag == "h1" for token in rest):
            return (), [], tokens
        return simple_body(heading[1].children or () if heading else ()), heading, rest
    heading = stated if stated[0].meta else []
    if dialect.is_foreign and not dialect.number_sections:
        # The title may be repeated above the text.
        again, rest = take_title(tokens)
        if again and plain_text(again[1].children) == plain_text(stated[1].children):
            return title, heading or again, rest
    return title, heading, tokens


def _marks_on(title: Sequence[Token]) -> list[Token]:
    """A paragraph with a title's images and marks of notes, since titles are copied to where there are none."""
    marks = [child for child in title[1].children or () if child.type in ("footnote_ref", "image")] if title else []
    return paragraph(title[1].copy(children=marks)) if marks else []


def _stated_title(
    node: YamlNode | None, path: str, lines: list[str], dialect: Dialect
) -> tuple[list[Token], list[Diagnostic]]:
    """The title in front matter, as a heading. In other tools' texts, it may end with attributes as headings do."""
    if node is None or not isinstance(node.value, str):
        return [], []
    text, attributes = split_attributes(node.value) if dialect.is_foreign else (node.value, None)
    reading = _reading_of_value(node, text, path, lines, Dialect(smart=dialect.smart))
    reading.in_title = True
    reading.noted_in_text = labels_of_notes(lines) if "[^" in text else frozenset()
    children = without_html(parse_inline(text, reading))
    if any(token.type == "footnote_ref" for token in children):
        children = [token for token in children if token.type != "footnote_ref"]
        message = "Notes on a title in front matter are not supported, so this one is left out."
        hint = "write the title above the text instead: # The title^[The note.]"
        reading.diagnostics.append(left_out(node.location, message, hint))
    opening, inline = Token("heading_open", "h1", 1), Token("inline", "", 0, children=children)
    if attributes:
        opening.attrs = dict(attributes.html_attributes("h1"))
        opening.meta = {"attributes": attributes, "place": node.location}
    return [opening, inline, Token("heading_close", "h1", -1)], reading.diagnostics


def read_nocite(node: YamlNode, path: str, lines: list[str]) -> tuple[tuple[CitationItem, ...], tuple[Diagnostic, ...]]:
    """The works that the value of a `nocite` names."""
    return _works_in([(node, True)], path, lines)


def _works_in(
    nodes: Iterable[tuple[YamlNode, bool]], path: str, lines: list[str]
) -> tuple[tuple[CitationItem, ...], tuple[Diagnostic, ...]]:
    """The works that values name, each in text or in a list of texts. With each comes whether it is a `nocite`."""
    items: list[CitationItem] = []
    diagnostics: list[Diagnostic] = []
    for node, is_nocite in nodes:
        for text in items_of(node):
            if isinstance(text.value, str) and "@" in text.value:
                reading = _reading_of_value(text, text.value, path, lines)
                for token in parse_inline(text.value, reading, nocite=is_nocite):
                    hole = token.meta.get("hole")
                    items += hole.items if isinstance(hole, Citation) else ()
                diagnostics += reading.diagnostics
            elif is_nocite and isinstance(text.value, str) and text.value.strip():
                message = f"{quoted(text.value, 40)} has no “@”, so it names no work."
                hint = "write it before each key: “@one, @two”."
                diagnostics.append(Diagnostic(Rule.MALFORMED_CITATION, text.location, message, hint))
    return tuple(items), tuple(diagnostics)


def _reading_of_value(node: YamlNode, text: str, path: str, lines: list[str], dialect: Dialect = OUR_OWN) -> Reading:
    """A reading of a YAML value, which may begin on the line below its sign (`|`, `>`)."""
    row = node.location.line - 1
    first = text.partition("\n")[0]
    if first not in lines[row] and row + 1 < len(lines) and first.split(" ")[0] in lines[row + 1]:
        row += 1
    reading = Reading(path, lines[row:], row + 1, dialect)
    reading.enter(text, 0)
    return reading
