"""A text's own lines and those of other files to the lines of one text, within limits that no author needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.projects.includes import (
    Inclusion,
    chunk_labelled,
    include_obstacle,
    lines_of_input,
    path_of_input,
)
from site_builder.projects.kinds import is_text
from site_builder.projects.lines.source_lines import Line
from site_builder.projects.project_texts import LONGEST, ProjectTexts

MOST_INCLUDED: Final = 500


@dataclass(slots=True)
class AssembledLines:
    """The lines so far, and what is wrong with them. `open` are the files whose lines are being added.

    `asked` are the keys of the front matter whose values the lines show. The margin goes before each line.
    """

    project_texts: ProjectTexts
    diagnostics: list[Diagnostic] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    margin: str = ""
    included: int = 0
    length: int = 0

    def add(self, line: str, place: Location, is_code: bool = False) -> None:
        line = f"{self.margin}{line}" if line else line
        self.lines.append(Line(line, place, is_code))
        self.length += len(line) + 1

    def add_input(self, line: str, path: str) -> bool:
        """Add the lines of a LaTeX file that a line inputs; whether the line inputs one that can be read."""
        named = path_of_input(line, lambda name: self.project_texts.find(name, path), self.project_texts.read)
        if not named or not self._has_room(named):
            return False
        self.included += 1
        for number, text in lines_of_input(self.project_texts.read(named)):
            self.add(text, Location(named, number))
        return True

    def add_chunks(self, path: str, labels: Iterable[str], shows_code: bool, place: Location) -> None:
        """Add the chunks of a file that have these labels, and diagnostics of labels that none has."""
        lines = self.project_texts.read(path).split("\n")
        for label in labels:
            chunk = list(chunk_labelled(lines, label, shows_code))
            if not chunk:
                message = f"No cell of “{path}” has the label “{label}”, so it is not shown here."
                hint = f"correct the label, or give the cell the line: #| label: {label}."
                where = Location(place.path, place.line, 1)
                self.diagnostics.append(Diagnostic(Rule.UNKNOWN_INCLUDE, where, message, hint))
            self.included += 1
            self.add("", place)
            for number, line in chunk:
                self.add(line, Location(path, number), is_code=True)
            self.add("", place)

    def code_of(self, named: Inclusion, path: str, may_be_text: bool) -> list[str]:
        """The lines of a file that is included in code; [] if it is not found, may not be a text or is too long."""
        found = self.project_texts.find(named.path, path)
        text = self.project_texts.read(found) if found and (may_be_text or not is_text(found)) else ""
        is_short = self.length + len(text) <= LONGEST
        return named.code_of(text.rstrip("\n").split("\n")) if text and is_short else []

    def may_include(self, named: str, found: str, place: Location) -> bool:
        """Whether a file can be included where it is named; otherwise there is a diagnostic."""
        problem = self.obstacle(named, found)
        if problem:
            message, hint = problem
            where = Location(place.path, place.line, 1)
            self.diagnostics.append(Diagnostic(Rule.UNKNOWN_INCLUDE, where, message, hint))
        return problem is None

    def obstacle(self, named: str, found: str) -> tuple[str, str] | None:
        """Why a file cannot be included where it is named, and a hint; None if it can be."""
        if problem := include_obstacle(named, found, self.project_texts.names, self.open):
            return problem
        if not self._has_room(found):
            hint = "split the text into several sections."
            return f"“{named}” would make this text longer than anybody would write, so it is left out.", hint
        return None

    def _has_room(self, path: str) -> bool:
        return self.included < MOST_INCLUDED and self.length + len(self.project_texts.read(path)) <= LONGEST
