"""Work on many like things to its results: one after the other, unless whoever builds has more processes for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Protocol, TypeVar

SMALL: Final = 100
"""So many items of less than a millisecond each are worth a process of their own."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Spread(Protocol):
    """Gives the result of some work for each item, in the order of the items.

    Work that is done elsewhere leaves nothing behind here but its results. Of `worth` items and more, it may be.
    """

    def __call__(
        self, work: Callable[[Item], Result], items: Sequence[Item], *, worth: int = SMALL
    ) -> Iterable[Result]: ...


def in_turn(work: Callable[[Item], Result], items: Sequence[Item], *, worth: int = SMALL) -> Iterable[Result]:
    """Each item after the one before it, here."""
    return map(work, items)
