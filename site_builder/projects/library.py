"""The texts of a project: where each is found, and what it is once it is put together."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Final

from site_builder.diagnostics import Diagnostic, Location
from site_builder.frozen import frozen
from site_builder.projects.layout import Layout

LONGEST: Final = 2_000_000


@frozen
class Library:
    """The texts of a project by their paths: `read` gives one, where it is among the `names`."""

    names: frozenset[str]
    read: Callable[[str], str]
    layout: Layout

    def found(self, named: str, path: str) -> str:
        """The path of a file that a text names from its own folder, or from the project's; "" where there is none."""
        folder = posixpath.dirname(path)
        ways = [posixpath.normpath(named.lstrip("/") if named.startswith("/") else posixpath.join(folder, named))]
        ways.append(posixpath.normpath(named.lstrip("/")))
        return next((way for way in ways if way in self.names), "")


@frozen
class Assembled:
    """A text; `written` says of each line where it was written, () where every line is the file's own.

    `originals` are the lines that stand otherwise where they were written, by their number from 0.
    """

    text: str
    written: tuple[Location, ...] = ()
    originals: tuple[tuple[int, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
