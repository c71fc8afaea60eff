"""Command-line arguments to a built site, printed diagnostics and an exit code."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from site_builder import __version__
from site_builder.diagnostics import Diagnostic, Location, Severity
from site_builder.files import OutputRefused, ProjectNotFound, check_output, read_files, write_files
from site_builder.model import Files

FINE, WRONG, MISUSED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141

_SNIPPET_WIDTH = 100
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\N{REPLACEMENT CHARACTER}") | {9: " ", 10: " "}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0: all is well; 1: errors, or warnings under `--strict`; 2: wrong usage or a refused folder."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    chosen = _parser().parse_args(arguments)
    try:
        code = _run(chosen)
        sys.stdout.flush()
        return code
    except (ProjectNotFound, OutputRefused) as refusal:
        print(f"site-builder: {refusal}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        print("site-builder: interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as error:
        print(f"site-builder: {error.filename or 'the disk'}: {error.strerror or error}.", file=sys.stderr)
        return MISUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="site-builder", description="Publish a literature review, written in Markdown and BibTeX, as a website."
    )
    parser.add_argument("--version", action="version", version=f"site-builder {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="build the site", description="Build the site of a project.")
    check = commands.add_parser("check", help="say what is wrong, write nothing", description="Check a project.")
    styles = commands.add_parser("styles", help="list the citation styles", description="List the citation styles.")
    styles.add_argument("word", nargs="?", default="", metavar="WORD", help="only those with this in name or title")
    for command in (build, check):
        command.add_argument(
            "project", nargs="?", type=Path, default=Path(), metavar="PROJECT", help="its folder (default: this one)"
        )
        command.add_argument("--strict", action="store_true", help="let warnings fail, too")
    build.add_argument("-o", "--output", type=Path, metavar="DIR", help="where to (default: PROJECT/output)")
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="default: text")
    return parser


def _run(chosen: argparse.Namespace) -> int:
    return _list_styles(chosen.word) if chosen.command == "styles" else _build_or_check(chosen)


def _list_styles(word: str) -> int:
    from site_builder.styles import list_styles

    files, _ = read_files(Path(), Path("output"))
    found = list(list_styles(files, word))
    for name, title in found:
        print(f"{name}\t{title}")
    if not found:
        print(f"No citation style has “{word}” in its name or title.", file=sys.stderr)
    return FINE if found else WRONG


def _build_or_check(chosen: argparse.Namespace) -> int:
    from site_builder.build import build  # loads the parsers, which a wrong argument should not have to wait for

    project: Path = chosen.project
    is_check = chosen.command == "check"
    output: Path = project / "output" if is_check or chosen.output is None else chosen.output
    files, unread = read_files(project, output)
    if not is_check:
        check_output(output, project)
    built = build(files)

    diagnostics = sorted(
        (*unread, *built.diagnostics), key=lambda found: (found.location, found.rule.name_, found.message)
    )
    shown = tuple(_seen_from_here(found, project, files, built.site) for found in diagnostics)
    form: str = chosen.format if is_check else "text"
    if form == "json":
        print(as_json(shown))
    elif form == "github":
        print("".join(f"{as_github(found)}\n" for found in shown), end="")
    else:
        sources = _Sources(files, built.site)
        for found, seen in zip(diagnostics, shown, strict=True):
            print(as_text(seen, sources.line(found.location)), file=sys.stderr)

    failed = any(chosen.strict or found.severity is Severity.ERROR for found in diagnostics)
    pages = _count(sum(path.suffix == ".html" for path in built.site), "page")
    if is_check:
        # Standard output is then the JSON, the whole JSON and nothing but the JSON.
        print(f"Checked {pages}: {_tally(diagnostics)}.", file=sys.stderr if form == "json" else sys.stdout)
    elif failed:
        print(f"Nothing was written: {_tally(diagnostics)}.")
    else:
        done = write_files(built.site, output)
        changes = f"{_count(len(done.written), 'file')} written, {len(done.unchanged)} unchanged"
        changes += f", {len(done.deleted)} deleted" if done.deleted else ""
        changes += f"; {_tally(diagnostics)}" if diagnostics else ""
        print(f"Built {pages} into {output}/: {changes}.")
    return WRONG if failed else FINE


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _tally(diagnostics: Sequence[Diagnostic]) -> str:
    numbers = [(sum(found.severity is severity for found in diagnostics), severity.value) for severity in Severity]
    return " and ".join(_count(number, noun) for number, noun in numbers if number) or "nothing is wrong"


def _seen_from_here(found: Diagnostic, project: Path, files: Files, site: Files) -> Diagnostic:
    """A diagnostic whose path can be opened from the current folder; the path of a built page stays as it is."""
    path = PurePosixPath(found.location.path)
    if not path.parts or (path in site and path not in files):
        return found
    return replace(found, location=replace(found.location, path=(PurePosixPath(project.as_posix()) / path).as_posix()))


class _Sources:
    """The lines of the files that diagnostics point to, each file decoded once."""

    def __init__(self, *layers: Files) -> None:
        self._layers = layers
        self._lines: dict[str, list[str]] = {}

    def line(self, location: Location) -> str:
        path = PurePosixPath(location.path)
        if location.path not in self._lines:
            source = next((layer[path] for layer in self._layers if path in layer), b"")
            self._lines[location.path] = source.decode(errors="replace").split("\n")
        lines = self._lines[location.path]
        return lines[location.line - 1] if 0 < location.line <= len(lines) else ""


def as_text(found: Diagnostic, source: str) -> str:
    """A diagnostic for a terminal: where and what, the source line with a caret, and the hint."""
    first = str(replace(found, hint="")).removeprefix(": ")
    lines = [first, *_snippet(source, found.location), *([f"    hint: {found.hint}"] if found.hint else [])]
    return "\n".join(line.translate(_CONTROLS) for line in lines)


def _snippet(source: str, location: Location) -> Iterator[str]:
    source = source.rstrip()
    if not source or not location.column:
        return
    start, column = 0, location.column - 1
    if len(source) > _SNIPPET_WIDTH:
        start = max(0, min(column - _SNIPPET_WIDTH // 2, len(source) - _SNIPPET_WIDTH))
    window = source[start : start + _SNIPPET_WIDTH]
    before = "…" if start else ""
    after = "…" if start + _SNIPPET_WIDTH < len(source) else ""
    margin = f"{location.line:>7} | "
    yield f"{margin}{before}{window}{after}"
    yield " " * (len(margin) + len(before) + _columns(window[: column - start])) + "^"


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
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
    """A workflow command of GitHub Actions, which shows the diagnostic beside the line it is about."""
    place = {"file": found.location.path, "line": found.location.line, "col": found.location.column}
    properties = [f"{name}={_escaped_property(str(value))}" for name, value in place.items() if value]
    properties.append(f"title={_escaped_property(found.rule.name_)}")
    message = f"{found.message}\n{found.hint}" if found.hint else found.message
    return f"::{found.severity.value} {','.join(properties)}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
