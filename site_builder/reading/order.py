"""The paths of texts to the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_builder.contract import NOTES
from site_builder.projects import Layout

UNNUMBERED: Final = 10**9


def texts_of(layout: Layout, inside: Sequence[str]) -> list[str]:
    """The texts of a project in their order, by their paths below its root, as those of all files `inside` that are.

    One whose name begins with `_` is there for others to include, as in Quarto.
    """
    if layout.is_foreign:
        return [name.removeprefix(layout.root) for name in layout.texts]
    shown = (name for name in inside if name.startswith(f"{NOTES}/") or "/_" not in f"/{name}")
    texts = sorted((name for name in shown if name.endswith(".md")), key=reading_order)
    return texts if layout.root else [name for name in texts if "/" not in name]


def reading_order(path: str) -> tuple[tuple[int, str], ...]:
    """By the numbers that the steps of a path begin with, as numbers; what has none comes after."""
    return tuple(
        (int(number[0]) if (number := re.match(r"\d{1,9}", step)) else UNNUMBERED, step) for step in path.split("/")
    )
