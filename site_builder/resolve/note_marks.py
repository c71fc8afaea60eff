"""The parts of a text to the same, with note marks where a note style puts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final

from site_builder.model import CitationMode, Html
from site_builder.patterns import pattern
from site_builder.resolve.holes import PlacedCitation, PlacedHole

CLOSING_PUNCTUATION: Final = pattern(r"[”’]?[.,;:!?…]+[”’\"']?|[”’]")


class NoteMarks(Enum):
    """Where the marks of a style stand that cites in notes; another style has none."""

    NONE = "none"
    AFTER_PUNCTUATION = "after punctuation"
    IN_PLACE = "in place"


def with_note_marks(parts: Iterable[Html | PlacedHole], marks: NoteMarks) -> Iterator[Html | PlacedHole]:
    """Turn bracketed citations into marks: drop the space before each, and put it after punctuation if so wanted.

    Pandoc does both, as do printers in English.
    """
    if marks is NoteMarks.NONE:
        yield from parts
        return
    waiting: PlacedCitation | None = None
    before = Html("")
    for part in parts:
        if isinstance(part, PlacedCitation) and part.note and part.citation.mode is CitationMode.PARENTHETICAL:
            if waiting is not None:
                yield from _kept(before, waiting)
                before = Html("")
            waiting = part
            before = Html(before.rstrip(" \n"))
            continue
        if waiting is not None:
            if isinstance(part, Html) and marks is NoteMarks.AFTER_PUNCTUATION:
                moved = punctuation_before(part)
                before, part = Html(before + moved), Html(part[len(moved) :])
            yield from _kept(before, waiting)
            before, waiting = Html(""), None
        if isinstance(part, Html):
            before = Html(before + part)
        else:
            yield from _kept(before, part)
            before = Html("")
    yield from _kept(before, waiting)


def punctuation_before(text: str) -> str:
    """The punctuation at the beginning of a text that a mark can stand behind."""
    found = CLOSING_PUNCTUATION.match(text)
    return found[0] if found else ""


def _kept(html: Html, hole: PlacedHole | None) -> Iterator[Html | PlacedHole]:
    if html:
        yield html
    if hole is not None:
        yield hole
