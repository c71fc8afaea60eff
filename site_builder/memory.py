"""What was made before to what need not be made again.

A memory holds values by what they were made from, so it can save time but
never be out of date. Builds own their memories and hand them down; no module keeps one of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Memory(Generic[Value]):
    """Values by their keys, of this round and of the one before it; older ones are let go."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Value] = {}
        self._now: dict[Hashable, Value] = {}

    def begin(self) -> None:
        """A new round: what it does not ask for is gone in the next."""
        self._before, self._now = self._now, {}

    def get(self, key: Hashable) -> Value | None:
        value = self._now.get(key)
        if value is None and (value := self._before.get(key)) is not None:
            self._now[key] = value
        return value

    def keep(self, key: Hashable, value: Value) -> Value:
        self._now[key] = value
        return value

    def recall(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value kept for the key, made now where there is none."""
        value = self.get(key)
        return self.keep(key, make()) if value is None else value
