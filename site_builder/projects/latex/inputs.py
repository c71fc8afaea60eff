r"""LaTeX's `\input{tables/means}` to the file in the project that it reads, if that has a table or a picture.

Programs for statistics write such files. Other files may hold an author's commands, or text only in LaTeX.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from site_builder.patterns import pattern

INPUT: Final = pattern(r"\s*\\input[ \t]*(?:\{(?P<path>[^{}\n]{1,300})\}|[ \t](?P<bare>[^\s{}]{1,300}))[ \t]*(?:%.*)?")
SHOWS: Final = pattern(r"\\begin\{(?:table|tabular|longtable|longtabu|tabu|figure)[xy]?\*?\}")
ENDS: Final = ("", ".tex")


def path_of_input(line: str, found: Callable[[str], str], read: Callable[[str], str]) -> str:
    """The path of the file, as `found` gives it; "" for a line that reads none, or any other file."""
    named = INPUT.fullmatch(line)
    path = (named["path"] or named["bare"]).strip() if named else ""
    ways = [found(f"{path}{end}") for end in ENDS] if path else []
    return next((way for way in ways if way.endswith(".tex") and SHOWS.search(read(way))), "")


def lines_of_input(text: str) -> Iterator[tuple[int, str]]:
    """The lines of such a file with their numbers, without comments."""
    return (
        (number, line)
        for number, line in enumerate(text.rstrip("\n").split("\n"), start=1)
        if not line.lstrip().startswith("%")
    )
