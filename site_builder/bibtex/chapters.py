"""A part of a book whose `chapter` is its name to the same with titles of its own and of its book."""

from __future__ import annotations

from typing import Final

from site_builder.bibtex.inherit import Fields
from site_builder.bibtex.latex import plain_text
from site_builder.bibtex.types import CHAPTERS
from site_builder.patterns import pattern

_WORD: Final = pattern(r"[^\W\d_]{3,}")
# “Chapter 3, Section 4” has no name.
_NO_NAMES: Final = frozenset("and appendix chapter chapters part parts section sections".split())
_OF_BOOK: Final = ("title", "subtitle", "titleaddon")


def with_named_chapter(entry_type: str, fields: Fields) -> Fields:
    """BibTeX has a number in `chapter` or a name, and the ACM's library the name of each part of a book."""
    if entry_type not in CHAPTERS or "chapter" not in fields or "booktitle" in fields:
        return fields
    words = {word.lower() for word in _WORD.findall(plain_text(fields["chapter"].value))}
    if len(words - _NO_NAMES) < 2:
        return fields
    rest = {name: field for name, field in fields.items() if name not in (*_OF_BOOK, "chapter")}
    book = {f"book{name}": fields[name] for name in _OF_BOOK if name in fields}
    return {**rest, **book, "title": fields["chapter"]}
