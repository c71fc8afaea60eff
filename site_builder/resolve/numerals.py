"""A count to the numeral that a project numbers its figures by: 1, a or i."""

from __future__ import annotations

from site_builder.characters import roman, suffix_letters


def numeral_of(count: int, style: str) -> str:
    """The numeral for a count from 1, in Quarto's styles: “arabic”, “roman i”, or “alpha x” for x, y, z, aa, …"""
    kind, _, first = style.partition(" ")
    if kind == "roman":
        return roman(count) if first == "i" else roman(count).upper()
    if kind == "alpha":
        letters = suffix_letters(count + ord(first.lower() or "a") - ord("a"))
        return letters.upper() if first.isupper() else letters
    return str(count)


def with_part(number: str, letter: str) -> str:
    """A number with the letter of a part, which would look like one with a number of letters."""
    return f"{number}{letter}" if not letter or number[-1:].isdigit() else f"{number}\N{NO-BREAK SPACE}({letter})"
