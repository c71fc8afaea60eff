"""The parts of a text to the same, with note marks where a note style puts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from site_builder.model import CitationMode, Html
from site_builder.patterns import pattern
from site_builder.resolve.holes import PlacedCitation, PlacedHole

CLOSING_PUNCTUATION: Final = pattern(r"[.,;:!?…]+[”’\"']?|[”’]")


def with_marks_after_punctuation(parts: Iterable[Html | PlacedHole]) -> Iterator[Html | PlacedHole]:
    """In a note style, turn a bracketed citation into a mark: drop the space before it, and put it after punctuation.

    Pandoc does the same, as do printers in English.
    """
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
            text = part if isinstance(part, Html) else Html("")
            found = CLOSING_PUNCTUATION.match(text)
            moved = found[0] if found else ""
            yield from _kept(Html(before + moved), waiting)
            before, waiting = Html(""), None
            part = Html(text[len(moved) :]) if isinstance(part, Html) else part
        if isinstance(part, Html):
            before = Html(before + part)
        else:
            yield from _kept(before, part)
            before = Html("")
    yield from _kept(before, waiting)


def _kept(html: Html, hole: PlacedHole | None) -> Iterator[Html | PlacedHole]:
    if html:
        yield html
    if hole is not None:
        yield hole
