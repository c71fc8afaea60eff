"""Macros to the size that a style has if each call of a macro is replaced by the macro.

A few lines of macros that call each other twice render as much as a book.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.csl.xml import Element

# The largest published styles have 1.7 million elements, nested 72 deep.
_DEEPEST = 110
_LARGEST = 4_000_000


class Endless(Exception):
    """Macros never end, or amount to more than in any real style. `line` is where that shows."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def _too_large(line: int) -> Endless:
    return Endless("The style's macros call each other more often, or deeper, than can be rendered.", line)


@dataclass(slots=True)
class _Unfolding:
    macros: Mapping[str, Element]
    known: dict[str, tuple[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def measure(self, element: Element, depth: int) -> tuple[int, int]:
        """The number of elements from this one on, and the depth of their nesting. Raises Endless."""
        if depth > _DEEPEST:
            raise _too_large(element.line)
        size, height = 1, 1
        for child in element.children:
            more, deeper = self.measure(child, depth + 1)
            size, height = size + more, max(height, deeper + 1)
        if element.tag in ("text", "key") and "macro" in element.attributes:
            more, deeper = self._of_macro(element, depth + 1)
            size, height = size + more, max(height, deeper + 1)
        if size > _LARGEST or depth + height > _DEEPEST:
            raise _too_large(element.line)
        return size, height

    def _of_macro(self, call: Element, depth: int) -> tuple[int, int]:
        name = call.get("macro")
        if name not in self.known and name in self.macros:
            if name in self.begun:
                raise Endless(f"The macro “{name}” calls itself, and would never end.", call.line)
            self.begun.add(name)
            self.known[name] = self.measure(self.macros[name], depth)
        return self.known.get(name, (0, 0))


def check_size(root: Element) -> None:
    """Raises Endless if a style would take more time, or more of Python's stack, than any real one."""
    unfolding = _Unfolding({macro.get("name"): macro for macro in root.all("macro")})
    for part in root.all("citation", "bibliography"):
        unfolding.measure(part, 0)
