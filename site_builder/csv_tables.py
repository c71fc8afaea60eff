"""CSV text to tables: a header, and rows that know their line numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import Final, TypeAlias

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.frozen import frozen
from site_builder.patterns import pattern

TABLES: Final = (".csv", ".tsv")
"""Suffixes of files that hold tables."""
# Of several that would do, the first counts: commas are in texts and in numbers, too.
COMMA: Final = ","
SEPARATORS: Final = ("\t", ";", "|", COMMA)
ROWS_TO_COMPARE: Final = 100
# Excel's way to state the separator, in a first line of its own.
STATED: Final = pattern(r"(?i:sep)=([^\w\s\"]|\t)")
QUOTED: Final = pattern('"[^"]*"')
READER: Final = partial(csv.reader, skipinitialspace=True)
LONGEST: Final = 2_000_000
MOST_CELLS: Final = 50_000
# A file whose rows do not match its header would otherwise fill the terminal with diagnostics.
MOST_TOLD: Final = 20

Problem: TypeAlias = tuple[Rule, Location, str, str]
"""A rule, a place, a message and a hint."""


@frozen
class TableRow:
    """A row with as many cells as the header, the line it begins on, and its source text."""

    line: int
    cells: tuple[str, ...]
    written: str = ""


@frozen
class CsvTable:
    """A CSV file as text: no cell is converted to a number or a date.

    `address` is where the site offers the file for download; `length` is the number of characters in all cells.
    `columns` are the positions of the kept columns in the file, which may also hold columns without a name and content.
    A file that `is_workbook` is reported where it is read.
    """

    path: str
    address: str
    header: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    length: int = 0
    separator: str = COMMA
    columns: tuple[int, ...] = ()
    is_workbook: bool = False

    def places_of(self, row: TableRow, texts: Sequence[Sequence[str]]) -> list[list[Location]]:
        """The place of each text in a row, cell by cell. `texts` lists the texts of each cell in order."""
        starts = _starts(row, self.separator)
        found: list[list[Location]] = []
        at, line, line_start = 0, row.line, 0
        for column, inside in zip(self.columns, texts, strict=True):
            places: list[Location] = []
            start = starts[column] if column < len(starts) else len(row.written)
            for text in inside:
                start = max(row.written.find(text, start), start)
                line += row.written.count("\n", at, start)
                line_start = max(line_start, row.written.rfind("\n", at, start) + 1)
                places.append(Location(self.path, line, start - line_start + 1))
                at, start = start, start + len(text)
            found.append(places)
        return found

    @property
    def cells(self) -> int:
        return len(self.header) * (len(self.rows) + 1)


def read_table(text: str, unread: CsvTable) -> tuple[CsvTable, tuple[Diagnostic, ...]]:
    """Read a CSV file's text into `unread`, which knows only its path and address. Also returns what is wrong in it.

    The separator is the one that the first line states, else whichever sign makes most rows as long as the header.
    """
    is_whole = len(text) <= LONGEST
    lines = (text if is_whole else text[: text.rfind("\n", 0, LONGEST) + 1]).split("\n")
    rows: list[TableRow] = []
    cells = 0
    wrong: list[Problem] = []
    unread = replace(unread, separator=_separator(lines))
    try:
        for row in _rows(lines, unread.separator):
            cells += max(len(row.cells), len(rows[0].cells) if rows else 0)
            if cells > MOST_CELLS:
                is_whole = False
                break
            rows.append(row)
        wrong += _about_end(rows, lines, is_whole, unread)
    except csv.Error:
        message = (
            f"The cell that begins here has more than {csv.field_size_limit():,} characters; the rest is left out."
        )
        hint = "close its quotation mark, or shorten it."
        wrong.append((Rule.TOO_LONG, Location(unread.path, rows[-1].line + 1 if rows else 1, 1), message, hint))
    # The last row may have been cut short by a fault that is already reported.
    table, misshapen = _table(unread, rows, rows[1:-1] if wrong else rows[1:])
    return table, tuple(Diagnostic(*problem) for problem in (*wrong, *misshapen))


def _about_end(rows: Sequence[TableRow], lines: Sequence[str], is_whole: bool, table: CsvTable) -> Iterator[Problem]:
    last = rows[-1] if rows else TableRow(1, ())
    if not is_whole:
        message = f"The table is longer than a page can show: {max(len(rows) - 1, 0):,} of its rows are read."
        hint = f"split it into files of at most {MOST_CELLS:,} cells and {LONGEST:,} characters."
        yield Rule.TOO_LONG, Location(table.path, last.line, 1), message, hint
    elif _is_open(lines[last.line - 1 :], table.separator):
        message = "A quotation mark in this row is never closed, so everything after it is one cell."
        place = _place(table, last, len(last.cells) - 1, '"')
        yield Rule.CSV_SYNTAX, place, message, "close it; inside a quoted cell, write quotation marks twice."


def _place(table: CsvTable, row: TableRow, column: int, text: str = "") -> Location:
    """The place of a cell in the file, or of a text within it; the end of the row if the row has no such cell."""
    starts = _starts(row, table.separator)
    start = starts[column] if column < len(starts) else len(row.written)
    start = max(row.written.find(text, start), start)
    line_start = row.written.rfind("\n", 0, start) + 1
    return Location(table.path, row.line + row.written.count("\n", 0, start), start - line_start + 1)


def _starts(row: TableRow, separator: str) -> list[int]:
    """The offset in the row's source at which each cell begins."""
    starts = [0]
    is_quoted, is_new = False, True
    for at, character in enumerate(row.written):
        if character == '"' and (is_new or is_quoted):
            is_quoted = not is_quoted
        elif character == separator and not is_quoted:
            starts.append(at + 1)
        is_new = character == separator or (is_new and character == " ")
    return starts


