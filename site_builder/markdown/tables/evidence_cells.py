"""Columns and rows of a CSV file to the cells of an evidence table: numbers, citations and judgements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Final

from markdown_it.token import Token

from site_builder.csv_tables import CsvTable, TableRow
from site_builder.diagnostics import Location
from site_builder.dois import link_to_work
from site_builder.frozen import frozen
from site_builder.markdown.tables.judgements import PARTING, Judgements, signs_of
from site_builder.model import Citation, CitationItem, CitationMode
from site_builder.patterns import pattern

# A comma between a name and a year separates no keys, as in “Smith et al., 2018”, which is written for a key.
SEPARATOR: Final = pattern(r"[;\n]|(?<![^\W\d_])(?<!\.),\s|,\s(?!\s*(?:1[5-9]|20)\d\d[a-z]?\s*(?:[;,]|\Z))")
KEYS: Final = frozenset("study key citationkey citekey bibtexkey bibkey report reference".split())
NUMBER: Final = pattern(r"[-+−–<>≤≥=~±]? ?\.?\d[\d.,'’ \u00a0\u202f]*(?:[eE][-+]?\d+|%)?")
# What R, Python and reviewers write for a number that is missing or was not reported.
NO_NUMBER: Final = pattern(r"(?i:n\.?/?[ar]\.?|nan)")
ADDRESS: Final = pattern(r"(?i:https?://[^\s;|<>\"]+|(?:doi:\s*)?10\.\d{4,9}/[^\s;|<>\"]+)")

# Packages of R put a level below a variable by spaces: “   Female”.
INDENTED: Final = pattern(r'"?  ')


def holds_keys(name: str) -> bool:
    """Whether a column of that name holds citation keys."""
    return PARTING.sub("", name.casefold()) in KEYS


@frozen
class Column:
    """A column that is shown, and its index in a row of the file.

    `signs` are the sign and the class of each cell that is a judgement or a level of certainty; `first` is the place of
    the column's first citation key.
    """

    name: str
    at: int
    is_number: bool = False
    signs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    first: Location | None = None


def column_of(table: CsvTable, at: int, known: Judgements) -> Column:
    """The column at an index. It is one of numbers if all cells that are not empty are numbers."""
    name = table.header[at]
    first = next((row for row in table.rows if _keys(row.cells[at])), None) if holds_keys(name) else None
    if first is not None:
        keys = [_keys(text) if other == at else [] for other, text in enumerate(first.cells)]
        return Column(name, at, first=table.places_of(first, keys)[at][0])
    cells = list(dict.fromkeys(row.cells[at] for row in table.rows if row.cells[at]))
    numbers = [cell for cell in cells if not NO_NUMBER.fullmatch(cell)]
    is_number = bool(numbers) and all(map(NUMBER.fullmatch, numbers))
    return Column(name, at, is_number, signs_of(name, cells, known))


def header_cells(columns: Sequence[Column]) -> list[Token]:
    return [token for column in columns for token in _cell("th", column, [text_token(column.name)])]


def row_cells(row: TableRow, columns: Sequence[Column], table: CsvTable) -> list[Token]:
    """The cells of a row. The first one is its header."""
    keyed = {column.at for column in columns if column.first}
    keys = [_keys(text) if at in keyed else [] for at, text in enumerate(row.cells)]
    places = table.places_of(row, keys)
    tokens: list[Token] = []
    for count, column in enumerate(columns):
        text = row.cells[column.at]
        if column.first:
            children = list(_citations(text, keys[column.at], places[column.at], column.first))
        elif text in column.signs:
            children = _sign(*column.signs[text], text)
        else:
            indented = None if column.at else INDENTED.match(row.written)
            children = [*([text_token("\N{EM SPACE}")] if indented else []), *_text(text)]
        cell = _cell("td" if count else "th", column, children)
        if not count:
            cell[0].attrs["scope"] = "row"
        if not column.first:
            # A quoted row has no heads, so its cells name their columns.
            cell[0].meta["column"] = column.name
        tokens += cell
    return tokens


def _cell(tag: str, column: Column, children: list[Token]) -> list[Token]:
    opening = Token(f"{tag}_open", tag, 1, block=True)
    if column.is_number:
        opening.attrs["class"] = "align-right"
    return [opening, Token("inline", "", 0, children=children), Token(f"{tag}_close", tag, -1, block=True)]


def _keys(cell: str) -> list[str]:
    keys = (key.strip(" \t\n[]").removeprefix("@") for key in SEPARATOR.split(cell))
    return [key for key in keys if key]


def _citations(cell: str, keys: Sequence[str], places: Sequence[Location], column: Location) -> Iterator[Token]:
    """A citation for each key, since each work in a cell stands for itself. What names them keeps the author's signs.

    All citations of a column have the same place: if none of their works is known, they may be names, and no keys.
    """
    at = 0
    for count, (key, place) in enumerate(zip(keys, places, strict=True)):
        start = cell.index(key, at)
        if count:
            between = cell[at:start]
            yield Token("hardbreak", "br", 0) if "\n" in between else text_token("; " if ";" in between else ", ")
        at = start + len(key)
        item = CitationItem(key, location=place)
        hole = Citation((item,), CitationMode.TEXTUAL, column)
        yield Token("hole", "", 0, content=f"@{key}", meta={"hole": hole})


def _sign(sign: str, kind: str, word: str) -> list[Token]:
    """A judgement as sign, word and colour. Screen readers skip the sign, which says no more than the word."""
    opening = Token("span_open", "span", 1, attrs={"class": f"judgement {kind}".rstrip()})
    hidden = Token("span_open", "span", 1, attrs={"aria-hidden": "true"})
    closing = Token("span_close", "span", -1)
    return [opening, hidden, text_token(sign), closing, text_token(f"\N{NO-BREAK SPACE}{word}"), closing]


def _text(text: str) -> Iterator[Token]:
    """The text of a cell: a link if it is an address or a DOI and nothing else."""
    if ADDRESS.fullmatch(text):
        yield Token("link_open", "a", 1, attrs={"href": link_to_work(text)})
        yield text_token(text)
        yield Token("link_close", "a", -1)
    else:
        yield from _lines(text)


def _lines(text: str) -> Iterator[Token]:
    for count, line in enumerate(text.split("\n")):
        if count:
            yield Token("hardbreak", "br", 0)
        yield text_token(line)


def text_token(text: str) -> Token:
    return Token("text", "", 0, content=text)
