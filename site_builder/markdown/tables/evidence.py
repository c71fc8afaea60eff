"""Divs that name a CSV file to its table: cells, citations, judgements, and the file to download."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from markdown_it.token import Token

from site_builder.csv_tables import LONGEST, MOST_CELLS, TABLES, CsvTable
from site_builder.diagnostics import Rule, Severity, choice_hint, did_you_mean
from site_builder.inclusions import SHOWS_TABLES
from site_builder.markdown.attributes import Attributes, attributes_of
from site_builder.markdown.source_positions import Reading, row_of
from site_builder.markdown.tables.evidence_cells import Column, column_of, header_cells, row_cells, text_token
from site_builder.markdown.tables.judgements import LEVELS, Judgements, is_misspelt, judgements_of, states_certainty
from site_builder.project_paths import DATA

RISK_OF_BIAS: Final = "risk-of-bias"
# A table with more rows than this is shown in parts.
MOST_ROWS: Final = 2000


def make_evidence_tables(
    tokens: Sequence[Token], reading: Reading, tables: Mapping[str, CsvTable]
) -> tuple[list[Token], tuple[str, ...]]:
    """Turn each div of the class “evidence-table” into a table. Its first paragraph is the caption; the rest follows.

    `tables` are the project's tables by each name that they may have. Returns the paths of those that are named, too.
    """
    made: list[Token] = []
    shown: list[str] = []
    opened: list[tuple[int, CsvTable] | None] = []
    cells = length = 0
    for token in tokens:
        if token.type == "div_open":
            table = _named(token, reading, tables) if SHOWS_TABLES in attributes_of(token).classes else None
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
    """The table that a div names; None if there is none, and the div stays, so that its text is not lost."""
    name = attributes_of(div).get("file").strip()
    row = row_of(div)
    if not name:
        message = "This evidence table does not say which file it shows."
        values = (value for _, value in attributes_of(div).pairs)
        written = next((value for value in values if value.casefold().endswith(TABLES)), "data/effects.csv")
        hint = f"write the CSV file's path after the class: file={written}."
        reading.add(Rule.MISSING_VALUE, reading.place_of(row, ":::"), message, hint)
        return None
    table = tables.get(posixpath.normpath(name.lstrip("/")))
    place = reading.place_of(row, "file=")
    if table is None:
        message = f"“{name}” is not one of the CSV files in the folder “{DATA}”."
        files = list(dict.fromkeys(known.address for known in tables.values()))
        same = [f"“{file}”" for file in files if PurePosixPath(file).name == PurePosixPath(name).name]
        hint = choice_hint(same) or did_you_mean(name, files, "save it there as CSV, or correct its name.")
        reading.add(Rule.MISSING_TABLE, place, message, hint)
    elif not table.header and not table.is_workbook:
        message = f"The table's file “{name}” has no row that can be read."
        reading.add(Rule.MISSING_TABLE, place, message, "name its columns in its first row.")
    return table


def _report_too_many(div: Token, reading: Reading) -> None:
    place = reading.place_of(row_of(div), ":::")
    limits = f"{MOST_CELLS:,} cells or {LONGEST:,} characters"
    message = f"This table is left out: with it, the tables of this text would have more than {limits}."
    reading.add(Rule.TOO_LONG, place, message, "show it in a section of its own, or split the files.")


def _table(div: Token, inside: Sequence[Token], table: CsvTable, reading: Reading) -> Iterator[Token]:
    attributes = attributes_of(div)
    opening = Token("table_open", "table", 1, block=True, map=div.map)
    opening.meta["attributes"] = Attributes(attributes.id, attributes.classes)
    caption, rest = _caption(inside)
    known = judgements_of(table) if RISK_OF_BIAS in attributes.classes else {}
    columns = _columns(div, table, known, reading)
    caption_open = Token("caption_open", "caption", 1, block=True)
    rows = (row_cells(row, columns, table) for row in table.rows)
    _report_misspelt(table, known, reading)
    yield from (opening, caption_open, caption)
    yield Token("table_file", "", 0, children=_download(table, bool(caption.content)))
    yield Token("caption_close", "caption", -1, block=True)
    yield from _part("thead", [header_cells(columns)])
    yield from _broken(list(_part("tbody", rows)), table, columns, (caption_open, caption))
    yield Token("table_close", "table", -1, block=True)
    yield from rest


def _report_misspelt(table: CsvTable, known: Judgements, reading: Reading) -> None:
    """Report what is nearly a judgement or a level of certainty, as it is shown without a sign."""
    certain = [states_certainty(name) for name in table.header]
    for row in table.rows if known or any(certain) else ():
        unread = [
            [text] if is_misspelt(name, text, known) else [] for name, text in zip(table.header, row.cells, strict=True)
        ]
        for texts, places, is_level in zip(unread, table.places_of(row, unread), certain, strict=True):
            what, meant = ("one of GRADE's levels", LEVELS) if is_level else ("a risk-of-bias judgement", known)
            for text, place in zip(texts, places, strict=True):
                message = f"“{text}” is not {what}, so it has no sign."
                reading.add(Rule.WRONG_TYPE, place, message, did_you_mean(text, meant), Severity.WARNING)


def _columns(div: Token, table: CsvTable, known: Judgements, reading: Reading) -> tuple[Column, ...]:
    """The columns that the div names, in its order; all columns if it names none."""
    places: list[int] = []
    for name in filter(None, _names(attributes_of(div).get("columns"), table.header)):
        if name in table.header:
            places.append(table.header.index(name))
            continue
        place = reading.place_of(row_of(div), "columns=")
        hint = did_you_mean(name, table.header, "use the names in the first row of the file.")
        reading.add(Rule.MISSING_TABLE, place, f"{table.path} has no column “{name}”.", hint)
    return tuple(column_of(table, at, known) for at in places or range(len(table.header)))


def _names(written: str, header: Sequence[str]) -> Iterator[str]:
    """The names between commas, each of which may contain commas as in the header: “Age, mean (SD)”."""
    parts = written.split(",")
    lengths = sorted({name.count(",") + 1 for name in header}, reverse=True)
    while parts:
        joined = (",".join(parts[:count]).strip() for count in lengths)
        name = next((name for name in joined if name in header), parts[0].strip())
        yield name
        del parts[: name.count(",") + 1]


def _caption(inside: Sequence[Token]) -> tuple[Token, Sequence[Token]]:
    """The text of the first paragraph, and the tokens after it."""
    if inside and inside[0].type == "paragraph_open":
        return inside[1], inside[3:]
    return Token("inline", "", 0, children=[]), inside


def _download(table: CsvTable, is_after_text: bool) -> list[Token]:
    address = table.address
    attributes: dict[str, str | int | float] = {"href": f"/{quote(address)}", "class": "download", "download": ""}
    link = Token("link_open", "a", 1, attrs=attributes)
    space = [text_token("\N{EM SPACE}")] if is_after_text else []
    return [*space, link, text_token(PurePosixPath(address).name), Token("link_close", "a", -1)]


def _part(tag: str, rows: Iterable[Sequence[Token]]) -> Iterator[Token]:
    yield Token(f"{tag}_open", tag, 1, block=True)
    for cells in rows:
        yield Token("tr_open", "tr", 1, block=True)
        yield from cells
        yield Token("tr_close", "tr", -1, block=True)
    yield Token(f"{tag}_close", tag, -1, block=True)


def _broken(
    body: Sequence[Token], table: CsvTable, columns: Sequence[Column], caption: tuple[Token, Token]
) -> Iterator[Token]:
    """The rows of a table; in a long one, with the places where it may be split."""
    total, count = len(table.rows), 0
    for token in body:
        is_place = token.type == "tbody_close" or (token.type == "tr_open" and count % MOST_ROWS == 0)
        if total > MOST_ROWS and count and is_place:
            rows = {"first": count + 1, "last": min(count + MOST_ROWS, total), "columns": len(columns)}
            named = {"caption": caption, "file": PurePosixPath(table.address).name}
            yield Token(
                "table_break", "", 0, children=list(_part("thead", [header_cells(columns)])), meta={**rows, **named}
            )
        count += token.type == "tr_open"
        yield token
