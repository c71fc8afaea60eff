"""Letters to Unicode's mathematical letters, which are bold, italic and so on by themselves."""

from __future__ import annotations

from typing import Final

# By variant: where its capitals, small letters, digits, Greek capitals and Greek small letters begin, 0 for none.
BLOCKS: Final = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2),
    "italic": (0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC),
    "bold-italic": (0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6, 0, 0),
}
RANGES: Final = (("A", "Z"), ("a", "z"), ("0", "9"), ("Α", "Ω"), ("α", "ω"))
PLANCK: Final = "\N{PLANCK CONSTANT}"
UNASSIGNED: Final = "\U0001d455"


def in_variant(text: str, variant: str) -> str:
    blocks = BLOCKS.get(variant)
    return text if blocks is None else "".join(_letter(letter, blocks) for letter in text)


def _letter(letter: str, blocks: tuple[int, ...]) -> str:
    for (first, last), block in zip(RANGES, blocks, strict=True):
        if first <= letter <= last and block:
            made = chr(block + ord(letter) - ord(first))
            # Unicode has this one from before it had the others.
            return PLANCK if made == UNASSIGNED else made
    return letter
