"""Text to keys that sort as readers of a language expect.

The order follows CLDR's root collation and its tailorings (UTS #35, part 5): letters without their marks are compared
first. Punctuation is ignored, as by citeproc-js; pandoc sorts it before letters. Where a language counts a letter with
a mark, or two letters, as a letter of its own (“å” in Swedish, “ch” in Czech), that letter has its own place in the
alphabet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, TypeAlias

from site_builder.language_tags import language_of
from site_builder.patterns import pattern

SortValue: TypeAlias = tuple[tuple[str, ...], ...]

# “n<ñ”: ñ is a letter of its own, after n and everything that begins with n. “æ=ae”: æ sorts as ae.
OF_ALL: Final = (
    "æ=ae œ=oe ø=o ł=l đ=d ð=d ı=i ґ=г д<ђ е<є з<ѕ и<і<ї<й<ј л<љ н<њ т<ћ у<ў ч<џ"
    " ך=כ ם=מ ן=נ ף=פ ץ=צ ب<پ ج<چ ز<ژ ك<ک<گ ي<ی"
)
DANISH: Final = "z<æ<ø<å ä=æ ö=ø aa=å ü=y"
CROATIAN: Final = "c<č<ć d<dž<đ l<lj n<nj s<š z<ž"
SWEDISH: Final = "z<å<ä<ö æ=ä ø=ö ü=y"
SPANISH: Final = "n<ñ"
RULES: Final = {
    "az": "c<ç e<ə g<ğ h<x<ı k<q o<ö s<ş u<ü z<w",
    "bs": CROATIAN,
    "cs": "c<č h<ch r<ř s<š z<ž",
    "da": DANISH,
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": SPANISH,
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "eu": SPANISH,
    "fa": "ء<آ<ا و<ه",
    "fi": SWEDISH,
    "gl": SPANISH,
    "hr": CROATIAN,
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö s<sz t<ty u<ü z<zs ő=ö ű=ü",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ<ö<å ä=æ ø=ö",
    "lt": "c<č s<š z<ž y=i",
    "lv": "c<č g<ģ k<ķ l<ļ n<ņ r<ŗ s<š z<ž y=i",
    "nb": DANISH,
    "nn": DANISH,
    "no": DANISH,
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș t<ț ş=ș ţ=ț",
    "sk": "a<ä c<č h<ch o<ô s<š z<ž",
    "sl": "c<č s<š z<ž",
    "sr": CROATIAN,
    "sv": SWEDISH,
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü",
    "uk": "г<ґ",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
# Turkish and Azerbaijani have two letters i, with a dot and without, of which each has its capital.
DOTTED_AND_DOTLESS: Final = ("az", "tr")
# Sorts after every letter.
BEHIND: Final = "\uffdc"
APOSTROPHES: Final = pattern(r"(?<=\w)['’ʼ](?=\w)")
# From “ʹ” to “ˁ”: signs for sounds, such as hamza and ayn
IGNORED: Final = pattern(r"[^\w\s]|[\u02b9-\u02c1]")


class Alphabet:
    """The order of letters in one language, by its BCP 47 tag."""

    def __init__(self, lang: str) -> None:
        language = language_of(lang)
        stated = tuple(_stated(unicodedata.normalize("NFKD", f"{OF_ALL} {RULES.get(language, '')}")))
        self._places: dict[str, str] = {}
        for letter, place in stated:
            self._places[letter] = place if BEHIND in place else self._places.get(place, place)
        self._letters = {place: unicodedata.normalize("NFC", letter) for letter, place in stated if BEHIND in place}
        self._found = re.compile("|".join(sorted(map(re.escape, self._places), key=len, reverse=True)))
        self._in_ascii = any(map(str.isascii, self._places))
        self._has_dotless = language in DOTTED_AND_DOTLESS

    def key(self, text: str) -> SortValue:
        """The key to sort a text by: letters first, then marks, then lower case before capitals.

        Empty for an empty text.
        """
        if not text:
            return ()
        marked = self._marked(APOSTROPHES.sub("", text))
        return ((self._bare(marked),), (marked,), (text.swapcase(),))

    def initial(self, text: str) -> str:
        """The capital letter under which an index lists a text; "" if the text does not begin with a letter."""
        bare = self._bare(self._marked(text))
        letter = next((own for place, own in self._letters.items() if bare.startswith(place)), bare[:1])
        if not letter.isalpha():
            return ""
        return "İ" if self._has_dotless and letter == "i" else letter.title()

    def _marked(self, text: str) -> str:
        if self._has_dotless:
            text = text.replace("I", "ı").replace("İ", "i")
        return text.casefold() if text.isascii() else unicodedata.normalize("NFKD", text.casefold()).casefold()

    def _bare(self, marked: str) -> str:
        is_ascii = marked.isascii()
        if self._in_ascii or not is_ascii:
            marked = self._found.sub(lambda found: self._places[found[0]], marked)
        if not is_ascii:
            marked = "".join(character for character in marked if not unicodedata.combining(character))
        return " ".join(IGNORED.sub("", marked).split())


@cache
def alphabet_of(lang: str) -> Alphabet:
    return Alphabet(lang)


def _stated(rules: str) -> Iterator[tuple[str, str]]:
    """Each letter of the rules, with what replaces it in a sort key."""
    for rule in rules.split():
        base, *followers = rule.split("<")
        yield from ((letter, f"{base}{BEHIND}{at}") for at, letter in enumerate(followers, 1))
        if not followers:
            letter, _, other = rule.partition("=")
            yield letter, other
