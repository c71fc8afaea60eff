"""Diagnostics to the form in which a terminal, a tool or GitHub shows them."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from site_builder.cli.terminal import Paint
from site_builder.cli.verbosity import counted_noun
from site_builder.diagnostics import Diagnostic, Location, Severity, in_a_row
from site_builder.model import Files
from site_builder.patterns import pattern

PLAIN = Paint()
_SNIPPET_WIDTH = 100
_FEW = 10
_LINE_END = pattern(r"\r\n?|\n")
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\N{REPLACEMENT CHARACTER}") | {9: " ", 10: " "}


def tally(diagnostics: Sequence[Diagnostic]) -> str:
    """The number of diagnostics of each severity: “2 errors, 1 warning and 3 pieces of advice”."""
    numbers = [(severity, sum(found.severity is severity for found in diagnostics)) for severity in Severity]
    return in_a_row([_counted(severity, number) for severity, number in numbers if number] or ["nothing is wrong"])


def _counted(severity: Severity, number: int) -> str:
    if severity is Severity.ADVICE:
        return f"{counted_noun(number, 'piece')} of advice"
    return counted_noun(number, severity.value)


def by_rule(diagnostics: Sequence[Diagnostic]) -> str:
    """For more than a few diagnostics, a line with the number for each rule, most frequent first; else ""."""
    if len(diagnostics) <= _FEW:
        return ""
    numbers = Counter(found.rule.name_ for found in diagnostics)
    return f"In all: {', '.join(f'{number} {name}' for name, number in numbers.most_common())}.\n"


def with_relative_path(found: Diagnostic, project: Path, files: Files, site: Files) -> Diagnostic:
    """The diagnostic with a path that can be opened from the current folder. Paths of built pages stay as they are."""
    path = PurePosixPath(found.location.path)
    if not path.parts or (path in site and path not in files):
        return found
    return replace(found, location=replace(found.location, path=(PurePosixPath(project.as_posix()) / path).as_posix()))


class Sources:
    """The lines of the files that diagnostics point to. Each file is decoded once."""

    def __init__(self, *layers: Files) -> None:
        self._layers = layers
        self._lines: dict[str, list[str]] = {}

    def line(self, location: Location) -> str:
        path = PurePosixPath(location.path)
        if location.path not in self._lines:
            source = next((layer[path] for layer in self._layers if path in layer), b"")
            self._lines[location.path] = _LINE_END.split(_decoded(source, location.path))
        lines = self._lines[location.path]
        return lines[location.line - 1] if 0 < location.line <= len(lines) else ""


def _decoded(source: bytes, path: str) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Imported here, because it takes long and hardly any file needs it.
        from site_builder.bibliographies import decode_any

        return decode_any(source, path)[0]


def as_text(found: Diagnostic, source: str, paint: Paint = PLAIN) -> str:
    """A diagnostic for a terminal: place and message, the source line with a caret, and the hint."""
    place = f"{paint.bold(_clean(f'{found.location}:'))} " if found.location.path else ""
    kind = paint.weight(found.severity, f"{found.severity.value}:")
    lines = [f"{place}{kind} {_clean(found.message)} {paint.faint(f'[{found.rule.name_}]')}"]
    snippet = [_clean(line) for line in _snippet(source, found.location)]
    lines += [*snippet[:1], *(paint.weight(found.severity, line) for line in snippet[1:])]
    lines += [f"    {paint.bold('hint:')} {_clean(found.hint)}"] if found.hint else []
    return "\n".join(lines)


def _clean(text: str) -> str:
    """The text with control characters replaced, so that none reaches the terminal."""
    return text.translate(_CONTROLS)


def _snippet(source: str, location: Location) -> Iterator[str]:
    """The source line and, if the column is known, a caret below it."""
    source = source.rstrip()
    if not source:
        return
    start, column = 0, max(location.column - 1, 0)
    if len(source) > _SNIPPET_WIDTH:
        start = max(0, min(column - _SNIPPET_WIDTH // 2, len(source) - _SNIPPET_WIDTH))
    window = source[start : start + _SNIPPET_WIDTH]
    before = "…" if start else ""
    after = "…" if start + _SNIPPET_WIDTH < len(source) else ""
    margin = f"{location.line:>7} | "
    yield f"{margin}{before}{window}{after}"
    if location.column:
        yield " " * (len(margin) + len(before) + _columns(window[: column - start])) + "^"


def _columns(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    records = [
        {
            "rule": found.rule.name_,
            "severity": found.severity.value,
            "path": found.location.path,
            "line": found.location.line,
            "column": found.location.column,
            "message": found.message,
            "hint": found.hint,
        }
        for found in diagnostics
    ]
    return json.dumps(records, indent=2)


def as_github(found: Diagnostic) -> str:
    """A workflow command of GitHub Actions, which shows the diagnostic beside the line that it is about."""
    place = {"file": found.location.path, "line": found.location.line, "col": found.location.column}
    properties = [f"{name}={_escaped_property(str(value))}" for name, value in place.items() if value]
    properties.append(f"title={_escaped_property(found.rule.name_)}")
    message = f"{found.message}\n{found.hint}" if found.hint else found.message
    level = "notice" if found.severity is Severity.ADVICE else found.severity.value
    return f"::{level} {','.join(properties)}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
