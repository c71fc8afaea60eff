"""Words to their place in an index from A to Z."""

from __future__ import annotations

import unicodedata


def sorting(word: str) -> tuple[str, str]:
    """A key to sort by: letters without their marks first, the word itself to settle ties."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in folded if character.isalnum() or character == " "), word


def letter(word: str) -> str:
    """The letter that a word is found under; “#” where it begins with none."""
    first = sorting(word)[0][:1]
    return first.upper() if first.isalpha() else "#"
