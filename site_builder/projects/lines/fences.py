"""Lines to the fences of code in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.lines.written_lines import Line

CODE_FENCE: Final = pattern(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<rest>.*)")


def closes(fence: re.Match[str], code: str) -> bool:
    """Whether a fence ends the code that `code` began."""
    return fence["fence"].startswith(code) and not fence["rest"].strip()


def blocks_of_code(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where blocks of code begin and end."""
    start, fence = 0, ""
    for at, line in enumerate(lines):
        found = CODE_FENCE.fullmatch(line.text) if line.is_code else None
        if found and not fence:
            start, fence = at, found["fence"]
        elif found and closes(found, fence):
            yield start, at
            fence = ""
