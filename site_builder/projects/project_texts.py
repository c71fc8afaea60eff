"""What a text calls another file to the path of that file; and what a text is once it is assembled."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Final

from site_builder.diagnostics import Diagnostic, Location
from site_builder.frozen import frozen
from site_builder.projects.layout import Layout

LONGEST: Final = 2_000_000


@frozen
class ProjectTexts:
    """The texts of a project. `read` returns the text of one of the `names`, which are paths."""

    names: frozenset[str]
    read: Callable[[str], str]
    layout: Layout

    def find(self, named: str, path: str) -> str:
        """The path of a file that the text at `path` names, from its folder or the project's; "" if there is none."""
        folder = posixpath.dirname(path)
        ways = [posixpath.normpath(named.lstrip("/") if named.startswith("/") else posixpath.join(folder, named))]
        ways.append(posixpath.normpath(named.lstrip("/")))
        return next((way for way in ways if way in self.names), "")


@frozen
class AssembledText:
    """A text. `written` has the place where each line was written; it is () if every line is the file's own.

    `originals` are the lines of the files that differ from those of the text, with the number of each from 0.
    `asked` are the keys of the front matter whose values the text shows. `level` is that of the heading that is its
    title.
    """

    text: str
    written: tuple[Location, ...] = ()
    originals: tuple[tuple[int, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    asked: frozenset[str] = frozenset()
    level: int = 1
