"""The bytes of an export to drafts, in whatever program's format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

from site_builder.bibliographies import (
    BIBTEX,
    EXPORT,
    citable,
    decode_any,
    keepable,
    known_other,
    reader_by_content,
    strays,
)
from site_builder.bibtex import read_apart, read_bibliography
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.frozen import frozen
from site_builder.model import Reference
from site_builder.patterns import pattern

_KEYLESS: Final = pattern(
    r"^([^\S\n]*+@\s*+(?!(?:string|preamble|comment)\b)\w+\s*[{(])[ \t]*,", re.MULTILINE | re.IGNORECASE
)


@frozen
class Draft:
    """A record as an entry. `key` is one that texts may already cite, "" if the record has none.

    `fields` are the entry's fields in LaTeX, by BibLaTeX's names.
    """

    entry: str
    key: str
    fields: Mapping[str, str]
    reference: Reference
    location: Location


Drafts: TypeAlias = tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]


def read_export(data: bytes, path: str) -> Drafts:
    """Every record of an export, and what is wrong with it. The format is recognised by the content."""
    text, guessed = decode_any(data, path)
    if not text.strip():
        message = "This file is empty."
        return (), (*guessed, Diagnostic(Rule.UNKNOWN_FORMAT, Location(path), message, EXPORT))
    if read := reader_by_content(text):
        references, wrong = read(text, path)
        return tuple(map(draft, references)), (*guessed, *wrong)
    if BIBTEX.search(text):
        drafts, wrong = read_bibtex(text, path)
        return drafts, (*guessed, *wrong, *strays(text, path))
    what, hint = known_other(text)
    message = f"{what}, which cannot be read." if what else "The format of this file is unknown."
    return (), (*guessed, Diagnostic(Rule.UNKNOWN_FORMAT, Location(path, 1, 1), message, hint or EXPORT))


def read_bibtex(text: str, path: str) -> Drafts:
    """BibTeX and BibLaTeX: each entry as it was written.

    Damaged ones are left out, as their content would be a guess.
    """
    numbers = iter(range(1, len(text) + 1))
    entries, wrong = read_apart(_KEYLESS.sub(lambda head: f"{head[1]}{next(numbers)},", text), path)
    drafts = []
    for entry in entries:
        if entry.damaged:
            continue
        (reference, *_), _ = read_bibliography(entry.alone, path)
        drafts.append(Draft(entry.alone, keepable(entry.key), entry.fields, reference, entry.location))
    return tuple(drafts), wrong


def draft(reference: Reference) -> Draft:
    """A draft of a reference whose source is an entry that this program wrote."""
    (apart, *_), _ = read_apart(reference.source, reference.location.path)
    return Draft(reference.source, citable(reference.key), apart.fields, reference, reference.location)