def _rows(lines: Sequence[str], separator: str) -> Iterator[TableRow]:
    """Every row that is not blank, without Excel's line for the separator."""
    reader = READER((line + "\n" for line in lines), delimiter=separator)
    begins = 1
    for cells in reader:
        stripped = tuple(cell.strip() for cell in cells)
        if any(stripped) and not (begins == 1 and STATED.fullmatch(lines[0])):
            yield TableRow(begins, stripped, "\n".join(lines[begins - 1 : reader.line_num]))
        begins = reader.line_num + 1


def _separator(lines: Sequence[str]) -> str:
    if stated := STATED.fullmatch(lines[0]):
        return stated[1]
    first = QUOTED.sub("", next((line for line in lines if line.strip()), ""))
    found = [separator for separator in SEPARATORS if separator in first]
    if len(found) < 2:
        return found[0] if found else COMMA
    # In a text, such as a header's “(low; high)”, a space follows.
    return max(found, key=lambda sign: (_rows_like_header(lines, sign), f"{sign} " not in first, first.count(sign)))


def _rows_like_header(lines: Sequence[str], separator: str) -> int:
    """How many of the first rows have as many cells as the header if this sign separates them."""
    lengths: list[int] = []
    with suppress(csv.Error):
        lengths.extend(len(row.cells) for row in islice(_rows(lines, separator), ROWS_TO_COMPARE))
    return lengths[1:].count(lengths[0]) if lengths else 0


def _is_open(lines: Sequence[str], separator: str) -> bool:
    """Whether a quoted cell is still open at the end of the lines, so that it would swallow what follows."""
    *_, last = READER([*(line + "\n" for line in lines), "x"], delimiter=separator)
    return last != ["x"]


def _table(
    unread: CsvTable, rows: Sequence[TableRow], judged: Sequence[TableRow]
) -> tuple[CsvTable, tuple[Problem, ...]]:
    """The first row as header and the others below it, cut or padded to its width, without columns that are empty."""
    if not rows:
        return unread, ()
    header, body = rows[0], rows[1:]
    width = len(header.cells)
    filled = {at for row in rows for at, cell in enumerate(row.cells[:width]) if cell}
    kept = [at for at in range(width) if at in filled]
    named = kept[1:] if _counts_rows(rows) else kept
    wrong = chain(_about_header(header, named, unread), _about_rows(header, judged, unread))
    shown = tuple(replace(row, cells=_cells(row, kept)) for row in body)
    length = sum(len(cell) for row in rows for cell in row.cells)
    table = replace(unread, header=_cells(header, kept), rows=shown, length=length, columns=tuple(kept))
    return table, tuple(islice(wrong, MOST_TOLD))


def _counts_rows(rows: Sequence[TableRow]) -> bool:
    """Whether the first column has no name and counts the rows from 0 or 1, as R and pandas write it."""
    name, *numbers = (row.cells[0] for row in rows)
    counts = ([str(at + first) for at in range(len(numbers))] for first in (0, 1))
    return not name and numbers != [] and numbers in counts


def _cells(row: TableRow, kept: Sequence[int]) -> tuple[str, ...]:
    return tuple(row.cells[at] if at < len(row.cells) else "" for at in kept)


def _about_header(header: TableRow, kept: Sequence[int], table: CsvTable) -> Iterator[Problem]:
    seen: set[str] = set()
    named = sum(1 for at in kept if header.cells[at])
    if 0 < named < len(kept) / 2:
        message = f"The first row names only {'one' if named == 1 else named} of the {len(kept)} columns."
        hint = "name each column there; if it is a title, or names groups, delete it, so that the names come first."
        yield Rule.CSV_SYNTAX, _place(table, header, 0), message, hint
        return
    for at in kept:
        name = header.cells[at]
        if not name:
            place = _place(table, header, at)
            yield Rule.CSV_SYNTAX, place, f"Column {at + 1} has no name.", "name it in the first row."
        elif name in seen:
            place = _place(table, header, at, name)
            yield Rule.CSV_SYNTAX, place, f"Two columns have the name “{name}”.", "rename one of the two."
        seen.add(name)


def _about_rows(header: TableRow, rows: Sequence[TableRow], table: CsvTable) -> Iterator[Problem]:
    width = len(header.cells)
    lengths = {len(row.cells) if any(row.cells[width:]) else min(len(row.cells), width) for row in rows}
    if len(rows) > 1 and len(lengths) == 1 and width not in lengths:
        cells = "1 cell" if width == 1 else f"{width} cells"
        message = f"The header has {cells}, and each of the {len(rows)} rows {lengths.pop()}."
        hint = "name each column once, in the order of the cells; if the first row is a title, delete it."
        yield Rule.CSV_SYNTAX, _place(table, header, 0), message, hint
        return
    for row in rows:
        if len(row.cells) < width:
            message = f"This row has {len(row.cells)} of the header's {width} cells, so the last ones are empty."
            hint = "add a separator for each cell, even for empty ones."
            yield Rule.CSV_SYNTAX, _place(table, row, width), message, hint
        elif any(row.cells[width:]):
            message = f"This row has {len(row.cells)} cells, but the header has {width}, so the last ones are left out."
            hint = "put quotation marks around a cell that contains the separator."
            yield Rule.CSV_SYNTAX, _place(table, row, width), message, hint
