"""The bytes of an export to drafts, in whatever program's format."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import Final, TypeAlias

from site_builder.bibliographies import (
    BIBTEX,
    EXPORT,
    citable,
    decode_any,
    keepable,
    reader_by_content,
    recognised_format,
    stray_records,
)
from site_builder.bibtex import read_bibliography, read_standalone_entries
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.frozen import frozen
from site_builder.model import Reference
from site_builder.patterns import pattern

_KEYLESS: Final = pattern(
    r"^([^\S\n]*+@\s*+(?!(?:string|preamble|comment)\b)\w+\s*[{(])[ \t]*,", re.MULTILINE | re.IGNORECASE
)


@frozen
class ImportedEntry:
    """A record as an entry. `key` is one that texts may already cite, "" if the record has none.

    `fields` are the entry's fields in LaTeX, by BibLaTeX's names.
    """

    entry: str
    key: str
    fields: Mapping[str, str]
    reference: Reference
    location: Location


ImportedEntries: TypeAlias = tuple[tuple[ImportedEntry, ...], tuple[Diagnostic, ...]]


def read_export(data: bytes, path: str) -> ImportedEntries:
    """Every record of an export, and what is wrong with it. The format is recognised by the content."""
    text, guessed = decode_any(data, path)
    if not text.strip():
        message = "This file is empty."
        return (), (*guessed, Diagnostic(Rule.UNKNOWN_FORMAT, Location(path), message, EXPORT))
    if read := reader_by_content(text):
        references, wrong = read(text, path)
        return tuple(map(imported_entry, references)), (*guessed, *wrong)
    if BIBTEX.search(text):
        drafts, wrong = read_bibtex(text, path)
        return drafts, (*guessed, *wrong, *stray_records(text, path))
    what, hint = recognised_format(text)
    message = f"{what}, which cannot be read." if what else "The format of this file is unknown."
    return (), (*guessed, Diagnostic(Rule.UNKNOWN_FORMAT, Location(path, 1, 1), message, hint or EXPORT))


def read_bibtex(text: str, path: str) -> ImportedEntries:
    """BibTeX and BibLaTeX: each entry as it was written.

    Damaged ones are left out, as their content would be a guess.
    """
    numbers = itertools.count(1)
    entries, wrong = read_standalone_entries(_KEYLESS.sub(lambda head: f"{head[1]}{next(numbers)},", text), path)
    drafts = []
    for entry in entries:
        if entry.damaged:
            continue
        (reference, *_), _ = read_bibliography(entry.alone, path)
        drafts.append(ImportedEntry(entry.alone, keepable(entry.key), entry.fields, reference, entry.location))
    return tuple(drafts), wrong


def imported_entry(reference: Reference) -> ImportedEntry:
    """A draft of a reference whose source is an entry that this program wrote."""
    (apart, *_), _ = read_standalone_entries(reference.source, reference.location.path)
    return ImportedEntry(reference.source, citable(reference.key), apart.fields, reference, reference.location)
