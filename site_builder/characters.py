"""Text to text that HTML can hold or that can be compared, HTML entities to characters, and numbers to letters."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import Final

from site_builder.patterns import pattern

# Control characters, surrogates and noncharacters: they come along when an author copies from a PDF.
NOT_IN_HTML: Final = (
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
# Nearly every page matches this, which takes a tenth of the time that replacing does.
USUAL_IN_HTML: Final = "[\\t\\n\\r -~\\xa0-\\ud7ff\\ue000-\\ufdcf\\ufdf0-\\ufffd]*+"
# Tried first, because the two patterns above take longer to compile than most of the other patterns together.
WESTERN: Final = pattern("[\\t\\n\\r -~\\xa0-\\u2fff]*+")
# The commas and semicolons of Chinese, Japanese and Arabic
WIDE_SEPARATORS: Final = "；、，،؛"
# The inside of a tag, whose attributes may contain “>”. Without a limit, quotation marks that are never closed take
# quadratic time.
IN_TAG: Final = r"""(?:[^<>"']|"[^"]{0,500}"|'[^']{0,500}')*+"""
_TAG: Final = pattern(rf"<{IN_TAG}>|<[^<>]*>")
ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Letters that Unicode does not take apart into a base letter and a mark.
FOLDED: Final = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "ng"}
)
_ENTITY: Final = pattern(r"&(?:#(?:\d{2,6}|x[\dA-Fa-f]{2,5})|[A-Za-z]{2,8});")


def in_html(text: str) -> str:
    if WESTERN.fullmatch(text) or re.fullmatch(USUAL_IN_HTML, text):
        return text
    return re.sub(NOT_IN_HTML, "\N{REPLACEMENT CHARACTER}", text)


def as_compared(text: str) -> str:
    """The text in a form for comparison, in which case and the amount of white space make no difference."""
    return " ".join(text.casefold().split())


def capitalised(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].title() + text[1:]


def letters_and_digits(text: str) -> str:
    """The letters and digits of a text, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(FOLDED))
    return "".join(character for character in decomposed if character.isalnum())


def without_tags(text: str) -> str:
    """CSL-JSON's rich text, or HTML, without its tags."""
    return _TAG.sub("", text) if "<" in text else text


def without_entities(text: str) -> str:
    """The text with HTML entities such as “&amp;” replaced by the characters they stand for."""
    return _ENTITY.sub(lambda found: sign_of(found[0]), text) if "&" in text and ";" in text else text


def sign_of(entity: str) -> str:
    """The character that an entity stands for.

    The entity itself if it is unknown or stands for no printable character.
    """
    sign = unescape(entity)
    return sign if len(sign) == 1 and (sign.isprintable() or sign == "\N{NO-BREAK SPACE}") else entity


def suffix_letters(number: int) -> str:
    """The letters for a number from 1: a … z, aa, ab, …"""
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def roman(number: int) -> str:
    """The number in lower-case roman numerals; above 3999, in digits."""
    if not 0 < number < 4000:
        return str(number)
    numerals: list[str] = []
    for value, letters in ROMAN:
        while number >= value:
            numerals.append(letters)
            number -= value
    return "".join(numerals)
