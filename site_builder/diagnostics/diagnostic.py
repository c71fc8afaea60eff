"""One problem and its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.diagnostics.rules import Rule, Severity
from site_builder.frozen import frozen


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a project's file. Lines and columns count from 1, columns in characters; 0 means unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])


NOWHERE = Location("")


def in_a_row(names: Iterable[str], conjunction: str = "and") -> str:
    """The names in a sentence: “one, two and three”."""
    *most, last = names
    return f"{', '.join(most)} {conjunction} {last}" if most else last


def quoted(text: str, longest: int) -> str:
    """A text as messages quote it: on one line, and cut off if it is longer than `longest` characters."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= longest else f"“{text[: longest - 1].rstrip()}…”"


@frozen
class Diagnostic:
    """One problem. `message` says what is wrong, `hint` what to do; both are sentences of plain text.

    `weight` is the severity that a review gives to the rule; None keeps the rule's own.
    """

    rule: Rule
    location: Location
    message: str
    hint: str = ""
    weight: Severity | None = None

    @property
    def severity(self) -> Severity:
        return self.weight or self.rule.severity

    def __str__(self) -> str:
        line = f"{self.location}: {self.severity.value}: {self.message} [{self.rule.name_}]"
        return f"{line}\n    hint: {self.hint}" if self.hint else line


def left_out(place: Location, message: str, hint: str) -> Diagnostic:
    """That something is left out which an author would miss: a warning, and not advice as of what nobody misses."""
    return Diagnostic(Rule.LEFT_OUT, place, message, hint, Severity.WARNING)
