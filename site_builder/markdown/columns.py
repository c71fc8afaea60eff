"""A column of a line that was translated to that of the line that its author wrote.

The word at the column is looked for there: the second “smith2020” of one line is the second of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from site_builder.patterns import pattern

WORD: Final = pattern(r"[^\W_](?:[\w:.+/-]*\w)?")
# How many signs, such as those of `[-@key]`, may stand between a place and the word that it is about.
MOST_SIGNS: Final = 5
UNKNOWN: Final = 0
# The words before are counted again for each place of a line.
LONGEST: Final = 4_000


def column_as_written(column: int, made: str, written: str) -> int:
    """Columns count from 1; 0 where the word does not stand in what was written, or the line is very long."""
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
    """The word itself, and what follows a prefix that it may have been given: `fig-`."""
    return (0, word.index("-") + 1) if "-" in word[:-1] else (0,)


def _all(word: str, line: str) -> Iterator[int]:
    """Where a word stands that is no part of another."""
    at = line.find(word)
    while at >= 0:
        end = at + len(word)
        if not (line[at - 1 : at].isalnum() or line[end : end + 1].isalnum()):
            yield at
        at = line.find(word, end)
