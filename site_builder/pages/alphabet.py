"""Words to their place in an index from A to Z."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from site_builder.alphabets import Alphabet

NO_LETTER: Final = "#"

Item = TypeVar("Item")


def a_to_z(
    items: Iterable[Item], word: Callable[[Item], str], alphabet: Alphabet
) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
    """Items by the letter of their word, in order: the letter, its id on the page, the items.

    “#” comes last, for words that begin with no letter.
    """
    lettered: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        lettered[alphabet.initial(word(item)) or NO_LETTER].append(item)
    for first in sorted(lettered, key=lambda first: (first == NO_LETTER, alphabet.key(first))):
        anchor = f"letter-{'other' if first == NO_LETTER else first.lower()}"
        yield first, anchor, tuple(sorted(lettered[first], key=lambda item: alphabet.key(word(item))))
