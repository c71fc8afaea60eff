"""Text that is HTML already."""

from __future__ import annotations


class Html(str):
    """Text that is HTML already: templates print it as it is, and escape every other string."""

    __slots__ = ()

    def __html__(self) -> str:
        return self
