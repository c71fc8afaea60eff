"""A key to the value that an earlier round made for it.

Keys hold everything that a value was made from, so a memo saves time but is never out of date. Each build owns its
memos and passes them on; no module keeps one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Memo(Generic[Value]):
    """Values by their keys, kept while each round asks for them: one that a whole round does not ask for is dropped."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Value] = {}
        self._now: dict[Hashable, Value] = {}

    def begin(self) -> None:
        """Start a round. What nobody asks for until the next one starts is then gone."""
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
        """The value kept for the key; if there is none, it is made and kept."""
        value = self.get(key)
        return self.keep(key, make()) if value is None else value
