"""Words to their place in an index from A to Z."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

NO_LETTER: Final = "#"

Item = TypeVar("Item")


def sorting(word: str) -> tuple[str, str]:
    """A key to sort by: letters without their marks first, the word itself to settle ties."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in folded if character.isalnum() or character == " "), word


def letter(word: str) -> str:
    """The letter that a word is found under; “#” where it begins with none."""
    first = sorting(word)[0][:1]
    return first.upper() if first.isalpha() else NO_LETTER


def a_to_z(items: Iterable[Item], word: Callable[[Item], str]) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
    """Items by the letter of their word, in order: the letter, its id on the page, the items. “#” comes last."""
    lettered: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        lettered[letter(word(item))].append(item)
    for first in sorted(lettered, key=lambda first: (first == NO_LETTER, sorting(first))):
        anchor = f"letter-{'other' if first == NO_LETTER else first.lower()}"
        yield first, anchor, tuple(sorted(lettered[first], key=lambda item: sorting(word(item))))
