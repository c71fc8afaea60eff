"""An entry as written: its fields, and where they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from site_builder.bibtex.blocks import Lines
from site_builder.diagnostics import Location
from site_builder.frozen import frozen


class Place:
    """Where an entry stands, and its text, in which lines are counted once the location of a field is asked for."""

    __slots__ = ("_lines", "location", "text")

    def __init__(self, location: Location, text: str = "") -> None:
        self.location = location
        self.text = text
        self._lines: Lines | None = None

    def of(self, offset: int) -> Location:
        self._lines = self._lines or Lines(self.text, self.location.path)
        within = self._lines.location(offset)
        if within.line == 1:
            return replace(self.location, column=self.location.column + offset)
        return replace(within, line=self.location.line + within.line - 1)


class Field(NamedTuple):
    """A field of an entry: `name` in lower case, `value` as LaTeX, and `offset` in characters from the entry's start.

    Few of the many fields in a file are ever asked for their location, so it is computed on demand.
    """

    name: str
    value: str
    place: Place
    offset: int = 0

    @property
    def location(self) -> Location:
        return self.place.of(self.offset)


@frozen
class Entry:
    """An entry as written. A `damaged` one has been reported, and may lack fields or its key, which is "" then."""

    type: str
    key: str
    fields: tuple[Field, ...]
    source: str
    location: Location
    damaged: bool = False
