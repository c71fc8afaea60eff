"""Formulas between lines of two dollar signs that a blank line parts, or that leave a quotation, to whole ones.

mdBook, MyST and Python-Markdown take all up to the second line for the formula; for Pandoc it would be none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.lines.written_lines import Line

MARGIN: Final = pattern(r"[ \t]{0,20}(?:>[ \t]{0,4}){0,5}")
# What every part of a formula has one of, and no sentence
OF_FORMULAS: Final = frozenset("\\=^_&+")
LONGEST: Final = 60


def with_whole_formulas(lines: Sequence[Line]) -> list[Line]:
    made: list[Line] = []
    at, is_open = 0, False
    while at < len(lines):
        line = lines[at]
        margin = line.text[: _margin(line.text)]
        is_edge = not (line.is_code or is_open) and line.text[len(margin) :].rstrip() == "$$"
        if is_edge and (end := _end(lines, at)):
            inside = ((each, each.text[_margin(each.text) :] if margin else each.text) for each in lines[at : end + 1])
            made += (each._replace(text=f"{margin}{text}") for each, text in inside if text.strip())
            at = end + 1
            continue
        is_open = bool(line.text.strip()) and not line.is_code and is_open != (line.text.count("$$") % 2 == 1)
        made.append(line)
        at += 1
    return made


def _end(lines: Sequence[Line], start: int) -> int:
    """The line that ends a formula which a blank line or the end of a quotation parts; 0 where none does."""
    inside: list[str] = []
    for at in range(start + 1, min(start + LONGEST, len(lines))):
        bare = lines[at].text[_margin(lines[at].text) :].strip()
        if lines[at].is_code or ("$" in bare and bare != "$$"):
            return 0
        if bare == "$$":
            depths = [line.text[: _margin(line.text)].count(">") for line in lines[start : at + 1]]
            parts = [part for part in "\n".join(inside).split("\n\n") if part.strip()]
            is_parted = "" in inside or min(depths) < depths[0]
            return at if is_parted and parts and all(map(OF_FORMULAS.intersection, parts)) else 0
        inside.append(bare)
    return 0


def _margin(text: str) -> int:
    """How far the spaces and the signs of quotations go that a line begins with."""
    found = MARGIN.match(text)
    return found.end() if found else 0
