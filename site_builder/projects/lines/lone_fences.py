"""Fences of code that no other closes, in lines that pandoc reads, to text, which they are for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.markdown.fences import CODE_FENCE, code_behind
from site_builder.patterns import pattern
from site_builder.projects.lines.comments import comments_in, is_within

# One that stands in no list or quotation, and opens no chunk, which knitr ends at the end of the text
LONE: Final = pattern(r"(?:`{3,}|~{3,})(?![{`~]).*")
# Behind the sign of an item, one is not seen as the first of two.
OF_ITEM: Final = pattern(r"[ \t]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}(?:`{3}|~{3})")
MOST: Final = 3


def without_lone_fences(lines: Sequence[str], path: str, above: int) -> tuple[list[str], list[Diagnostic]]:
    """The lines, of which so many stand `above` in their file, with what is told of these fences."""
    made = list(lines)
    told: list[Diagnostic] = []
    if any(map(OF_ITEM.match, lines)):
        return made, told
    while len(told) < MOST and (row := _left_open(made)) >= 0 and LONE.fullmatch(made[row]):
        made[row] = made[row].replace("`", "\\`").replace("~", "\\~")
        message = "No line closes the block of code that would begin here, so this is text here, as it is for pandoc."
        place = Location(path, above + row + 1, 1)
        told.append(Diagnostic(Rule.UNCLOSED_BLOCK, place, message, "take it out, or close the block."))
    return made, told


def _left_open(lines: Sequence[str]) -> int:
    """Where the code begins that is open at the end; -1 where none is."""
    hidden = comments_in(lines)
    code, opened = "", -1
    for row, line in enumerate(lines):
        if line.lstrip()[:1] in ("`", "~") and (fence := CODE_FENCE.match(line)) and not is_within(hidden, (row, 0)):
            opened = opened if code else row
            code = code_behind(code, fence)
    return opened if code else -1
