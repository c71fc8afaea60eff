"""The lines of a text, on their way from another tool's Markdown to ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from site_builder.diagnostics import Location
from site_builder.markdown.fences import CODE_FENCE, closes


class Line(NamedTuple):
    """A line, the place where it was written, and whether it is code."""

    text: str
    place: Location
    is_code: bool = False


def with_text(lines: Sequence[Line], sign: str, change: Callable[[str], str]) -> list[Line]:
    """The lines; those of text that have a sign in them are changed."""
    return [line._replace(text=change(line.text)) if sign in line.text and not line.is_code else line for line in lines]


def blocks_of_code(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each block of code."""
    start, fence = 0, ""
    for at, line in enumerate(lines):
        found = CODE_FENCE.fullmatch(line.text) if line.is_code else None
        if found and not fence:
            start, fence = at, found["fence"]
        elif found and closes(found, fence):
            yield start, at
            fence = ""
