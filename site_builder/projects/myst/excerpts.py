"""The lines of a file to those that a directive asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from site_builder.patterns import pattern

RANGE: Final = pattern(r"\s*+(?:(?P<first>\d{1,6})\s*+)?(?:(?P<dash>-)\s*+)?(?:(?P<last>\d{1,6})\s*+)?")
COUNTED: Final = pattern(r"-?\d{1,6}")
# The rest of a comment that was only a mark
REST: Final = pattern(r"\s*+(?:-->\s*+)?")


def excerpt(
    lines: Sequence[str], options: Mapping[str, str], first_line: int = 1, is_code: bool = False
) -> list[tuple[int, str]]:
    """The lines with their indices from 0. `first_line` is the number of the first one in its file.

    In text, words in the line of a mark count, too.
    """
    kept = list(enumerate(lines))
    if ranges := options.get("lines"):
        wanted = _counted(ranges, len(lines) + first_line)
        kept = [each for each in kept if each[0] + first_line in wanted]
    for name, counts_from in (("start-line", True), ("end-line", False)):
        if COUNTED.fullmatch(options.get(name, "")):
            stated = int(options[name])
            is_from_end = options[name].startswith("-")
            number = len(lines) + stated if is_from_end else max(stated - first_line + 1, 0)
            kept = [each for each in kept if (each[0] >= number) is counts_from]
    for name in ("start-after", "start-at"):
        if mark := options.get(name):
            kept = _behind(kept, mark, name == "start-at", is_code)
    for name in ("end-before", "end-at"):
        if mark := options.get(name):
            kept = _ahead_of(kept, mark, name == "end-at", is_code)
    return kept


def _counted(ranges: str, most: int) -> frozenset[int]:
    """The numbers in `1-3, 7-`, up to `most`."""
    wanted: set[int] = set()
    for part in ranges.split(","):
        found = RANGE.fullmatch(part)
        if found and (found["first"] or found["last"]):
            first = int(found["first"] or 1)
            last = int(found["last"] or most) if found["dash"] else first
            wanted |= set(range(first, min(last, most) + 1))
    return frozenset(wanted)


def _behind(lines: list[tuple[int, str]], mark: str, has_mark: bool, is_code: bool) -> list[tuple[int, str]]:
    for at, (row, text) in enumerate(lines):
        if mark in text:
            rest = text.partition(mark)[2]
            first = [] if is_code or REST.fullmatch(rest) else [(row, rest)]
            return lines[at:] if has_mark else [*first, *lines[at + 1 :]]
    return lines


def _ahead_of(lines: list[tuple[int, str]], mark: str, has_mark: bool, is_code: bool) -> list[tuple[int, str]]:
    for at, (row, text) in enumerate(lines):
        if mark in text:
            rest = text.partition(mark)[0].removesuffix("<!-- ").rstrip()
            last = [(row, rest)] if rest and rest != "<!--" and not is_code else []
            return lines[: at + 1] if has_mark else [*lines[:at], *last]
    return lines
