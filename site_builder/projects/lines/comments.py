"""Lines to where HTML comments begin and end in them, and to those that Pandoc shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, TypeAlias

from site_builder.markdown.fences import CODE_FENCE, code_behind
from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line

COMMENT: Final = pattern(r"<!--.*?-->", re.DOTALL)

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


def without_hidden_blocks(lines: list[Line]) -> list[Line]:
    """The lines without comments that begin in a paragraph or in HTML and go on below.

    For CommonMark an empty line or a list ends what the comment is in, and with it the comment, whose rest is shown.
    """
    texts = ["" if line.is_code else line.text for line in lines]
    kept: list[str | None] = list(texts)
    for (first, opening), (last, closing) in reversed(comments_in(texts)):
        before, behind = texts[first][:opening].rstrip(), (kept[last] or "")[closing + len("-->") :]
        if first < last and (before or texts[max(first - 1, 0)].strip()):
            hidden = [None] * (last - first - 1)
            kept[first : last + 1] = [before or None, *hidden, behind if behind.strip() else None]
    return [
        line if line.is_code else line._replace(text=text)
        for line, text in zip(lines, kept, strict=True)
        if text is not None
    ]
