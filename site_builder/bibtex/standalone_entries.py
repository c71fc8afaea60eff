"""BibTeX text to entries, each in a form that can stand in another file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from site_builder.bibtex.canonical_fields import Fields, canonical_fields
from site_builder.bibtex.entries import read_entries
from site_builder.bibtex.entry import Entry
from site_builder.bibtex.entry_source import write_entry
from site_builder.bibtex.inherit import INHERITING, inherit
from site_builder.bibtex.types import NOT_REFERENCES
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.frozen import frozen
from site_builder.memo import Memo
from site_builder.patterns import pattern

_STRING = pattern(r"@\s*string\b", re.IGNORECASE)


@frozen
class StandaloneEntry:
    """An entry as written in its file (`source`), and in a form that any file can hold (`alone`).

    `fields` are its own and inherited ones, by BibLaTeX's names, as LaTeX. In `alone`, abbreviations are replaced by
    their values and inherited fields are written out.
    """

    key: str
    fields: Mapping[str, str]
    source: str
    alone: str
    location: Location
    damaged: bool


def read_standalone_entries(text: str, path: str) -> tuple[tuple[StandaloneEntry, ...], tuple[Diagnostic, ...]]:
    """Every reference that has a key, including those whose key is taken already, and what cannot be read."""
    entries, diagnostics = read_entries(text, path, Memo())
    inherited, unknown = inherit(entries)
    has_strings = _STRING.search(text) is not None
    apart = [
        _standalone_entry(entry, canonical_fields(entry.fields) if _is_standalone(entry) else fields, has_strings)
        for entry, fields in zip(entries, inherited, strict=True)
        if entry.key and entry.type not in NOT_REFERENCES
    ]
    return tuple(apart), (*diagnostics, *unknown)


def _is_standalone(entry: Entry) -> bool:
    return not any(field.name in INHERITING for field in entry.fields)


def _standalone_entry(entry: Entry, fields: Fields, has_strings: bool) -> StandaloneEntry:
    values = {name: field.value for name, field in fields.items()}
    alone = entry.source
    if not _is_standalone(entry):
        values = {name: value for name, value in values.items() if name not in INHERITING}
        alone = write_entry(entry.type, entry.key, values.items())
    elif has_strings and any(
        found.rule is Rule.UNDEFINED_STRING for found in read_entries(entry.source, "", Memo())[1]
    ):
        alone = write_entry(entry.type, entry.key, ((field.name, field.value) for field in entry.fields))
    written = entry.fields[0].place.text if entry.fields else entry.source
    return StandaloneEntry(entry.key, MappingProxyType(values), written, alone, entry.location, entry.damaged)
