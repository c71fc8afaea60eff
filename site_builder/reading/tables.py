"""CSV files of a project to the tables that its texts show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from site_builder.csv_tables import TABLES, CsvTable, read_table
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.inclusions import SHOWS_TABLES
from site_builder.memo import Memo
from site_builder.model import Files
from site_builder.project_paths import DATA
from site_builder.reading.decoding import decode

ReadTable: TypeAlias = tuple[CsvTable, tuple[Diagnostic, ...]]
# How Excel's and LibreOffice's files begin, new ones and old ones
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Tables:
    """The tables of one project. Each is read when a text names it."""

    def __init__(self, files: Files, names: Sequence[str], memo: Memo[ReadTable]) -> None:
        self._files = files
        self._names = names
        self._memory = memo

    def beside(self, text: str, root: str) -> dict[str, CsvTable]:
        """The tables for a text, by path and, below `root`, by the path from there. Only those it names are read."""
        if SHOWS_TABLES not in text:
            return {}
        paths = [name for name in self._names if name.lower().endswith(TABLES) and name.startswith((f"{DATA}/", root))]
        named = {path: PurePosixPath(path).name in text for path in paths}
        found = {path: self.read(path, root)[0] if named[path] else _unread(path, root) for path in paths}
        return found | {table.address: table for path, table in found.items() if path.startswith(root)}

    def read(self, path: str, root: str) -> ReadTable:
        data = self._files[PurePosixPath(path)]

        def read() -> ReadTable:
            if data.startswith(_WORKBOOKS):
                message = "This is a workbook, not CSV, so no table can be read from it."
                hint = "open it in your spreadsheet program, and save the sheet as CSV."
                return replace(_unread(path, root), is_workbook=True), (
                    Diagnostic(Rule.CSV_SYNTAX, Location(path), message, hint),
                )
            text, undecoded = decode(path, data)
            table, wrong = read_table(text, _unread(path, root))
            return table, (*undecoded, *wrong)

        return self._memory.recall((path, root, data), read)


def _unread(path: str, root: str) -> CsvTable:
    return CsvTable(path, path.removeprefix(root))
