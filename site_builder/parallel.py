"""Work on many similar items to its results: one after the other, unless a build has several processes for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Protocol, TypeVar

SMALL_ITEMS: Final = 100
"""This many items, of less than a millisecond each, justify a process of their own."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class ParallelMap(Protocol):
    """Applies some work to each item and gives the results in the order of the items.

    The work may be done in other processes if there are at least `worth` items; only its results then come back, none
    of its side effects.
    """

    def __call__(
        self, work: Callable[[Item], Result], items: Sequence[Item], *, worth: int = SMALL_ITEMS
    ) -> Iterable[Result]: ...


def serial_map(work: Callable[[Item], Result], items: Sequence[Item], *, worth: int = SMALL_ITEMS) -> Iterable[Result]:
    """Do the work on one item after the other, in this process."""
    return map(work, items)
