"""The bytes of an export to drafts, whatever program wrote it."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from site_builder.bibliographies import decode_bibliography, keepable, reader_by_content
from site_builder.bibtex import read_apart, read_bibliography
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.importing.drafts import Draft, draft
from site_builder.patterns import pattern

Drafts: TypeAlias = tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]

_BIBTEX: Final = pattern(r"^\s*@\s*[a-z][\w-]*\s*[{(]", re.MULTILINE | re.IGNORECASE)
_KEYLESS: Final = pattern(r"^(\s*@\s*(?!(?:string|preamble|comment)\b)\w+\s*[{(])[ \t]*,", re.MULTILINE | re.IGNORECASE)
_EXPORT: Final = "export it as RIS, BibTeX, CSL-JSON or PubMed's NBIB."
_OTHERS: Final = (
    (
        pattern(r"\s*(?:<\?xml|<xml|<records)"),
        "This is XML",
        "in EndNote choose the output style “RefMan (RIS) Export”.",
    ),
    (
        pattern(r"^%[0-9A-Z] ", re.MULTILINE),
        "This is Refer",
        "in EndNote choose the output style “RefMan (RIS) Export”.",
    ),
    (
        pattern(r"^(?:FN |PT [A-Z]\b)", re.MULTILINE),
        "This is Web of Science's own format",
        "export it as RIS or BibTeX.",
    ),
    (pattern(r"\s*<"), "This is a web page or XML", _EXPORT),
)


def read_export(data: bytes, path: str) -> Drafts:
    """Every record of an export, and what is wrong with it. The format is told by what stands in it."""
    text, guessed = decode_bibliography(data, path)
    if not text.strip():
        message = "There is nothing in this file."
        return (), (*guessed, Diagnostic(Rule.UNKNOWN_FORMAT, Location(path), message, _EXPORT))
    if read := reader_by_content(text):
        references, wrong = read(text, path)
        return tuple(map(draft, references)), (*guessed, *wrong)
    if _BIBTEX.search(text):
        drafts, wrong = read_bibtex(text, path)
        return drafts, (*guessed, *wrong)
    what, hint = next(((what, hint) for sign, what, hint in _OTHERS if sign.search(text)), ("", _EXPORT))
    message = f"{what}, which cannot be read." if what else "This is no format that can be read."
    return (), (*guessed, Diagnostic(Rule.UNKNOWN_FORMAT, Location(path, 1, 1), message, hint))


def read_bibtex(text: str, path: str) -> Drafts:
    """BibTeX and BibLaTeX: each entry as it was written. A damaged one is left out, as it could only be guessed."""
    numbers = iter(range(1, len(text) + 1))
    entries, wrong = read_apart(_KEYLESS.sub(lambda head: f"{head[1]}{next(numbers)},", text), path)
    drafts = []
    for entry in entries:
        if entry.damaged:
            continue
        (reference, *_), _ = read_bibliography(entry.alone, path)
        drafts.append(Draft(entry.alone, keepable(entry.key), entry.fields, reference, entry.location))
    return tuple(drafts), wrong
