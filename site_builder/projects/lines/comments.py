"""Lines to where HTML comments begin and end in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias

from site_builder.markdown.fences import CODE_FENCE, code_behind

# A line and a column, counted from 0
Place: TypeAlias = tuple[int, int]


def comments_in(lines: Sequence[str]) -> list[tuple[Place, Place]]:
    """The comments, without those that never end and those in code. Fences in a comment open no code."""
    found: list[tuple[Place, Place]] = []
    opened: Place | None = None
    code = ""
    for at, line in enumerate(lines):
        column = 0
        if not opened and (fence := CODE_FENCE.match(line)):
            code = code_behind(code, fence)
        if code:
            continue
        while "--" in line and (column := line.find("-->" if opened else "<!--", column)) >= 0:
            if opened:
                found.append((opened, (at, column)))
            is_typed = not opened and line.count("`", 0, column) % 2 == 1
            opened = None if opened or is_typed else (at, column)
            column += len("--")
    return found


def is_within(spans: Sequence[tuple[Place, Place]], place: Place) -> bool:
    before = bisect_right(spans, (place, place))
    return before > 0 and place < spans[before - 1][1]
