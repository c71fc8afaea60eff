"""Macros to what a style would grow to with each call of a macro replaced by the macro.

A few lines of macros that call each other twice are as long as a book when they are rendered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.csl.xml import Element

# The largest published styles have 1.7 million elements, nested 72 deep.
_DEEPEST = 110
_LARGEST = 4_000_000


class TooLarge(Exception):
    """The style would be too large or too deep to render; `line` is where that shows."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(slots=True)
class _Unfolding:
    macros: Mapping[str, Element]
    known: dict[str, tuple[int, int]] = field(default_factory=dict)

    def measure(self, element: Element, depth: int) -> tuple[int, int]:
        """How many elements there are from this one on, and how deep they are nested. Raises TooLarge."""
        if depth > _DEEPEST:
            raise TooLarge(element.line)
        size, height = 1, 1
        for child in element.children:
            more, deeper = self.measure(child, depth + 1)
            size, height = size + more, max(height, deeper + 1)
        if element.tag in ("text", "key") and "macro" in element.attributes:
            more, deeper = self._of_macro(element.get("macro"), depth + 1)
            size, height = size + more, max(height, deeper + 1)
        if size > _LARGEST or depth + height > _DEEPEST:
            raise TooLarge(element.line)
        return size, height

    def _of_macro(self, name: str, depth: int) -> tuple[int, int]:
        if name not in self.known and name in self.macros:
            # A macro that calls itself renders nothing there.
            self.known[name] = (0, 0)
            self.known[name] = self.measure(self.macros[name], depth)
        return self.known.get(name, (0, 0))


def check_size(root: Element) -> None:
    """Raises TooLarge where a style would take more time, or more of Python's stack, than any real one."""
    unfolding = _Unfolding({macro.get("name"): macro for macro in root.all("macro")})
    for part in root.all("citation", "bibliography"):
        unfolding.measure(part, 0)
