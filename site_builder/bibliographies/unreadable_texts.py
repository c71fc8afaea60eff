"""A text without a work that can be read to what it is instead, and what to do with it."""

from __future__ import annotations

import re
from typing import Final

from site_builder.bibtex.blocks import Lines, find_blocks
from site_builder.diagnostics import Diagnostic, Rule
from site_builder.patterns import pattern

EXPORT: Final = "export it as RIS, BibTeX, CSL-JSON or PubMed's NBIB."
_ENDNOTE: Final = "in EndNote choose the output style “RefMan (RIS) Export”."
_OTHER_FORMATS: Final = (
    (pattern(r"\A\s*(?:<!doctype html|<html)", re.IGNORECASE), "This is a web page", EXPORT),
    (pattern(r"\A\s*(?:<\?xml|<xml|<records)"), "This is XML", _ENDNOTE),
    (pattern(r"^%[0-9A-Z] ", re.MULTILINE), "This is Refer", _ENDNOTE),
    (pattern(r"\A\ufeff?(?:FN |PT [A-Z]\b)"), "This is Web of Science's own format", "export it as RIS or BibTeX."),
    (pattern(r"\A\s*<"), "This is a web page or XML", EXPORT),
    (
        pattern(r"^[ \t]*\\(?:documentclass|begin\{(?:document|thebibliography)\}|bibitem\b)", re.MULTILINE),
        "This is a LaTeX document",
        "write each work as an entry, “@article{key, …}”, not as a \\bibitem.",
    ),
    (pattern(r"\Aversion https://git-lfs"), "This is a pointer of Git LFS", "fetch it: git lfs pull."),
    (pattern(r"\A(?:%PDF-|PK\x03\x04)"), "This is a PDF, a Word document or an archive", EXPORT),
)
# An entry or a definition of BibTeX
BIBTEX: Final = pattern(r"^[^\S\n]*+@\s*+[a-z][\w-]*+\s*+[{(]", re.MULTILINE | re.IGNORECASE)
# Where records of RIS and of PubMed begin
_RECORDS: Final = pattern(r"^(?:TY {2}- [A-Z]|(?P<nbib>PMID- \d))", re.MULTILINE)
_FIELD: Final = pattern(r"^[ \t]*(?:author|title)\s*=\s*[\"{]", re.MULTILINE | re.IGNORECASE)
_COMMENTS: Final = pattern(r"^[ \t]*%.*$", re.MULTILINE)


def recognised_format(text: str) -> tuple[str, str]:
    """What a text that no reader can read is, and a hint; both are "" if it is unknown."""
    return next(((what, hint) for sign, what, hint in _OTHER_FORMATS if sign.search(text)), ("", ""))


def is_only_prose(text: str) -> bool:
    """Whether a text has no entries or definitions, but more than comments."""
    return not BIBTEX.search(text) and bool(_COMMENTS.sub("", text).strip())


def stray_records(text: str, path: str) -> tuple[Diagnostic, ...]:
    """Diagnostics for what readers leave out: fields before the first entry, and records of another format."""
    first = next(find_blocks(text), None)
    # An entry may also be commented out by its first line alone.
    if first and (field := _FIELD.search(text, 0, first.start)) and "@" not in text[: field.start()]:
        message = "The fields of a work stand here without its first line, so they are ignored."
        where = Lines(text, path).location(field.start())
        return (Diagnostic(Rule.BIBTEX_SYNTAX, where, message, "write “@article{key,” above them."),)
    if not _RECORDS.search(text):
        return ()
    outside: list[re.Match[str]] = []
    position = 0
    for block in find_blocks(text):
        outside += _RECORDS.finditer(text, position, block.start)
        position = block.end
    outside += _RECORDS.finditer(text, position)
    if not outside:
        return ()
    name = "NBIB" if outside[0]["nbib"] else "RIS"
    what = f"A record of {name} is" if len(outside) == 1 else f"Records of {name} ({len(outside)} in all) are"
    message = f"{what} here among BibTeX entries, where it is ignored."
    hint = f"move {'it' if len(outside) == 1 else 'them'} to a file whose name ends in “.{name.lower()}”."
    return (Diagnostic(Rule.BIBTEX_SYNTAX, Lines(text, path).location(outside[0].start()), message, hint),)
