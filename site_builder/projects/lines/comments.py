"""Lines to where HTML comments begin and end in them, and to those that Pandoc shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, TypeAlias

from site_builder.markdown.fences import CODE_FENCE, code_behind
from site_builder.patterns import pattern
from site_builder.projects.lines.indented_code import INDENTED, indented_code
from site_builder.projects.lines.source_lines import Line

COMMENT: Final = pattern(r"<!--.*?--!?>", re.DOTALL)
# Escapes, code, which may go on below if a single backtick begins it, LaTeX's quotation marks, and what opens a comment
OPENING: Final = pattern(r"\\.|(?P<ticks>`++).{1,500}?(?<!`)(?P=ticks)(?!`)|(?<!`)`(?!`).*|`++|<!--")
ENDING: Final = pattern(r"-->|(?<!<!)--!>")

# A line and a column, counted from 0
Place: TypeAlias = tuple[int, int]


def comments_in(lines: Sequence[str]) -> list[tuple[Place, Place]]:
    """The comments, without those that never end and those in code. Fences in a comment open no code."""
    found: list[tuple[Place, Place]] = []
    opened: Place | None = None
    fenced = ""
    indented = indented_code(lines) if any("<!--" in line and line.startswith(INDENTED) for line in lines) else ()
    for at, line in enumerate(lines):
        column = 0
        if not opened and (fence := CODE_FENCE.match(line)):
            fenced = code_behind(fenced, fence)
        if fenced or (not opened and at in indented):
            continue
        while "--" in line and (mark := _next_mark(line, column, opened is not None)):
            if opened:
                found.append((opened, (at, mark.start())))
            opened = None if opened else (at, mark.start())
            column = mark.start() + len("--")
    return found


def _next_mark(line: str, column: int, is_opened: bool) -> re.Match[str] | None:
    if is_opened:
        return ENDING.search(line, column)
    return next((found for found in OPENING.finditer(line, column) if found[0] == "<!--"), None)


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
        before = texts[first][:opening].rstrip()
        behind = ENDING.sub("", (kept[last] or "")[closing:], count=1)
        if first < last and (before or texts[max(first - 1, 0)].strip()):
            hidden = [None] * (last - first - 1)
            kept[first : last + 1] = [before or None, *hidden, behind if behind.strip() else None]
    return [
        line if line.is_code else line._replace(text=text)
        for line, text in zip(lines, kept, strict=True)
        if text is not None
    ]
