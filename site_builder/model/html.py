"""Text that is already HTML."""

from __future__ import annotations


class Html(str):
    """Text that is already HTML: templates print it unchanged, and escape every other string."""

    __slots__ = ()

    def __html__(self) -> str:
        return self
