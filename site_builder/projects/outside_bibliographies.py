"""A project's files to the bibliographies outside its folder that they name: many authors keep one for all works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final

from site_builder.patterns import pattern
from site_builder.project_paths import OUTSIDE
from site_builder.projects.kinds import TEXTS

NAMING: Final = (*TEXTS, ".yml", ".yaml")
# Other files outside the folder may be private.
ENDING: Final = ".bib"
_KEY: Final = pattern(r"(?m)^[ \t]*[\"']?(?:bibliography|bibtex_bibfiles)[\"']?[ \t]*:")
# A value continues in lines that are indented, or are items.
_VALUE: Final = pattern(r"[^\n]{0,2000}(?:\n(?:[ \t]*-[ \t]|[ \t]++)[^\n]{0,2000}){0,50}")
_UP: Final = r"(?:(?:\./)?\.\./|~/|/)"
# A name may contain spaces even without quotation marks.
_NAME: Final = pattern(
    rf"\"({_UP}[^\"\n\0]{{1,500}})\"|'({_UP}[^'\n\0]{{1,500}})'|(?<![^\s\[,])({_UP}[^\n\[\]{{}},#\0]{{1,500}})"
)


def bibliographies_outside(files: Mapping[PurePosixPath, bytes]) -> tuple[str, ...]:
    """The paths where they may be: relative to the project's folder, in the author's home (`~/`), or absolute."""
    return tuple(dict.fromkeys(name for path, data in files.items() for name in _named(path, data)))


def _named(path: PurePosixPath, data: bytes) -> Iterator[str]:
    if path.suffix.lower() not in NAMING or not (b"bibliography" in data or b"bibtex_bibfiles" in data):
        return
    text = data.decode(errors="replace")
    for key in _KEY.finditer(text):
        value = _VALUE.match(text, key.end())
        for found in _NAME.finditer(value[0] if value else ""):
            name = found[found.lastindex or 0].strip()
            name = name.removesuffix(ENDING) + ENDING
            for way in (name,) if name[0] in "~/" else (normpath(f"{path.parent}/{name}"), normpath(name)):
                if way.startswith(("~/", *OUTSIDE)):
                    yield way
