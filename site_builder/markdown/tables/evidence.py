"""Divs that name a CSV file to the table that it holds: cells, citations, judgements, and the file to download."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from markdown_it.token import Token

from site_builder.csv_tables import LONGEST, MOST_CELLS, CsvTable, TableRow
from site_builder.diagnostics import Location, Rule, did_you_mean
from site_builder.frozen import frozen
from site_builder.markdown.attributes import Attributes
from site_builder.markdown.places import Reading
from site_builder.model import Citation, CitationItem, CitationMode
from site_builder.patterns import pattern

TABLE: Final = "evidence-table"
RISK_OF_BIAS: Final = "risk-of-bias"
KEYS: Final = frozenset("study key citation_key report reference".split())
CERTAINTY: Final = "certainty"
# More rows than these are shown in parts.
MOST_ROWS: Final = 2000
NUMBER: Final = pattern(r"[-+−–<>≤≥=~±]? ?\d[\d.,'’ \u00a0\u202f]*%?")

# The judgements of RoB 2, ROBINS-I and Cochrane's first tool: a glyph and the class that colours it.
JUDGEMENTS: Final = {
    "low": ("+", "low"),
    "some concerns": ("?", "some"),
    "unclear": ("?", "some"),
    "moderate": ("?", "some"),
    "high": ("–", "high"),
    "serious": ("–", "high"),
    "critical": ("×", "high"),
    "no information": ("○", "none"),
}
# GRADE's four levels.
LEVELS: Final = {"high": "⊕⊕⊕⊕", "moderate": "⊕⊕⊕◯", "low": "⊕⊕◯◯", "very low": "⊕◯◯◯"}


@frozen
class _Column:
    name: str
    at: int
    is_number: bool

    @property
    def kind(self) -> str:
        return self.name.casefold()


def make_evidence_tables(
    tokens: Sequence[Token], reading: Reading, tables: Mapping[str, CsvTable]
) -> tuple[list[Token], tuple[str, ...]]:
    """A div of the class “evidence-table” becomes a table, its first paragraph the caption, the rest what follows.

    `tables` are those of the project by each name that they may be called. The paths of those named come along.
    """
    made: list[Token] = []
    shown: list[str] = []
    opened: list[tuple[int, CsvTable] | None] = []
    cells = length = 0
    for token in tokens:
        if token.type == "div_open":
            table = _named(token, reading, tables) if TABLE in token.meta["attributes"].classes else None
            if table:
                shown.append(table.path)
                cells, length = cells + table.cells, length + table.length
                if cells > MOST_CELLS or length > LONGEST:
                    _report_too_many(token, reading)
                    table = None
            opened.append((len(made), table) if table and table.header else None)
        elif token.type == "div_close" and (found := opened.pop()) is not None:
            start, table = found
            div, inside = made[start], made[start + 1 :]
            made[start:] = _table(div, inside, table, reading)
            continue
        made.append(token)
    return made, tuple(dict.fromkeys(shown))


def _named(div: Token, reading: Reading, tables: Mapping[str, CsvTable]) -> CsvTable | None:
    """The table that a div names; without one it stays what it is, so that its text is not lost."""
    name = div.meta["attributes"].get("file").strip()
    row = (div.map or [0])[0]
    if not name:
        message = "This evidence table does not say which file it shows."
        hint = "write the CSV file's path behind the class: file=data/effects.csv."
        reading.add(Rule.MISSING_VALUE, reading.place_of(row, ":::"), message, hint)
        return None
    table = tables.get(posixpath.normpath(name.lstrip("/")))
    place = reading.place_of(row, "file=")
    if table is None:
        message = f"The table's file “{name}” is not in the project."
        hint = did_you_mean(
            name,
            (known.address for known in tables.values()),
            "put a CSV file of that name into the folder “data”, or correct the name.",
        )
        reading.add(Rule.MISSING_TABLE, place, message, hint)
    elif not table.header:
        message = f"The table's file “{name}” has no row that can be read."
        reading.add(Rule.MISSING_TABLE, place, message, "name its columns in its first row.")
    return table


def _report_too_many(div: Token, reading: Reading) -> None:
    place = reading.place_of((div.map or [0])[0], ":::")
    message = (
        f"This table is left out: with it, the text's would have over {MOST_CELLS:,} cells or {LONGEST:,} characters."
    )
    reading.add(Rule.TOO_LONG, place, message, "show it in a section of its own, or part the files of the others.")


def _table(div: Token, inside: Sequence[Token], table: CsvTable, reading: Reading) -> Iterator[Token]:
    attributes: Attributes = div.meta["attributes"]
    opening = Token("table_open", "table", 1, block=True, map=div.map, level=div.level)
    opening.meta["attributes"] = Attributes(attributes.id, attributes.classes)
    caption, rest = _caption(inside)
    columns = _columns(div, table, reading)
    has_judgements = RISK_OF_BIAS in attributes.classes
    caption_open = Token("caption_open", "caption", 1, block=True)
    rows = (_row(row, columns, table, has_judgements) for row in table.rows)
    yield opening
    for token in (
        caption_open,
        caption,
        Token("table_file", "", 0, children=_download(table, bool(caption.content))),
        Token("caption_close", "caption", -1, block=True),
        *_part("thead", [_header(columns)]),
        *_broken(list(_part("tbody", rows)), table, columns, (caption_open, caption)),
    ):
        token.level = div.level + 1
        yield token
    yield Token("table_close", "table", -1, block=True, level=div.level)
    for token in rest:
        token.level -= 1
        yield token


def _columns(div: Token, table: CsvTable, reading: Reading) -> tuple[_Column, ...]:
    """The columns that the div names, in its order; all of them where it names none."""
    wanted = [name.strip() for name in div.meta["attributes"].get("columns").split(",") if name.strip()]
    places: list[int] = []
    for name in wanted:
        if name in table.header:
            places.append(table.header.index(name))
            continue
        place = reading.place_of((div.map or [0])[0], "columns=")
        hint = did_you_mean(name, table.header, "name columns as the first row of the file does.")
        reading.add(Rule.MISSING_TABLE, place, f"{table.path} has no column “{name}”.", hint)
    return tuple(_column(table, at) for at in places or range(len(table.header)))


def _column(table: CsvTable, at: int) -> _Column:
    name = table.header[at]
    cells = [row.cells[at] for row in table.rows if row.cells[at]]
    is_number = bool(cells) and name.casefold() not in KEYS and all(map(NUMBER.fullmatch, cells))
    return _Column(name, at, is_number)


def _caption(inside: Sequence[Token]) -> tuple[Token, Sequence[Token]]:
    """The text of the first paragraph, and what stands behind it."""
    if inside and inside[0].type == "paragraph_open":
        return inside[1], inside[3:]
    return Token("inline", "", 0, children=[]), inside


def _download(table: CsvTable, is_after_text: bool) -> list[Token]:
    address = table.address
    attributes: dict[str, str | int | float] = {"href": f"/{quote(address)}", "class": "download", "download": ""}
    link = Token("link_open", "a", 1, attrs=attributes)
    space = [_text("\N{EM SPACE}")] if is_after_text else []
    return [*space, link, _text(PurePosixPath(address).name), Token("link_close", "a", -1)]


def _part(tag: str, rows: Iterable[Sequence[Token]]) -> Iterator[Token]:
    yield Token(f"{tag}_open", tag, 1, block=True)
    for cells in rows:
        yield Token("tr_open", "tr", 1, block=True)
        yield from cells
        yield Token("tr_close", "tr", -1, block=True)
    yield Token(f"{tag}_close", tag, -1, block=True)


def _broken(
    body: Sequence[Token], table: CsvTable, columns: Sequence[_Column], caption: tuple[Token, Token]
) -> Iterator[Token]:
    """The rows of a table, of a long one with the places where it may be parted."""
    total, count = len(table.rows), 0
    for token in body:
        is_place = token.type == "tbody_close" or (token.type == "tr_open" and count % MOST_ROWS == 0)
        if total > MOST_ROWS and count and is_place:
            rows = {"first": count + 1, "last": min(count + MOST_ROWS, total), "columns": len(columns)}
            named = {"caption": caption, "file": PurePosixPath(table.address).name}
            yield Token("table_break", "", 0, children=list(_part("thead", [_header(columns)])), meta={**rows, **named})
        count += token.type == "tr_open"
        yield token


def _header(columns: Sequence[_Column]) -> list[Token]:
    return [token for column in columns for token in _cell("th", column, [_text(column.name)])]


def _row(row: TableRow, columns: Sequence[_Column], table: CsvTable, has_judgements: bool) -> list[Token]:
    """The cells of a row, which the first of them names."""
    keys = [_keys(text) if name.casefold() in KEYS else [] for name, text in zip(table.header, row.cells, strict=True)]
    places = table.places_of(row, keys)
    tokens: list[Token] = []
    for count, column in enumerate(columns):
        text = row.cells[column.at]
        if column.kind in KEYS:
            children = list(_citations(keys[column.at], places[column.at]))
        elif column.kind == CERTAINTY and (level := LEVELS.get(text.casefold())):
            children = _sign(level, "", text)
        elif has_judgements and (judgement := JUDGEMENTS.get(text.casefold())):
            children = _sign(*judgement, text)
        else:
            children = list(_lines(text))
        cell = _cell("td" if count else "th", column, children)
        if not count:
            cell[0].attrs["scope"] = "row"
        if column.kind not in KEYS:
            # Where the row is quoted, its cells stand without their heads.
            cell[0].meta["column"] = column.name
        tokens += cell
    return tokens


def _cell(tag: str, column: _Column, children: list[Token]) -> list[Token]:
    opening = Token(f"{tag}_open", tag, 1, block=True)
    if column.is_number:
        opening.attrs["class"] = "align-right"
    return [opening, Token("inline", "", 0, children=children), Token(f"{tag}_close", tag, -1, block=True)]


def _keys(cell: str) -> list[str]:
    keys = (key.strip().removeprefix("@") for key in cell.split(";"))
    return [key for key in keys if key]


def _citations(keys: Sequence[str], places: Sequence[Location]) -> Iterator[Token]:
    """A citation for each key, since in a cell each work stands for itself."""
    for count, (key, place) in enumerate(zip(keys, places, strict=True)):
        if count:
            yield _text("; ")
        item = CitationItem(key, location=place)
        hole = Citation((item,), CitationMode.TEXTUAL, place)
        yield Token("hole", "", 0, content=f"@{key}", meta={"hole": hole})


def _sign(sign: str, kind: str, word: str) -> list[Token]:
    """A judgement as sign, word and colour; the sign says nothing that the word does not say."""
    opening = Token("span_open", "span", 1, attrs={"class": f"judgement {kind}".rstrip()})
    hidden = Token("span_open", "span", 1, attrs={"aria-hidden": "true"})
    closing = Token("span_close", "span", -1)
    return [opening, hidden, _text(sign), closing, _text(f"\N{NO-BREAK SPACE}{word}"), closing]


def _lines(text: str) -> Iterator[Token]:
    for count, line in enumerate(text.split("\n")):
        if count:
            yield Token("hardbreak", "br", 0)
        yield _text(line)


def _text(text: str) -> Token:
    return Token("text", "", 0, content=text)
