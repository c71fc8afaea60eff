"""BibTeX text to entries: their fields as written, with @string abbreviations filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from site_builder.bibtex.blocks import Block, Lines, find_blocks, uncited_entries, without_marks
from site_builder.bibtex.entry import Entry, Field, Place
from site_builder.bibtex.entry_syntax import NAME, Fault, Macros
from site_builder.bibtex.latex_notation import outside_formulas
from site_builder.bibtex.preamble_commands import Definitions
from site_builder.bibtex.simple_entries import SimpleEntry, read_simple_entry
from site_builder.bibtex.types import ENTRY_TYPES, OF_MENDELEY
from site_builder.bibtex.unmapped_fields import has_meaning
from site_builder.diagnostics import NOWHERE, Diagnostic, Location, Rule, Severity, did_you_mean
from site_builder.memo import Memo
from site_builder.patterns import pattern

if TYPE_CHECKING:
    from site_builder.bibtex.commands import Command

# A number must end as a field does: “Total = 45” may stand between two entries.
_LEFTOVER = pattern(rf"\s*+(?:,\s*+)?(?P<field>{NAME})\s*+=\s*+(?:[\"{{]|\d++\s*+(?:[}})]|,\s*+(?:[}})]|{NAME}\s*+=)))")
# The fields of an entry that closes too early, up to its true end; as in an address, an “@” in braces begins none.
_REST = pattern(r"(?:[^{}@]++|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\})*+\}")
_TITLE = pattern(r"(?i)(?<![\w-])title\s*+=")
_LONGEST_VALUE = 300_000
_OF_MONTH = pattern(r"(?i)(?<!\w)month\s{0,9}=\s{0,9}\Z")
_NEAR = 30
# “12345678[pmid]”, as converters of PubMed's records write it into a `note`
_NUMBERED = pattern(r"(\w{5,12})\[(pmc?id)\]")


def read_entries(
    text: str, path: str, memo: Memo[Entry], beside: Iterable[str] = (), cited: frozenset[str] | None = None
) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Every entry with a key or a value, in order; a damaged one has what could be read of it.

    Abbreviations and preambles of the files `beside` hold here, too. With `cited`, the entries are left out that are
    neither cited nor inherited from.
    """
    text, conflicts = without_marks(text, path)
    reader = _Reader(text, path)
    entries: list[Entry] = []
    strings = reader.define(beside)
    commented: list[Block] = []
    blocks: Iterable[Block] = find_blocks(text)
    alone: Mapping[int, str] = {}
    if cited is not None:
        blocks = (found := list(blocks))
        alone = uncited_entries(text, found, cited)
    for block in blocks:
        if block.start in alone:
            continue
        if block.commented_key:
            commented.append(block)
            continue
        if not (block.opened or block.body or block.name in ENTRY_TYPES):
            continue
        place = Place(reader.lines.location(block.start), text[block.start : block.end])
        if block.name == "preamble":
            reader.definitions.add(place.text)
            strings = sha256(strings + place.text.encode(errors="replace")).digest()
            continue
        leftover, rest = leftover_of(text, block)
        if rest:
            place = Place(place.location, f"{place.text[:-1]} {rest}")
        known = memo.get((place.text, strings)) if block.closed and not leftover else None
        if known is not None:
            entries.append(_at(place, known))
        elif block.name == "string":
            reader.command(block, place, leftover)
            strings = sha256(strings + place.text.encode(errors="replace")).digest()
        else:
            entry, is_faultless = reader.entry(block, place, leftover)
            if entry.key or any(field.value for field in entry.fields):
                entries.append(entry)
            if is_faultless:
                memo.keep((place.text, strings), entry)
    if commented:
        entries += reader.commented(commented, text, {*(entry.key for entry in entries), *alone.values()})
        entries.sort(key=lambda entry: entry.location)
    # The first line of an entry may stand there twice.
    filled = {entry.key for entry in entries if entry.fields}
    kept = tuple(entry for entry in entries if entry.fields or entry.key not in filled)
    return kept, (*conflicts, *reader.diagnostics, *reader.undefined_strings())


def _at(place: Place, entry: Entry) -> Entry:
    """The same entry at a place, which may be new."""
    if entry.location == place.location:
        return entry
    return replace(entry, fields=tuple(field._replace(place=place) for field in entry.fields), location=place.location)


