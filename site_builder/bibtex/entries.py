"""BibTeX text to entries: their fields as written, with @string abbreviations filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple

from site_builder.bibtex.blocks import Block, Lines, find_blocks
from site_builder.bibtex.commands import NAME, Command, Fault, Macros
from site_builder.bibtex.faultless import Faultless, read_faultless
from site_builder.bibtex.types import ENTRY_TYPES
from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.memory import Memory

_LEFTOVER = re.compile(rf"\s*+(?:,\s*+)?(?P<field>{NAME})\s*+=\s*+[\"{{]")
_LONGEST_VALUE = 300_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands, and its text, by which its fields are found."""

    location: Location
    text: str = ""

    def of(self, offset: int) -> Location:
        within = Lines(self.text, self.location.path).location(offset)
        if within.line == 1:
            return replace(self.location, column=self.location.column + offset)
        return replace(within, line=self.location.line + within.line - 1)


class Field(NamedTuple):
    """A field of an entry: its name in lower case, its value as LaTeX, and how far behind the entry's start it stands.

    Fields are many, and few are asked where they are: only then is their line looked for.
    """

    name: str
    value: str
    place: Place
    offset: int = 0

    @property
    def location(self) -> Location:
        return self.place.of(self.offset)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as written. A `damaged` one has been reported, and may lack fields."""

    type: str
    key: str
    fields: tuple[Field, ...]
    source: str
    location: Location
    damaged: bool = False


def read_entries(text: str, path: str, memory: Memory[Entry]) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Every entry that has a key, in order; damaged ones with what could be read of them."""
    lines = Lines(text, path)
    macros = Macros(len(text))
    undefined: dict[str, tuple[str, Location]] = {}
    entries: list[Entry] = []
    diagnostics: list[Diagnostic] = []
    strings = b""
    for block in find_blocks(text):
        if block.name == "preamble" or (not block.opened and block.name not in ENTRY_TYPES):
            continue
        start = block.start
        location = lines.location(start)
        source = text[start : block.end]
        place = Place(location, source)
        is_whole = block.closed and not _leftover(text, block)
        known = memory.get((source, strings)) if is_whole else None
        if known is not None:
            entries.append(_at(place, known))
            continue
        written: Faultless | Command | None = None
        if is_whole and block.name != "string":
            written = read_faultless(source, macros)
        fault = None
        is_faultless = written is not None
        if written is None:
            written = Command(source, macros)
            fault = written.read(block) or _leftover(text, block)
            if fault:
                where = location if fault.offset == 0 else lines.location(start + fault.offset)
                what = f"“{written.key}”" if written.key else f"This @{block.name}" if block.name else "This entry"
                diagnostics.append(Diagnostic(Rule.BIBTEX_SYNTAX, where, f"{what} {fault.message}", fault.hint))
            for offset, name in written.undefined:
                undefined.setdefault(name.lower(), (name, lines.location(start + offset)))
            is_faultless = block.closed and not (fault or written.undefined)
        if block.name == "string":
            strings = sha256(strings + source.encode(errors="replace")).digest()
        elif written.key:
            fields, wrong = _fields(written, place, start, lines)
            diagnostics += wrong
            entries.append(Entry(block.name, written.key, fields, written.source, location, fault is not None))
            if is_faultless and not wrong:
                memory.keep((source, strings), entries[-1])
    return tuple(entries), (*diagnostics, *_undefined_strings(undefined.values(), macros))


def _at(place: Place, entry: Entry) -> Entry:
    """The entry as it stands at a place, which may not be where it stood before."""
    if entry.location == place.location:
        return entry
    return replace(entry, fields=tuple(field._replace(place=place) for field in entry.fields), location=place.location)


def _fields(
    command: Faultless | Command, place: Place, start: int, lines: Lines
) -> tuple[tuple[Field, ...], list[Diagnostic]]:
    key = command.key
    fields: dict[str, Field] = {}
    wrong: dict[str, Diagnostic] = {}
    for offset, name_written, value in command.fields:
        name = name_written.lower()
        if len(value) > _LONGEST_VALUE:
            message = f"“{key}” has {len(value):,} characters in “{name_written}”, so the field is left out."
            hint = f"shorten it to less than {_LONGEST_VALUE:,}."
            wrong.setdefault(name, Diagnostic(Rule.TOO_LONG, lines.location(start + offset), message, hint))
        elif name in fields:
            line = lines.location(start + fields[name].offset).line
            message = f"“{key}” gives “{name_written}” twice: the first, on line {line}, is used."
            hint = "remove one of them."
            wrong.setdefault(name, Diagnostic(Rule.REPEATED_FIELD, lines.location(start + offset), message, hint))
        else:
            fields[name] = Field(name, value, place, offset)
    return tuple(fields.values()), list(wrong.values())


def _leftover(text: str, block: Block) -> Fault | None:
    """What betrays that a block closes too early: a field stands behind it."""
    match = _LEFTOVER.match(text, block.end) if block.closed else None
    if match is None:
        return None
    field = match["field"]
    return Fault(0, f"is closed before its field “{field}”.", f"remove the “}}” too many above “{field}”.")


def _undefined_strings(names: Iterable[tuple[str, Location]], macros: Macros) -> Iterator[Diagnostic]:
    """One diagnostic for each abbreviation, however often it is used."""
    for count, (name, location) in enumerate(names):
        # Looking for the nearest of thousands takes long: nobody reads that many hints.
        known = macros if count < 20 else ()
        hint = did_you_mean(name, known, f"define it above with @string{{{name} = {{…}}}}, or put it in braces.")
        yield Diagnostic(Rule.UNDEFINED_STRING, location, f"“{name}” is not defined by any @string above.", hint)
