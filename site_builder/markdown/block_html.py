"""Tokens to the body: HTML with holes, and beside it the headings and the sentences that cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from markdown_it.token import Token

from site_builder.addresses import paragraph_anchor
from site_builder.diagnostics import Location
from site_builder.inclusions import SHOWS_TABLES
from site_builder.markdown.attributes import attributes_of
from site_builder.markdown.bodies import body_of
from site_builder.markdown.citing.labels import anchor_html
from site_builder.markdown.code.listings import listing_html
from site_builder.markdown.divs.figure_divs import FRAMED
from site_builder.markdown.formula_html import formula_with_numbers
from site_builder.markdown.inline_html import CELL_BREAK, InlineWriter, simple_body, tag_html
from site_builder.markdown.margins import Margin
from site_builder.markdown.parser import plain_html
from site_builder.markdown.quoted_rows import QuotedRows
from site_builder.markdown.sentences import citing_sentences
from site_builder.markdown.source_positions import Reading, row_of
from site_builder.markdown.table_html import cell_html, frame_html, table_break
from site_builder.markdown.token_text import count_words, plain_text
from site_builder.model import Citation, CrossReference, Heading, Hole, Html, SectionNumber, Sentence, Word

NOTE_FRAME: Final = ("footnote_block_open", "footnote_block_close", "footnote_close")


@dataclass(slots=True)
class WrittenBlocks:
    pieces: list[str | Hole] = field(default_factory=list)
    notes: list[list[str | Hole]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    words: int = 0


def write_blocks(tokens: Sequence[Token], reading: Reading) -> WrittenBlocks:
    """Write the tokens of a body, whose headings have their ids already."""
    return _BlockWriter(tokens, reading).write()


class _BlockWriter:
    def __init__(self, tokens: Sequence[Token], reading: Reading) -> None:
        self.tokens = tokens
        self.inline = InlineWriter(reading)
        self.written = WrittenBlocks()
        self.heading = ""
        self.paragraph = 0
        self.in_note = False
        self.heading_of_note: dict[int, str] = {}
        self.margin = Margin(self.written.pieces)
        self.owners: list[Token] = []
        self.tables: list[QuotedRows] = []
        self.frame = ""

    def write(self) -> WrittenBlocks:
        pieces = self.written.pieces
        for at, token in enumerate(self.tokens):
            if token.type == "footnote_open":
                self.heading = self.heading_of_note.get(token.meta["id"], "")
                self.in_note = True
                pieces = []
                self.written.notes.append(pieces)
            elif token.type not in NOTE_FRAME:
                before = len(pieces)
                pieces += self._block(at, token)
                if not self.in_note:
                    self.margin.follow(token, before)
        return self.written

    def _block(self, at: int, token: Token) -> Iterator[str | Hole]:
        match token.type:
            case "inline":
                yield from self._text(token)
            case "paragraph_open" | "list_item_open":
                self._name_paragraph(at, token)
                yield plain_html(self.tokens, at)
            case "heading_open":
                yield from self._heading(at, token)
            case "table_open":
                self.owners.append(token)
                self.tables.append(QuotedRows())
                self.frame = frame_html(self.tokens, at)
                yield self.frame
            case "thead_open" | "thead_close":
                self.tables[-1].in_head = token.nesting > 0
                yield plain_html(self.tokens, at)
            case "table_break":
                if not self.in_note:
                    yield table_break(token, self.frame)
            case "table_close":
                self.owners.pop()
                self.tables.pop()
                yield "</table>\n</div>\n"
            case "tr_open":
                self.tables[-1].begin_row()
                yield plain_html(self.tokens, at)
            case "tr_close":
                self._end_row()
                yield plain_html(self.tokens, at)
            case "th_open" | "td_open":
                self.tables[-1].begin_cell(token)
                yield cell_html(token)
            case "figure_open" | "callout_open":
                self.owners.append(token)
                yield tag_html(token) + "\n"
            case "figure_close" | "callout_close":
                self.owners.pop()
                yield tag_html(token) + "\n"
            case "aside_open" | "aside_close" | "title_close":
                yield tag_html(token) + "\n"
            case "title_open":
                yield from self._title(at, token)
            case "figure_image":
                yield from self.inline.figure_image(token.children or [])
                yield "\n"
            case "fence" | "code_block":
                yield listing_html(token)
            case "formula":
                yield from formula_with_numbers(token, "div")
                yield "\n"
            case "exhibit":
                yield token.meta["hole"]
                yield "\n"
            case "caption_open":
                yield from self._caption(at, token)
            case "table_file":
                yield from self.inline.write(token.children or [])
            case "html_block":
                yield from self._html(token)
            case _:
                yield plain_html(self.tokens, at)

    def _name_paragraph(self, at: int, token: Token) -> None:
        """Give a paragraph an id to link to. In a tight list it goes to the item."""
        opened = 1 if token.type == "paragraph_open" else 2
        is_paragraph = not token.hidden if opened == 1 else at + 1 < len(self.tokens) and self.tokens[at + 1].hidden
        if is_paragraph and not self.in_note and _has_visible_text(self.tokens[at + opened].children or []):
            token.attrs.setdefault("id", paragraph_anchor(self.paragraph + 1))

    def _heading(self, at: int, token: Token) -> Iterator[str | Hole]:
        self.heading = str(token.attrs["id"])
        content = simple_body(self.tokens[at + 1].children or [])
        is_numbered, is_aside = not is_unnumbered(token), bool(token.meta.get("is_aside"))
        is_first = "first-appendix" in attributes_of(token).classes
        self.written.headings.append(
            Heading(int(token.tag[1:]), self.heading, content, is_numbered, is_aside, is_first)
        )
        yield tag_html(token)
        if is_numbered and not is_aside and self.inline.reading.dialect.number_sections:
            yield SectionNumber(self.heading)

    def _html(self, block: Token) -> Iterator[str | Hole]:
        """The author's HTML, in which bookdown's label in a caption is followed by the number of what it labels."""
        written = 0
        for label in block.meta.get("labelled", ()):
            anchor = anchor_html(label)
            end = block.content.index(anchor, written) + len(anchor)
            yield from self.inline.raw(block.content[written:end], partial(self._place_in, block, written))
            yield from ('<span class="caption-label">', CrossReference(label, capitalised=True), ".</span> ")
            written = end
        yield from self.inline.raw(block.content[written:], partial(self._place_in, block, written))

    def _place_in(self, block: Token, start: int, offset: int) -> Location:
        offset += start
        row = row_of(block) + block.content.count("\n", 0, offset)
        return self.inline.reading.place_of(row, block.content[offset:].partition("\n")[0])

    def _text(self, token: Token) -> Iterator[str | Hole]:
        children = token.children or []
        for child in children:
            if child.type == "footnote_ref" and child.meta["id"] not in self.heading_of_note:
                self.heading_of_note[child.meta["id"]] = self.heading
                self.margin.mark(child.meta["id"])
        if _has_visible_text(children):
            self.paragraph += 1
            self.written.words += count_words(plain_text(children))
            if self.tables and self.tables[-1].is_open:
                self.tables[-1].add(children)
            else:
                cited, children = citing_sentences(children)
                self.written.sentences += (Sentence(content, self.paragraph, self.heading) for content in cited)
        if (box := token.meta.get("box")) is None:
            yield from self.inline.write(children)
        else:
            yield f'<label><input type="checkbox" disabled{" checked" * box}> '
            yield from self.inline.write(children)
            yield "</label>"

    def _end_row(self) -> None:
        """End a table's row. The row is the sentence of its citations, as a cell says little by itself."""
        cells = self.tables[-1].end_row()
        if any(isinstance(part, Citation) for cell in cells for part in cell):
            parts = [part for cell in cells for part in (Html(CELL_BREAK), *cell)][1:]
            is_data = bool(self.owners) and SHOWS_TABLES in attributes_of(self.owners[-1]).classes
            self.written.sentences.append(Sentence(body_of(parts), self.paragraph, self.heading, is_data))

    def _caption(self, at: int, token: Token) -> Iterator[str | Hole]:
        """Begin a caption, with the number of a labelled figure or table, or the letter of a subfigure."""
        owner = self.owners[-1] if self.owners else token
        yield tag_html(token)
        if part := owner.meta.get("part"):
            yield f'<span class="caption-label">({part})</span> '
        elif owner.meta.get("kind") in FRAMED:
            yield '<span class="caption-label">'
            yield CrossReference(attributes_of(owner).id, capitalised=True)
            yield ".</span> " if self.tokens[at + 1].children else "</span>"

    def _title(self, at: int, token: Token) -> Iterator[str | Hole]:
        """Begin a title with the word for what a callout or a theorem is, and its number if it has a label."""
        block = self.owners[-1]
        is_numbered = block.meta.get("kind") is not None
        if not is_numbered and not token.meta["word"]:
            yield tag_html(token)
            return
        yield tag_html(token) + '<span class="caption-label">'
        yield (
            CrossReference(attributes_of(block).id, capitalised=True)
            if is_numbered
            else Word(f"block.{token.meta['word']}")
        )
        yield ".</span> " if self.tokens[at + 1].type == "inline" else "</span>"


def is_unnumbered(heading: Token) -> bool:
    return "unnumbered" in attributes_of(heading).classes


def _has_visible_text(children: Sequence[Token]) -> bool:
    return any(child.type == "hole" for child in children) or bool(plain_text(children).strip())
