"""Distances, as TeX reads them, as the library does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.mathematics.fractions import Simplify
from site_builder.mathematics.macros import argument_at
from site_builder.patterns import pattern

GAPS: Final = frozenset({"\\hspace", "\\hskip", "\\kern", "\\mkern", "\\mskip", "\\mspace"})
MOVING: Final = GAPS | {"\\raise", "\\lower"}
# About how many of each unit are an em
UNITS: Final = {"mu": 18.0, "em": 1.0, "ex": 2.3, "pt": 10.0, "pc": 0.83, "cm": 0.35, "mm": 3.5, "in": 0.14}
UNIT: Final = f"(?:{'|'.join(UNITS)})"
# The library takes neither a star nor a number without digits before its point, and prints what it does not take.
DISTANCE: Final = pattern(
    rf"\s*+\*?\s*+(?P<brace>{{)?\s*+(?P<sign>[-+]?)\s*+(?P<whole>\d{{0,6}})(?P<rest>(?:\.\d{{0,6}})?)\s*+(?P<unit>{UNIT})"
    rf"(?:\s*+(?:plus|minus)\s*+-?[\d.]{{1,8}}\s*+(?:{UNIT}|fil{{1,3}})){{0,2}}(?(brace)\s*+}})"
)
LONGEST: Final = 60
WIDEST: Final = 10


def distance_at(tokens: Sequence[str], at: int) -> tuple[str, str, int]:
    """The number and the unit of the distance at a place, and the place after it; `("", "", at)` if there is none."""
    found = DISTANCE.match("".join(tokens[at : at + LONGEST]))
    if not found or not (found["whole"] or found["rest"].strip(".")):
        return "", "", at
    length = found.end()
    while length > 0:
        length -= len(tokens[at])
        at += 1
    sign = found["sign"].removeprefix("+")
    return f"{sign}{found['whole'] or '0'}{found['rest'].rstrip('.')}", found["unit"], at


def moved_by(tokens: Sequence[str], at: int, _simplify: Simplify) -> tuple[str, int]:
    """The TeX of a gap, or of the command that raises or lowers what follows, and the place after its distance."""
    token = tokens[at]
    number, unit, end = distance_at(tokens, at + 1)
    if not number:
        return token, _behind_star(tokens, at + 1)
    return f"\\hspace{{{number}{unit}}}" if token in GAPS else f"{token} {number}{unit}", end


def without_argument(tokens: Sequence[str], at: int, _simplify: Simplify) -> tuple[str, int]:
    r"""Nothing for a command that sets no sign, such as `\vspace*{1em}`, and the place after its argument."""
    return "", argument_at(tokens, _behind_star(tokens, at + 1))[1]


def _behind_star(tokens: Sequence[str], at: int) -> int:
    return at + (tokens[at : at + 1] == ["*"])


def without_gaps(text: Sequence[str]) -> Iterator[str]:
    """The tokens of a text with a space or several for each gap."""
    at = 0
    while at < len(text):
        token, at = text[at], at + 1
        if token not in GAPS and token != "\\vspace":
            yield token
            continue
        number, unit, end = distance_at(text, at)
        if number:
            # TeX takes the space after a distance without braces.
            at = end + (text[end - 1] != "}" and "".join(text[end : end + 1]).isspace())
            width = float(number) / UNITS[unit] if token in GAPS else 0
            yield from ["\\quad"] * min(round(width), WIDEST) or ["\\ "] * (width > 0)
        elif token.endswith("space"):
            # Such as `\hspace*{\fill}`
            at = argument_at(text, _behind_star(text, at))[1]
