"""Headings with a line of signs below them to headings with signs before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_builder.markdown.fences import are_code
from site_builder.patterns import pattern

UNDERLINED: Final = pattern(
    # A line of dashes may also end a table, whose rows have wider spaces.
    r"^(?![ \t>|#+*:<-])(?:(?!  )[^\n])+\n(?:={1,200}|-{2,200})[ \t]*$",
    re.MULTILINE,
)
LINE: Final = pattern(r"[=-]+[ \t]*")


def with_atx_headings(lines: Sequence[str]) -> Sequence[str]:
    """As many lines, with signs before headings in place of the line below them, which is empty then.

    In Pandoc, such a heading is a single line with an empty one above it.
    """
    if not UNDERLINED.search("\n".join(lines)):
        return lines
    made = list(lines)
    for at, (line, is_code) in enumerate(zip(lines, are_code(lines), strict=True)):
        if (
            not is_code
            and LINE.fullmatch(line)
            and UNDERLINED.fullmatch("\n".join(made[max(at - 1, 0) : at + 1]))
            and (at == 1 or not made[at - 2].strip())
        ):
            made[at - 1 : at + 1] = f"{'#' if line[0] == '=' else '##'} {made[at - 1]}", ""
    return made
