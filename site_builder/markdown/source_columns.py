"""A column in a translated line to the column in the line that its author wrote.

The word at the column is searched for there: the second “smith2020” in one line is the second in the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from site_builder.patterns import pattern

WORD: Final = pattern(r"[^\W_](?:[\w:.+/-]*\w)?")
# How many signs, such as those of `[-@key]`, may stand between a place and its word.
MOST_SIGNS: Final = 5
UNKNOWN: Final = 0
# Words are counted from the beginning of a line for each place in it, so it must not be very long.
LONGEST: Final = 4_000


def column_as_written(column: int, made: str, written: str) -> int:
    """The column, from 1; 0 if the word is not in the line that was written, or the lines are very long."""
    if column == 1:
        return 1
    found = WORD.search(made, column - 1) if len(made) + len(written) < 2 * LONGEST else None
    if found is None or found.start() > column - 1 + MOST_SIGNS:
        return UNKNOWN
    signs = made[column - 1 : found.start()]
    for start in _beginnings(found[0]):
        word = found[0][start:]
        before = sum(1 for _ in _all(word, made[: found.start() + start]))
        at = next(islice(_all(word, written), before, None), None)
        if at is not None:
            at -= len(signs) if written.startswith(signs, max(at - len(signs), 0)) else 0
            return at + 1
    return UNKNOWN


def _beginnings(word: str) -> tuple[int, ...]:
    """The beginnings of what may be searched for: the word, or the part after a prefix that was added, `fig-`."""
    return (0, word.index("-") + 1) if "-" in word[:-1] else (0,)


def _all(word: str, line: str) -> Iterator[int]:
    """The places of a word that is no part of another one."""
    at = line.find(word)
    while at >= 0:
        end = at + len(word)
        if not (line[at - 1 : at].isalnum() or line[end : end + 1].isalnum()):
            yield at
        at = line.find(word, end)
