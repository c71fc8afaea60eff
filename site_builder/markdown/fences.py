"""Lines to the fences of code in them, and to those that are code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from site_builder.patterns import pattern

CODE_FENCE: Final = pattern(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<rest>.*)")
# knitr and pandoc allow backticks in the options of code; in CommonMark such a line is code within text.
WITH_TICKS: Final = pattern(r"[ \t]*\{(?:[A-Za-z]\w*[ \t,]|[#.]\w)[^`]*`.*\}\s*")


def closes(fence: re.Match[str], code: str) -> bool:
    """Whether a fence ends the code that `code` began."""
    return fence["fence"].startswith(code) and not fence["rest"].strip()


def code_behind(code: str, fence: re.Match[str]) -> str:
    """The fence of the code that is open after a line with a fence, "" for none. `code` was open before that line."""
    if code:
        return "" if closes(fence, code) else code
    is_inline = "`" in fence["rest"] and "`" in fence["fence"] and not WITH_TICKS.fullmatch(fence["rest"])
    return "" if is_inline else fence["fence"]


def end_of_code(lines: Sequence[str], at: int, fence: re.Match[str]) -> int:
    """The number of the line that ends the code opened in line `at`, or if none does, the number of lines."""
    below = ((row, CODE_FENCE.match(lines[row])) for row in range(at + 1, len(lines)))
    return next((row for row, found in below if found and closes(found, fence["fence"])), len(lines))


def are_code(lines: Iterable[str]) -> Iterator[bool]:
    """For each line, whether it is code or a fence around it."""
    code = ""
    for line in lines:
        was = code
        if fence := CODE_FENCE.match(line):
            code = code_behind(code, fence)
        yield bool(was or code)
