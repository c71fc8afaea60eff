"""Footnotes, addresses of links and text references that another text defines, to the end of each text with a use.

Pandoc, bookdown and Manubot make one document of several texts, so that their notes may be in a text of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType
from typing import Final, NamedTuple

from site_builder.characters import as_compared
from site_builder.diagnostics import Location
from site_builder.markdown.code.text_references import TEXT_REFERENCE
from site_builder.markdown.fences import are_code
from site_builder.markdown.raw.braces import CODE
from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line

NAME: Final = r"\[(?P<name>\^[^\[\]\s]{1,200}|[^\[\]^@\n]{1,200})\]"
# A footnote, or an address with or without a title
DEFINED: Final = pattern(
    r" {0,3}\[(?P<name>\^[^\[\]\s]{1,200}(?=\]:[ \t]*\S)|[^\[\]^@\n]{1,200}(?=\]:[ \t]*\S+[ \t]*(?:[\"'({].*)?$))\]:.*"
)
# What stands for a text, `(ref:x)`, before that text
NAMED: Final = pattern(rf" {{0,3}}(?P<name>{TEXT_REFERENCE.pattern})[ \t]+\S.*")
REFERENCE: Final = "(ref:"
INDENTS: Final = ("    ", "\t")
USED: Final = pattern(rf"{CODE}|{NAME}(?![:(])")


class Shared(NamedTuple):
    """The definitions that each text lacks, and the lines of notes and named texts that only other texts use."""

    lent: Mapping[str, tuple[Line, ...]] = MappingProxyType({})
    moved: frozenset[tuple[str, int]] = frozenset()


def shared_definitions(texts: Collection[str], read: Callable[[str], str]) -> Shared:
    """What a text uses without a definition, but exactly one other text defines."""
    if len(texts) < 2:
        return Shared()
    defined: dict[str, dict[str, tuple[Line, ...]]] = {}
    used: dict[str, set[str]] = {}
    for path in texts:
        lines = _lines(read(path), path)
        defined[path] = dict(_definitions(lines))
        used[path] = {as_compared(name) for line in lines for name in _names(line)}
        used[path] |= set(_text_references(lines))
    holders: dict[str, list[str]] = {}
    for path, names in defined.items():
        for name in names:
            holders.setdefault(name, []).append(path)
    lent: dict[str, list[Line]] = {}
    moved: set[tuple[str, int]] = set()
    for path in texts:
        for name in sorted(used[path].difference(defined[path])):
            holder = holders.get(name, [])
            is_moved = len(holder) == 1 and name not in used[holder[0]]
            # A number without its note is rather a slip, if another text has a note of its own with it.
            if len(holder) != 1 or (name.lstrip("^").isdigit() and not is_moved):
                continue
            noted = defined[holder[0]][name]
            lent.setdefault(path, []).extend((Line("", noted[0].place), *noted))
            if is_moved and name.startswith(("^", REFERENCE)):
                moved |= {(line.place.path, line.place.line) for line in noted}
    return Shared({path: tuple(lines) for path, lines in lent.items()}, frozenset(moved))


def with_shared(lines: Sequence[Line], path: str, shared: Shared) -> list[Line]:
    kept = [line._replace(text="") if (line.place.path, line.place.line) in shared.moved else line for line in lines]
    return [*kept, *shared.lent.get(path, ())]


def _lines(text: str, path: str) -> list[Line]:
    lines = text.split("\n") if "[" in text or REFERENCE in text else []
    return [
        Line(line, Location(path, number), is_code)
        for number, (line, is_code) in enumerate(zip(lines, are_code(lines), strict=True), 1)
    ]


def _names(line: Line) -> Iterator[str]:
    if "[" in line.text and not line.is_code:
        yield from (found["name"] for found in USED.finditer(line.text) if found["name"])


def _text_references(lines: Sequence[Line]) -> Iterator[str]:
    """Each `(ref:x)` that stands for a text, also in code, since a chunk's options may have it as a caption."""
    for at, line in enumerate(lines):
        if REFERENCE in line.text:
            named = _name_of_text(lines, at)
            for found in TEXT_REFERENCE.finditer(line.text, named.end("name") if named else 0):
                yield found[0]


def _name_of_text(lines: Sequence[Line], at: int) -> re.Match[str] | None:
    """The name of the text that a paragraph with a text reference defines, if it begins with this line."""
    begins = not lines[at].is_code and (at == 0 or not lines[at - 1].text.strip())
    return NAMED.fullmatch(lines[at].text) if begins and REFERENCE in lines[at].text else None


def _definitions(lines: Sequence[Line]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Each definition; that of a footnote with the lines of its paragraph, and with indented ones below it."""
    for at, line in enumerate(lines):
        if named := _name_of_text(lines, at):
            below = takewhile(lambda line: line.text.strip() and not line.is_code, lines[at:])
            yield named["name"], tuple(below)
            continue
        found = DEFINED.fullmatch(line.text) if "]:" in line.text and not line.is_code else None
        if found:
            is_note = found["name"].startswith("^")
            yield as_compared(found["name"]), (line, *(_below(lines, at + 1) if is_note else ()))


def _below(lines: Sequence[Line], start: int) -> Sequence[Line]:
    end = start
    for at in range(start, len(lines)):
        text = lines[at].text
        if DEFINED.fullmatch(text) or (text.strip() and at > end and not text.startswith(INDENTS)):
            break
        end = at + 1 if text.strip() else end
    return lines[start:end]
