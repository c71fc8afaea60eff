"""Code in the format `{=tex}` that holds formulas, figures or tables to these, as RStudio's editor parts them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from site_builder.markdown.formulas import DISPLAYED
from site_builder.patterns import pattern
from site_builder.projects.lines.written_lines import Line, blocks_of_code

FORMAT: Final = pattern(r"[`~\s]*\{=(?P<name>tex|latex|html)\}\s*")
BLOCK: Final = pattern(rf"\s*\\begin\{{(?:{DISPLAYED}|figure|table|tabular|longtable|algorithm)\*?\}}")


def with_raw_latex(lines: Sequence[Line]) -> list[Line]:
    """The lines without the fences around LaTeX that begins such a block, unless HTML stands in for it beside."""
    made = list(lines)
    if not any("{=" in line.text for line in lines):
        return made
    blocks = [
        (found["name"] if (found := FORMAT.fullmatch(lines[at].text)) else "", at, end)
        for at, end in blocks_of_code(lines)
    ]
    replaced = {
        block
        for pair in pairwise(blocks)
        if any(block[0] == "html" for block in pair) and not _text_between(lines, pair[0][2], pair[1][1])
        for block in pair
    }
    for block in blocks:
        name, start, end = block
        first = next((line.text for line in lines[start + 1 : end] if line.text.strip()), "")
        if name in ("tex", "latex") and BLOCK.match(first) and block not in replaced:
            made[start : end + 1] = [line._replace(is_code=False) for line in lines[start : end + 1]]
            made[start], made[end] = made[start]._replace(text=""), made[end]._replace(text="")
    return made


def _text_between(lines: Sequence[Line], end: int, start: int) -> bool:
    return any(line.text.strip() for line in lines[end + 1 : start])
