"""BibTeX text to entries: their fields as written, with @string abbreviations filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeAlias

from site_builder.bibtex.blocks import Block, Lines, find_blocks
from site_builder.bibtex.commands import NAME, Command, Fault, Macros
from site_builder.bibtex.faultless import read_faultless
from site_builder.bibtex.types import ENTRY_TYPES
from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.memory import Memory

_LEFTOVER = re.compile(rf"\s*+(?:,\s*+)?(?P<field>{NAME})\s*+=\s*+[\"{{]")
_LONGEST_VALUE = 300_000


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry: its name in lower case, its value as LaTeX."""

    name: str
    value: str
    location: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as written. A `damaged` one has been reported, and may lack fields."""

    type: str
    key: str
    fields: tuple[Field, ...]
    source: str
    location: Location
    damaged: bool = False


Words: TypeAlias = tuple[Sequence[tuple[int, str, str]], Entry]
"""What is kept of a faultless entry: its fields, each with its distance from the entry's start, and itself."""


def read_entries(text: str, path: str, memory: Memory[Words]) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
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
        location = lines.location(block.start)
        source = text[block.start : block.end]
        is_whole = block.closed and not _leftover(text, block)
        known = memory.get((source, strings)) if is_whole else None
        if known is not None:
            entries.append(_at(location, block.start, lines, *known))
            continue
        if is_whole and block.name != "string" and (faultless := read_faultless(source, macros)):
            fields, wrong = _fields(faultless.key, faultless.fields, block.start, lines)
            diagnostics += wrong
            entries.append(Entry(block.name, faultless.key, fields, faultless.source, location))
            if not wrong:
                memory.keep((source, strings), (faultless.fields, entries[-1]))
            continue
        command = Command(source, macros)
        fault = command.read(block) or _leftover(text, block)
        if fault:
            where = location if fault.offset == 0 else lines.location(block.start + fault.offset)
            what = f"“{command.key}”" if command.key else f"This @{block.name}" if block.name else "This entry"
            diagnostics.append(Diagnostic(Rule.BIBTEX_SYNTAX, where, f"{what} {fault.message}", fault.hint))
        for offset, name in command.undefined:
            undefined.setdefault(name.lower(), (name, lines.location(block.start + offset)))
        if block.name == "string":
            strings = sha256(strings + source.encode(errors="replace")).digest()
        elif command.key:
            fields, wrong = _fields(command.key, command.fields, block.start, lines)
            diagnostics += wrong
            entry = Entry(block.name, command.key, fields, command.source, location, fault is not None)
            entries.append(entry)
            if block.closed and not (fault or command.undefined or wrong):
                memory.keep((source, strings), (command.fields, entry))
    return tuple(entries), (*diagnostics, *_undefined_strings(undefined.values(), macros))


def _at(location: Location, start: int, lines: Lines, words: Sequence[tuple[int, str, str]], entry: Entry) -> Entry:
    """The entry as it stands at a place, which may not be where it stood before."""
    if entry.location == location:
        return entry
    return replace(entry, fields=_fields(entry.key, words, start, lines)[0], location=location)


def _fields(
    key: str, words: Iterable[tuple[int, str, str]], start: int, lines: Lines
) -> tuple[tuple[Field, ...], list[Diagnostic]]:
    fields: dict[str, Field] = {}
    wrong: dict[str, Diagnostic] = {}
    for offset, name, value in words:
        location = lines.location(start + offset)
        if len(value) > _LONGEST_VALUE:
            message = f"“{key}” has {len(value):,} characters in “{name}”, so the field is left out."
            hint = f"shorten it to less than {_LONGEST_VALUE:,}."
            wrong.setdefault(name.lower(), Diagnostic(Rule.TOO_LONG, location, message, hint))
            continue
        first = fields.setdefault(name.lower(), Field(name.lower(), value, location))
        if first.location != location:
            message = f"“{key}” gives “{name}” twice: the first, on line {first.location.line}, is used."
            wrong.setdefault(first.name, Diagnostic(Rule.REPEATED_FIELD, location, message, "remove one of them."))
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
