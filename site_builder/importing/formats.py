"""The bytes of an export to drafts, in whatever program's format."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from site_builder.bibliographies import BIBTEX, EXPORT, decode_any, keepable, known_other, reader_by_content, strays
from site_builder.bibtex import read_apart, read_bibliography
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.importing.drafts import Draft, draft
from site_builder.patterns import pattern

Drafts: TypeAlias = tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]

_KEYLESS: Final = pattern(
    r"^([^\S\n]*+@\s*+(?!(?:string|preamble|comment)\b)\w+\s*[{(])[ \t]*,", re.MULTILINE | re.IGNORECASE
)


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
