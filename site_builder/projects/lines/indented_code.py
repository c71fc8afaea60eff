"""Lines that are code by their indentation to lines that are marked as code, into which no pass looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line

INDENTED: Final = ("    ", "\t")
# What may own the indented lines below it: an item of a list, a note, a definition, a block of another tool, LaTeX
OWNER: Final = pattern(r" {0,3}(?:[-*+:~/!?=\\$]|\(?[\w#@]{1,9}[.)]|\[\^)")


def with_indented_code(lines: list[Line]) -> list[Line]:
    if not any(line.text.startswith(INDENTED) for line in lines):
        return lines
    code = indented_code(["" if line.is_code else line.text for line in lines])
    return [line._replace(is_code=True) if at in code else line for at, line in enumerate(lines)]


def indented_code(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that are code by their indentation, without any that may belong to an item of a list."""
    found: set[int] = set()
    is_code, is_owned, is_apart = False, False, True
    for at, line in enumerate(lines):
        if not line.strip():
            is_apart = True
            continue
        is_indented = line.startswith(INDENTED)
        is_code = is_indented and not is_owned and (is_code or is_apart)
        if is_code:
            found.add(at)
        elif not is_indented:
            is_owned = OWNER.match(line) is not None or (is_owned and (line[0] == " " or not is_apart))
        is_apart = False
    return found
