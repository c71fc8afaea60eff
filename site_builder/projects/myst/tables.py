"""Tables in MyST's directives to Pandoc's tables."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line
from site_builder.projects.myst.directive import Directive

ROW: Final = pattern(r"(?P<ahead>[*+-][ \t]+)[*+-](?:[ \t]+(?P<text>.*))?")
CELL: Final = pattern(r"(?P<ahead>[ \t]*)[*+-](?:[ \t]+(?P<text>.*))?")
FENCE: Final = pattern(r"(`{3,}|~{3,}|:{3,}).*")
# Blocks, which no cell of a pipe table can hold
BLOCK: Final = pattern(r"\s*(?:(?:[*+-]|\d{1,3}[.)])\s|[`~:]{3}|[>|]\s|\$\$).*")
WIDE: Final = "WF"


def table(block: Directive) -> Iterator[Line]:
    yield from _with_caption(block, block.translated(block.content))


def list_table(block: Directive) -> Iterator[Line]:
    """A table whose rows are the items of a list, and whose cells are the items within these."""
    rows = [[block.translated(cell) for cell in row] for row in _items(block.content)]
    cells = [[[line.text for line in cell if line.text.strip()] for cell in row] for row in rows]
    is_plain = not any(line.is_code or BLOCK.fullmatch(line.text) for row in rows for cell in row for line in cell)
    head = block.options.get("header-rows", "0")
    if is_plain:
        made = _in_pipes([[" ".join(map(str.strip, cell)) for cell in row] for row in cells], head)
    else:
        made = _in_a_grid([[[line.text for line in cell] for cell in row] for row in rows], head)
    yield from _with_caption(block, map(block.line, made))


def csv_table(block: Directive) -> Iterator[Line]:
    named = block.options.get("file", "")
    written = block.read(named).split("\n") if named else [line.text for line in block.content]
    header = block.options.get("header", "")
    lines = [header, *written] if header else written
    rows = [[block.words(cell.strip()) for cell in row] for row in _rows(lines)]
    yield from _with_caption(block, map(block.line, _in_pipes(rows, header or block.options.get("header-rows", "0"))))


def _rows(lines: Sequence[str]) -> list[list[str]]:
    try:
        return [row for row in csv.reader(lines, skipinitialspace=True) if row]
    except csv.Error:
        # After a quotation mark that is never closed, all would be a single cell, which is too long here.
        return [line.split(",") for line in lines if line.strip()]


def _items(lines: Iterable[Line]) -> list[list[list[Line]]]:
    """The lines of each cell of each row."""
    rows: list[list[list[Line]]] = []
    column, code = -1, ""
    for line in lines:
        text = line.text
        row = None if code else ROW.fullmatch(text)
        cell = None if code or row else CELL.fullmatch(text)
        if row:
            column = len(row["ahead"])
            rows.append([[]])
            text = row["text"] or ""
        elif cell and rows and len(cell["ahead"]) == column:
            rows[-1].append([])
            text = cell["text"] or ""
        elif not rows:
            continue
        else:
            text = text[min(column + 2, len(text) - len(text.lstrip())) :]
        rows[-1][-1].append(line._replace(text=text, is_code=False))
        if found := FENCE.fullmatch(text.strip()):
            code = ("" if text.strip() == code else code) if code else found[1]
    return rows


def _with_caption(block: Directive, lines: Iterable[Line]) -> Iterator[Line]:
    yield block.line()
    yield from lines
    if block.argument or block.label:
        yield block.line()
        yield block.line(f": {block.title} {f'{{{block.label}}}' if block.label else ''}".rstrip())
    yield block.line()


def _has_head(head: str) -> bool:
    return head not in ("", "0")


def _in_pipes(rows: Sequence[Sequence[str]], head: str) -> Iterator[str]:
    """A pipe table, whose head is empty if there is none."""
    width = max(map(len, rows), default=0)
    rows = rows if _has_head(head) else [[], *rows]
    for at, row in enumerate(rows if width else ()):
        cells = [cell.replace("|", "\\|") for cell in (*row, *[""] * (width - len(row)))]
        yield f"| {' | '.join(cells)} |"
        if not at:
            yield f"|{'---|' * width}"


def _in_a_grid(rows: Sequence[Sequence[Sequence[str]]], head: str) -> Iterator[str]:
    number = max(map(len, rows), default=0)
    whole = [[*row, *[[""]] * (number - len(row))] for row in rows]
    widths = [max(_width(text) for row in whole for text in (*row[at], "-")) for at in range(number)]
    line = "+".join(["", *("-" * (width + 2) for width in widths), ""])
    yield line
    for at, row in enumerate(whole):
        for texts in zip(*(list(cell) + [""] * (max(map(len, row)) - len(cell)) for cell in row), strict=True):
            cells = (f" {text}{' ' * (width - _width(text))} " for text, width in zip(texts, widths, strict=True))
            yield "|".join(["", *cells, ""])
        yield line.replace("-", "=") if not at and _has_head(head) else line


def _width(text: str) -> int:
    """The width of a text, in which wide characters, such as Chinese ones, count twice."""
    return sum(2 if unicodedata.east_asian_width(sign) in WIDE else 1 for sign in text)
