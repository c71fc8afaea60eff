"""A text with long tables to the texts that its pages show: its own, and one for each further part of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from site_builder.addresses import citation_anchor, part_address
from site_builder.frozen import frozen
from site_builder.model import Html, TableBreak
from site_builder.resolve import PlacedHole, PlacedRows, Text


@frozen
class TableRows:
    """The rows of a table from `first` to `last`, which have a page of their own."""

    first: int
    last: int
    text: Text


@frozen
class PartedText:
    """The text that stays on its own page, and the further rows of its tables."""

    main: Text
    rows: tuple[TableRows, ...]

    def addresses(self) -> Mapping[str, str]:
        """The addresses of citations that are on a further page, by their ids."""
        return {citation_anchor(number): part.text.address for part in self.rows for _, number in part.text.numbers}


def part_text(text: Text) -> PartedText | None:
    """A text divided at its long tables; None if it has none.

    A text with citations in notes stays whole, because its footnotes all belong at the foot of its own page.
    """
    if not any(isinstance(part, TableBreak) for part in text.body) or any(one.note for one in text.citations):
        return None
    main: list[Html | PlacedHole] = []
    parts: list[TableRows] = []
    further: list[tuple[str, int, int]] = []
    rows: list[Html | PlacedHole] = main
    opened: TableBreak | None = None

    def close() -> None:
        if opened is None:
            return
        address = part_address(text.address, len(parts) + 2)
        body = (opened.opening, *rows, opened.closing)
        shown = replace(text, address=address, body=body, title=(), notes=(), headings=(), sentences=(), nocite=())
        parts.append(TableRows(opened.first, opened.last, shown))
        further.append((address, opened.first, opened.last))

    for part in text.body:
        if not isinstance(part, TableBreak):
            rows.append(part)
            continue
        close()
        if part.opening:
            opened, rows = part, []
        else:
            main.append(PlacedRows(part.columns, tuple(further)))
            further.clear()
            opened, rows = None, main
    return PartedText(replace(text, body=tuple(main)), tuple(parts))