class _Reader:
    """The state of reading a file: abbreviations, problems, and the names of fields, each kept as one string."""

    def __init__(self, text: str, path: str) -> None:
        self.lines = Lines(text, path)
        self.diagnostics: list[Diagnostic] = []
        self.definitions = Definitions(len(text))
        self._macros = Macros(len(text))
        self._undefined: dict[str, tuple[str, Location, bool]] = {}
        self._lower: dict[str, str] = {}

    def define(self, texts: Iterable[str]) -> bytes:
        """Take over abbreviations and preambles of other files, which report their own faults.

        Returns a digest of them.
        """
        digest = b""
        for text in texts:
            for block in find_blocks(text):
                written = text[block.start : block.end]
                if block.name == "preamble":
                    self.definitions.add(written)
                elif block.name == "string":
                    self.command(block, Place(NOWHERE, written), None)
                else:
                    continue
                digest = sha256(digest + written.encode(errors="replace")).digest()
        self.diagnostics.clear()
        self._undefined.clear()
        return digest

    def entry(self, block: Block, place: Place, leftover: Fault | None) -> tuple[Entry, bool]:
        """The entry of a block, and whether nothing is wrong with it."""
        told, is_whole = len(self.diagnostics), block.closed and not leftover
        faultless = read_simple_entry(place.text, self._macros) if is_whole and block.opened else None
        written = faultless or self.command(block, place, leftover)
        is_damaged = len(self.diagnostics) > told
        fields = self._fields(written, place)
        source = self.definitions.expand(written.source)
        for spaced in (name for _, name, _ in written.fields if " " in name):
            source = source.replace(spaced, _joined(spaced))
        name = block.name or ("misc" if block.body else "")
        entry = Entry(OF_MENDELEY.get(name, name), written.key, fields, source, place.location, is_damaged)
        return entry, is_whole and not written.undefined and len(self.diagnostics) == told

    def commented(self, blocks: Sequence[Block], text: str, taken: set[str]) -> Iterator[Entry]:
        """The entries in `@comment`s or without their `@`, except older versions of other entries of the file."""
        for block in blocks:
            place = Place(self.lines.location(block.start), text[block.start : block.end])
            if block.commented_key in taken:
                continue
            taken.add(block.commented_key)
            entry, _ = self.entry(block, place, None)
            if not entry.key:
                continue
            if block.opened:
                message = f"“{entry.key}” is inside a @comment, but is read all the same, as in BibTeX."
                hint = "move it out of the @comment, or delete it if you do not want it."
                self.diagnostics.append(Diagnostic(Rule.ENTRY_IN_COMMENT, entry.location, message, hint))
            yield entry

    def command(self, block: Block, place: Place, leftover: Fault | None) -> Command:
        """Read a command token by token, and report it if it is damaged."""
        from site_builder.bibtex.commands import Command  # loads pybtex, which few bibliographies need

        command = Command(place.text, self._macros)
        fault = command.read(block) or leftover
        if fault:
            what = f"“{command.key}”" if command.key else f"This @{block.name}" if block.name else "This entry"
            self.diagnostics.append(
                Diagnostic(
                    Rule.BIBTEX_SYNTAX, place.of(fault.offset), f"{what} {fault.message}", fault.hint, fault.weight
                )
            )
        for offset, name in command.undefined:
            is_month = _OF_MONTH.search(place.text, offset - _NEAR, offset) is not None
            self._undefined.setdefault(name.lower(), (name, place.of(offset), is_month))
        return command

    def _fields(self, command: SimpleEntry | Command, place: Place) -> tuple[Field, ...]:
        fields: dict[str, Field] = {}
        what = f"“{command.key}”" if command.key else "This entry"
        wrong: dict[str, Diagnostic] = {}
        for offset, as_written, value in command.fields:
            name = self._lower.get(as_written) or self._lower.setdefault(as_written, _joined(as_written.lower()))
            if name == "note" and (number := _NUMBERED.fullmatch(value)):
                value, name = number.groups()
            if len(value) > _LONGEST_VALUE:
                message = f"{what} has {len(value):,} characters in “{as_written}”, so the field is left out."
                hint = f"shorten it to less than {_LONGEST_VALUE:,}."
                wrong.setdefault(name, Diagnostic(Rule.TOO_LONG, place.of(offset), message, hint))
            elif name not in fields or not fields[name].value.strip():
                fields[name] = Field(name, outside_formulas(self.definitions.expand(value)), place, offset)
            elif name == "keywords" or not has_meaning(name):
                # Some publishers write a field for each keyword, Scopus for each funder.
                before, value = fields[name].value, self.definitions.expand(value)
                mark = "," if name == "keywords" and ";" not in before else ";"
                if value != before:
                    fields[name] = fields[name]._replace(value=f"{before}{mark} {value}")
            else:
                line = fields[name].location.line
                message = f"{what} gives “{as_written}” twice; the first one, on line {line}, is used."
                wrong.setdefault(
                    name, Diagnostic(Rule.REPEATED_FIELD, place.of(offset), message, "remove one of them.")
                )
        self.diagnostics += wrong.values()
        return tuple(fields.values())

    def undefined_strings(self) -> Iterator[Diagnostic]:
        """One diagnostic for each abbreviation, however often it is used."""
        for count, (name, location, is_month) in enumerate(self._undefined.values()):
            # Finding the nearest of thousands of names is slow, and nobody reads that many hints.
            known = () if count >= 20 else self._macros if is_month else self._macros.defined()
            hint = did_you_mean(name, known, f"define it above with @string{{{name} = {{…}}}}, or put it in braces.")
            if name in self._macros:
                hint = "move its @string above all entries that use it."
            yield Diagnostic(Rule.UNDEFINED_STRING, location, f"“{name}” is not defined by any @string above.", hint)


def _joined(name: str) -> str:
    return "_".join(name.split())


def leftover_of(text: str, block: Block) -> tuple[Fault | None, str]:
    """The fault of a block that closes too early, shown by a field after it, and the text up to its true end."""
    match = _LEFTOVER.match(text, block.end) if block.closed else None
    if match is None:
        return None, ""
    field = match["field"]
    rest = _REST.match(text, block.end) if block.name != "string" else None
    if rest and _TITLE.search(rest[0]) and _TITLE.search(text, block.start, block.end):
        message = "is followed by the fields of another work, which lacks its first line."
        return Fault(block.end - block.start - 1, message, f"write “@article{{key,” above “{field}”."), ""
    message = f"is closed before its field “{field}”."
    hint = f"remove the “{text[block.end - 1]}” too many above “{field}”."
    offset = block.end - block.start - 1
    return Fault(offset, message, hint, Severity.WARNING if rest else None), rest[0] if rest else ""
