"""CSV text to tables: a header, and rows that know their lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule

SEPARATORS: Final = (",", ";", "\t")
QUOTED: Final = re.compile('"[^"]*"')
LONGEST: Final = 2_000_000
MOST_CELLS: Final = 50_000
# A file of another shape than its header would fill the terminal with its rows.
MOST_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with as many cells as the header, and the line that it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file as it is read: every cell is text, whatever a spreadsheet would make of it.

    `address` is where the site has the file for download, `length` counts the characters of its rows.
    """

    path: str
    address: str
    header: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    length: int = 0

    @property
    def cells(self) -> int:
        return len(self.header) * (len(self.rows) + 1)


def read_table(text: str, unread: CsvTable) -> tuple[CsvTable, tuple[Diagnostic, ...]]:
    """A CSV file of which only the name is known, and everything that is wrong in it.

    It is parted by commas, semicolons or tabs, as its first line is.
    """
    is_whole = len(text) <= LONGEST
    lines = (text if is_whole else text[: text.rfind("\n", 0, LONGEST) + 1]).split("\n")
    rows: list[TableRow] = []
    cells = 0
    wrong: list[tuple[Rule, int, str, str]] = []
    try:
        for row in _rows(lines):
            cells += max(len(row.cells), len(rows[0].cells) if rows else 0)
            if cells > MOST_CELLS:
                is_whole = False
                break
            rows.append(row)
        wrong += _about_end(rows, lines, is_whole)
    except csv.Error:
        message = f"A cell begins here that has more than {csv.field_size_limit():,} characters; the rest is left out."
        hint = "close its quotation mark, or shorten it."
        wrong.append((Rule.TOO_LONG, rows[-1].line + 1 if rows else 1, message, hint))
    table, misshapen = _table(unread, rows)
    found = [*wrong, *((Rule.CSV_SYNTAX, *problem) for problem in misshapen)]
    return table, tuple(
        Diagnostic(rule, Location(unread.path, line, 1), message, hint) for rule, line, message, hint in found
    )


def _about_end(rows: Sequence[TableRow], lines: Sequence[str], is_whole: bool) -> Iterator[tuple[Rule, int, str, str]]:
    last = rows[-1].line if rows else 1
    if not is_whole:
        message = f"The table is longer than a page can show: {max(len(rows) - 1, 0):,} of its rows are read."
        hint = f"part it into files of at most {MOST_CELLS:,} cells and {LONGEST:,} characters."
        yield Rule.TOO_LONG, last, message, hint
    elif _is_open(lines[last - 1 :], _separator(lines)):
        message = "A quotation mark is opened in this row and never closed, so all that follows is one cell."
        yield Rule.CSV_SYNTAX, last, message, "close it; a quotation mark within a quoted cell is doubled."


def _rows(lines: Sequence[str]) -> Iterator[TableRow]:
    """Every row that says something."""
    reader = csv.reader((line + "\n" for line in lines), delimiter=_separator(lines))
    begins = 1
    for cells in reader:
        stripped = tuple(cell.strip() for cell in cells)
        if any(stripped):
            yield TableRow(begins, stripped)
        begins = reader.line_num + 1


def _separator(lines: Sequence[str]) -> str:
    first = QUOTED.sub("", next((line for line in lines if line.strip()), ""))
    return max(SEPARATORS, key=first.count)


def _is_open(lines: Sequence[str], separator: str) -> bool:
    """Whether a quoted cell takes in what is written behind the lines."""
    *_, last = csv.reader([*(line + "\n" for line in lines), "x"], delimiter=separator)
    return last != ["x"]


def _table(unread: CsvTable, rows: Sequence[TableRow]) -> tuple[CsvTable, tuple[tuple[int, str, str], ...]]:
    """The rows under the first of them, as wide as it is; columns without name and content are none."""
    if not rows:
        return unread, ()
    header, body = rows[0], rows[1:]
    width = len(header.cells)
    filled = {at for row in rows for at, cell in enumerate(row.cells[:width]) if cell}
    kept = [at for at in range(width) if at in filled]
    wrong = (*_about_header(header, kept), *islice(_about_rows(body, width), MOST_TOLD))
    shown = tuple(TableRow(row.line, _cells(row, kept)) for row in body)
    length = sum(len(cell) for row in rows for cell in row.cells)
    return replace(unread, header=_cells(header, kept), rows=shown, length=length), wrong


def _cells(row: TableRow, kept: Sequence[int]) -> tuple[str, ...]:
    return tuple(row.cells[at] if at < len(row.cells) else "" for at in kept)


def _about_header(header: TableRow, kept: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    seen: set[str] = set()
    for at in kept:
        name = header.cells[at]
        if not name:
            yield header.line, f"Column {at + 1} has no name.", "name it in the first row."
        elif name in seen:
            yield header.line, f"Two columns have the name “{name}”.", "rename one of the two."
        seen.add(name)


def _about_rows(rows: Sequence[TableRow], width: int) -> Iterator[tuple[int, str, str]]:
    for row in rows:
        if len(row.cells) < width:
            message = f"This row has {len(row.cells)} of the header's {width} cells, so the last are empty."
            yield row.line, message, "give it a separator for each cell, also for empty ones."
        elif any(row.cells[width:]):
            message = f"This row has {len(row.cells)} cells, and the header {width}, so the last are left out."
            yield row.line, message, "put a cell that holds the separator in quotation marks."
