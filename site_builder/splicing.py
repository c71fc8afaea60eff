"""A text and what is to stand in the place of parts of it to the text that has it there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import AnyStr


def spliced(text: AnyStr, spots: Iterable[tuple[int, AnyStr, AnyStr]]) -> AnyStr | None:
    """The text, in which each spot says where something stands, what that is, and what is to stand there instead.

    Spots come in any order; None where one reaches into another.
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
