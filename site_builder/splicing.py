"""A text and replacements for parts of it to the text with the parts replaced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import AnyStr


def spliced(text: AnyStr, spots: Iterable[tuple[int, AnyStr, AnyStr]]) -> AnyStr | None:
    """The text with each spot replaced; None if two spots overlap.

    A spot is an offset, the text that stands there and the text to put in its place. Spots may come in any order.
    """
    made: list[AnyStr] = []
    end = 0
    for start, old, new in sorted(spots):
        if start < end:
            return None
        made += (text[end:start], new)
        end = start + len(old)
    made.append(text[end:])
    return text[:0].join(made)
