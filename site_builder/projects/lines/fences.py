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


def code_behind(code: str, fence: re.Match[str]) -> str:
    """The fence of the code that is open behind a line with one, where `code` was open ahead of it."""
    if code:
        return "" if closes(fence, code) else code
    # In CommonMark, backticks end what backticks began, and not for knitr and pandoc where options stand in braces.
    is_inline = "`" in fence["rest"] and "`" in fence["fence"] and "{" not in fence["rest"]
    return "" if is_inline else fence["fence"]


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
