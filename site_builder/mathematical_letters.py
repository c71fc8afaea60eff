"""A letter and one of MathML's variants to Unicode's mathematical letter.

MathML Core has no `mathvariant` but `normal`: other alphabets are letters of their own (Unicode Technical Report 25,
section 2.2).
"""

from __future__ import annotations

import functools
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final
from unicodedata import category

# In the order of Unicode's blocks
GREEK_CAPITALS: Final = tuple("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇")
GREEK_SMALL: Final = tuple("αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ")
ALPHABETS: Final = (tuple(ascii_uppercase), tuple(ascii_lowercase), tuple(digits), GREEK_CAPITALS, GREEK_SMALL)
# For each variant, where its alphabets begin; 0 for none.
BLOCKS: Final = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2),
    "italic": (0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC),
    # As in TeX, digits and capital Greek letters are upright.
    "bold-italic": (0x1D468, 0x1D482, 0x1D7CE, 0x1D6A8, 0x1D736),
    "script": (0x1D49C, 0x1D4B6, 0, 0, 0),
    "bold-script": (0x1D4D0, 0x1D4EA, 0, 0, 0),
    "fraktur": (0x1D504, 0x1D51E, 0, 0, 0),
    "bold-fraktur": (0x1D56C, 0x1D586, 0, 0, 0),
    "double-struck": (0x1D538, 0x1D552, 0x1D7D8, 0, 0),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0),
    "bold-sans-serif": (0x1D5D4, 0x1D5EE, 0x1D7EC, 0x1D756, 0x1D770),
    "sans-serif-italic": (0x1D608, 0x1D622, 0, 0, 0),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6, 0, 0),
}
# Letters that Unicode had before it added the others of their alphabets, whose places it left empty.
EARLIER: Final = {
    "italic": {"h": "ℎ"},
    "script": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "fraktur": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
    "double-struck": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
}
UNASSIGNED: Final = "Cn"


def in_variant(text: str, variant: str) -> str:
    r"""The text in another alphabet. What has no such letter stays, or gets bold: `\boldsymbol{\mathcal{X}}`."""
    if variant not in BLOCKS:
        return text
    return "".join(_letter(letter, variant) for letter in text)


def _letter(letter: str, variant: str) -> str:
    for alphabet, block in zip(ALPHABETS, BLOCKS[variant], strict=True):
        if block and letter in alphabet:
            made = chr(block + alphabet.index(letter))
            return EARLIER[variant][letter] if category(made) == UNASSIGNED else made
    return _bold().get(letter, letter) if variant.startswith("bold") else letter


@functools.cache
def _bold() -> dict[str, str]:
    """Each letter of an alphabet that is a style of its own, with the bold one."""
    pairs = [(style, f"bold-{style}") for style in BLOCKS if f"bold-{style}" in BLOCKS and style != "italic"]
    letters = ascii_uppercase + ascii_lowercase
    return {in_variant(letter, style): in_variant(letter, bold) for style, bold in pairs for letter in letters}
