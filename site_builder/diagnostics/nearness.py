"""A mistyped word to the known words that come nearest."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

LONGEST: Final = 80
SHORTEST_PART: Final = 3
A_PART: Final = 1
"""A part of a name is as near to it as a single slip."""
A_BEGINNING: Final = 3
"""A word that goes on after a known one is less near: slips do not add words."""


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known words most like a mistyped one, best first; none where nothing comes near.

    Near is what few slips of the fingers lead to (a letter too many, too few, wrong, or two in the wrong order), and
    a name of several words of which this is some.
    """
    ranked = sorted((distance, candidate) for candidate, distance in _near(word.casefold(), known))
    # Where something comes very near, what is far was not meant.
    return tuple(candidate for distance, candidate in ranked[:most] if distance <= ranked[0][0] + 1)


def _near(word: str, known: Iterable[str]) -> Iterator[tuple[str, int]]:
    letters = _letters(word)
    nearest_yet = LONGEST
    for candidate in known:
        folded = candidate.casefold()
        distance = A_PART if len(word) >= SHORTEST_PART and _is_part(word, folded) else LONGEST
        most = min(max(1, max(len(word), len(folded)) // 3), nearest_yet + 1, len(word) - 1)
        # One slip changes the length by one, and at most two of the letters that occur: most words are far off.
        if abs(len(word) - len(folded)) <= most and (letters ^ _letters(folded)).bit_count() <= 2 * most:
            slipped = slips(word, folded, most)
            distance = min(distance, slipped if slipped <= most else LONGEST)
        if distance == LONGEST and len(folded) >= SHORTEST_PART and word.startswith(folded):
            distance = A_BEGINNING
        if distance <= nearest_yet + 1:
            nearest_yet = min(nearest_yet, distance)
            yield candidate, distance


def _is_part(word: str, whole: str) -> bool:
    """Whether a word begins another, or is one of its words."""
    return whole.startswith(word) or (word in whole and word in whole.replace("-", "_").replace(" ", "_").split("_"))


@functools.lru_cache(maxsize=100_000)
def _letters(word: str) -> int:
    """The letters that occur in a word, as bits."""
    bits = 0
    for character in word:
        bits |= 1 << (ord(character) & 63)
    return bits


def slips(one: str, other: str, most: int) -> int:
    """How many slips lead from one word to the other (optimal string alignment); more than `most` is `most + 1`."""
    one, other = _without_common_ends(one[:LONGEST], other[:LONGEST])
    far = most + 1
    before: Sequence[int] = []
    row = [min(column, far) for column in range(len(other) + 1)]
    for at, letter in enumerate(one, 1):
        # What is more than `most` columns off the diagonal takes more than `most` slips.
        first, last = max(1, at - most), min(len(other), at + most)
        new = [far] * (len(other) + 1)
        new[0] = min(at, far)
        for column in range(first, last + 1):
            cost = min(row[column] + 1, new[column - 1] + 1, row[column - 1] + (letter != other[column - 1]))
            if at > 1 < column and letter == other[column - 2] and one[at - 2] == other[column - 1]:
                cost = min(cost, before[column - 2] + 1)
            new[column] = cost
        if min(new) > most:
            return far
        before, row = row, new
    return min(row[-1], far)


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    one, other = one[start:], other[start:]
    shorter -= start
    end = next((at for at in range(shorter) if one[-1 - at] != other[-1 - at]), shorter)
    return one[: len(one) - end], other[: len(other) - end]


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known words, or the other text where nothing comes near."""
    return choice([f"“{candidate}”" for candidate in nearest(word, known)], otherwise)


def choice(named: Sequence[str], otherwise: str = "") -> str:
    """A hint that asks which of several things was meant, or the other text where there are none."""
    if not named:
        return otherwise
    listed = named[0] if len(named) == 1 else ", ".join(named[:-1]) + " or " + named[-1]
    return f"did you mean {listed}?"
