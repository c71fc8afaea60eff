"""Distances, as TeX reads them, as the library does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_builder.patterns import pattern

GAPS: Final = frozenset({"\\hspace", "\\hskip", "\\kern", "\\mkern", "\\mskip", "\\mspace"})
UNIT: Final = r"(?:mu|em|ex|pt|pc|cm|mm|in)"
# The library takes neither a star nor a number without digits before its point, and prints what it does not take.
DISTANCE: Final = pattern(
    rf"\s*\*?\s*(?P<brace>{{)?\s*(?P<sign>[-+]?)\s*(?P<whole>\d{{0,6}})(?P<rest>(?:\.\d{{0,6}})?)\s*(?P<unit>{UNIT})"
    rf"(?:\s*(?:plus|minus)\s*-?[\d.]{{1,8}}\s*(?:{UNIT}|fil{{1,3}})){{0,2}}(?(brace)\s*}})"
)
LONGEST: Final = 60


def gap_at(tokens: Sequence[str], at: int) -> tuple[str, int]:
    """The gap whose distance is at a place, for the library, and the place after it; `("", at)` without a distance."""
    found = DISTANCE.match("".join(tokens[at : at + LONGEST]))
    if not found or not (found["whole"] or found["rest"].strip(".")):
        return "", at
    length = found.end()
    while length > 0:
        length -= len(tokens[at])
        at += 1
    sign = found["sign"].removeprefix("+")
    number = f"{found['whole'] or '0'}{found['rest'].rstrip('.')}"
    return f"\\hspace{{{sign}{number}{found['unit']}}}", at
