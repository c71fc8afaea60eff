"""Line ends to breaks, if pandoc is told to keep them (`markdown+hard_line_breaks`), as for verse or Japanese texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.lines.formulas import has_open_dollars
from site_builder.projects.lines.source_lines import Line

BREAKS: Final = pattern(r"\+hard_line_breaks\b")
# Lines of tables, divs, raw HTML, headings and formulas, and lines that underline or separate others
OF_OTHERS: Final = pattern(r"[ \t]*(?:[|:<#+]|\$\$|[-=*_ \t]+\Z|\Z)")
BREAK: Final = "\\"


def with_hard_line_breaks(lines: Sequence[Line]) -> list[Line]:
    """The lines, with a break at the end of each that has none and that its paragraph continues."""
    kept: list[Line] = []
    is_formula = False
    for line, following in pairwise([*lines, *lines[-1:]]):
        is_formula = bool(line.text.strip()) and is_formula != (not line.is_code and has_open_dollars(line.text))
        ends = is_formula or any(each.is_code or OF_OTHERS.match(each.text) for each in (line, following))
        text = line.text.rstrip()
        kept.append(line if ends or text.endswith(BREAK) else line._replace(text=f"{text}  "))
    return kept
