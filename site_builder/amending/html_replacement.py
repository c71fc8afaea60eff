"""HTML of a text before and after an edit to where it is on a page that prints or quotes the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from site_builder.model import Citation, Html, NoteMark
from site_builder.patterns import pattern
from site_builder.splicing import spliced

Replacement: TypeAlias = tuple[int, bytes, bytes]
"""An offset on a page, what is there, and what to put in its place."""

SPAN: Final = pattern(rb"<(/?)span\b[^>]*>")
LINK_END: Final = b"</a>"


class HtmlChange(NamedTuple):
    """HTML on a page, what to put in its place, and how often it occurs."""

    before: Html
    after: Html
    times: int


def with_replacements(page: bytes, changes: Iterable[HtmlChange]) -> bytes | None:
    """A page with HTML replaced; None if some of it does not occur as often as it should."""
    spots: list[Replacement] = []
    for before, after, times in changes:
        old, new = before.encode(), after.encode()
        if page.count(old) != times:
            return None
        spots += ((found.start(), old, new) for found in re.finditer(re.escape(old), page))
    return spliced(page, spots)


def body_replacements(page: bytes, before: Sequence[object], after: Sequence[object]) -> Iterator[Replacement | None]:
    """The places of changed HTML of a body on a page that prints the body; None for a place that is unclear."""
    for at, (old, new) in enumerate(zip(before, after, strict=True)):
        if isinstance(old, Html) and isinstance(new, Html) and old != new:
            start = _start(page, before, at)
            yield None if start is None else (start, old.encode(), new.encode())


def _start(page: bytes, body: Sequence[object], at: int) -> int | None:
    """Where a part of a body begins: where it occurs once, or by counting on from an earlier part that does."""
    first = at
    while (place := _only(page, body[first])) is None:
        if not first:
            return None
        first -= 1
    for part in body[first:at]:
        place = None if place is None else _end(page, place, part)
    return None if place is None or _end(page, place, body[at]) is None else place


def _only(page: bytes, part: object) -> int | None:
    """Where the HTML of a part begins, if it occurs exactly once."""
    html = part.encode() if isinstance(part, Html) else b""
    place = page.find(html)
    return None if not html or place < 0 or page.find(html, place + 1) >= 0 else place


def _end(page: bytes, start: int, part: object) -> int | None:
    """Where a part of a page ends; None if it is not there, or its length is unknown."""
    if isinstance(part, Html):
        end = start + len(part.encode())
        return end if page[start:end] == part.encode() else None
    if isinstance(part, NoteMark):
        end = page.find(LINK_END, start)
        return None if end < 0 else end + len(LINK_END)
    return _end_of_span(page, start) if isinstance(part, Citation) else None


def _end_of_span(page: bytes, start: int) -> int | None:
    open_spans = 0
    for tag in SPAN.finditer(page, start):
        open_spans += -1 if tag[1] else 1
        if open_spans <= 0:
            return tag.end()
    return None
