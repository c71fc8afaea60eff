"""A mistyped word to the known words that come nearest."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from site_builder.diagnostics.diagnostic import in_a_row

LONGEST: Final = 80
FAR: Final = LONGEST
SHORTEST_PART: Final = 3
A_PART: Final = 1
"""Part of a name is as near to it as a single slip."""
A_BEGINNING: Final = 3
"""A word that continues a known one is less near, since slips do not add words."""


def nearest_words(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known words most similar to a mistyped one, best first; none if nothing is near.

    Near words are a few slips away (a letter too many, missing or wrong, or two swapped), or are names of several words
    that include this one.
    """
    folded = word.casefold()
    found = _near(folded, known)
    # “harvard” is rather meant to begin a name than to end it.
    ranked = sorted((distance, not name.casefold().startswith(folded), name) for name, distance in found)
    # If something is very near, words that are further off were not meant.
    return tuple(name for distance, _, name in ranked[:most] if distance <= ranked[0][0] + 1)


def _near(word: str, known: Iterable[str]) -> Iterator[tuple[str, int]]:
    word = word[:LONGEST]
    letters = _letters(word)
    places = letter_positions(word)
    best = FAR
    for candidate in known:
        folded = candidate.casefold()
        distance = A_PART if len(word) >= SHORTEST_PART and _is_part(word, folded) else FAR
        most = min(max(1, max(len(word), len(folded)) // 3), best + 1, len(word) - 1)
        # A slip changes the length by at most one, and at most two of the letters that occur. This rules out most words
        # quickly.
        if abs(len(word) - len(folded)) <= most and (letters ^ _letters(folded)).bit_count() <= 2 * most:
            slipped = edit_distance(places, len(word), folded)
            distance = min(distance, slipped if slipped <= most else FAR)
        if distance == FAR and len(folded) >= SHORTEST_PART and word.startswith(folded):
            distance = A_BEGINNING
        if distance < FAR and distance <= best + 1:
            best = min(best, distance)
            yield candidate, distance


def _is_part(word: str, whole: str) -> bool:
    """Whether a word is the beginning of another, or one of its words."""
    return whole.startswith(word) or (word in whole and word in whole.replace("-", "_").replace(" ", "_").split("_"))


@functools.lru_cache(maxsize=100_000)
def _letters(word: str) -> int:
    """The letters that occur in a word, as bits."""
    bits = 0
    for character in word:
        bits |= 1 << (ord(character) & 63)
    return bits


def letter_positions(word: str) -> dict[str, int]:
    """The places of each letter in a word, as bits."""
    places: dict[str, int] = {}
    for at, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << at
    return places


def edit_distance(places: Mapping[str, int], length: int, other: str) -> int:
    """The number of slips that lead from a word of that length to another: their optimal string alignment distance.

    Each row of the table is kept as bits that say where a value is one more or one less than its neighbour (H. Hyyrö,
    “A bit-vector algorithm for computing Levenshtein and Damerau edit distances”, 2003).
    """
    whole, last = (1 << length) - 1, 1 << (length - 1)
    more, less, diagonal, before, distance = whole, 0, 0, 0, length
    for letter in other:
        here = places.get(letter, 0)
        swapped = ((~diagonal & here) << 1) & before
        diagonal = (((here & more) + more) ^ more) | here | less | swapped
        rising, falling = less | (~(diagonal | more) & whole), diagonal & more
        distance += bool(rising & last) - bool(falling & last)
        rising, falling = rising << 1 | 1, falling << 1
        more, less = (falling | ~(diagonal | rising)) & whole, rising & diagonal & whole
        before = here
    return distance


def is_one_edit_away(word: str, known: Iterable[str]) -> bool:
    """Whether a word is one slip away from a known one."""
    word = word.casefold()
    return len(word) > SHORTEST_PART and any(word != each and are_near(word, each, 1) for each in known)


def are_near(word: str, other: str, most: int) -> bool:
    """Whether at most `most` slips lead from a word to the other one."""
    return abs(len(word) - len(other)) <= most and edit_distance(letter_positions(word), len(word), other) <= most


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known words, or `otherwise` if nothing is near."""
    return choice_hint([f"“{candidate}”" for candidate in nearest_words(word, known)], otherwise)


def choice_hint(named: Sequence[str], otherwise: str = "") -> str:
    """A hint that asks which of several things was meant, or `otherwise` if there are none."""
    if not named:
        return otherwise
    return f"did you mean {in_a_row(named, 'or')}?"
