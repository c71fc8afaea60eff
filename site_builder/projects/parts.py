"""bookdown's headings of parts to the part that each text belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

PART: Final = re.compile(r"#[ \t]+\((?:PART|APPENDIX)(?:\\\*)?\)(?P<title>.*?)(?:\{[^{}]*\}[ \t]*)?")
FENCES: Final = ("```", "~~~")


def part_of_heading(line: str) -> str | None:
    """The title of the part that a heading begins; None for any other line."""
    found = PART.fullmatch(line) if line.startswith("#") else None
    return found["title"].strip() if found else None


def parts_of(texts: Iterable[str], read: Callable[[str], str]) -> dict[str, str]:
    """The part of each text: one begins ahead of the first heading of a text, or behind the last of the one before."""
    parts: dict[str, str] = {}
    current = ""
    for text in texts:
        headings = list(_headings(read(text)))
        if headings and (begun := part_of_heading(headings[0])):
            current = begun
        parts[text] = current
        if headings and (begun := part_of_heading(headings[-1])):
            current = begun
    return {text: part for text, part in parts.items() if part}


def _headings(text: str) -> Iterator[str]:
    in_code = False
    for line in text.split("\n"):
        if line.startswith(FENCES):
            in_code = not in_code
        elif line.startswith("# ") and not in_code:
            yield line
