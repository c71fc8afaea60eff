"""HTML to the same with a prefix before its ids, so that it can stand on a page with other texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from itertools import accumulate
from typing import Final, TypeVar

from site_builder.model import Html

Part = TypeVar("Part")

# An attribute within a start tag: what its value is, is in the one group that takes part.
ATTRIBUTE: Final = re.compile(
    r"""(?<=[\s"'/])([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?""", re.DOTALL
)
# Each of these ends where the name of an id begins.
NAMES: Final = re.compile(r"(?<!\S)(?=\S)")
FRAGMENT: Final = re.compile(r"^\s*#(?=\S)")
# In a drawing, a fill or a marker is named so.
PAINT: Final = re.compile(r"""url\(\s*['"]?#""", re.IGNORECASE)
OF_IDS: Final = frozenset(
    """id for headers list form itemref popovertarget commandfor aria-activedescendant aria-controls aria-describedby
    aria-details aria-errormessage aria-flowto aria-labelledby aria-owns""".split()
)
OF_LINKS: Final = frozenset(["href", "xlink:href", "usemap"])
# Elsewhere a name is a form field's, which is no id.
NAMED: Final = frozenset(["a", "map"])
# What a citation or any other hole is read as: a letter, which can stand in text and in an attribute alike.
HOLE: Final = "x"


def with_prefix(parts: Sequence[Part | Html], prefix: str) -> tuple[Part | Html, ...]:
    """The parts with the prefix before each id and each name of one in their HTML; what is no HTML stays."""
    pieces = [part if isinstance(part, Html) else HOLE for part in parts]
    ends = list(accumulate(map(len, pieces)))
    cuts: list[list[int]] = [[] for _ in pieces]
    for place in _places("".join(pieces)):
        at = bisect_right(ends, place)
        cuts[at].append(place - (ends[at] - len(pieces[at])))
    return tuple(
        Html(_inserted(part, places, prefix)) if isinstance(part, Html) else part
        for part, places in zip(parts, cuts, strict=True)
    )


def _inserted(text: str, places: Sequence[int], prefix: str) -> str:
    stretches = (text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True))
    return prefix.join(stretches)


def _places(html: str) -> Iterator[int]:
    """Where in the HTML an id begins, or a name of one, in order."""
    for start, tag, source in _start_tags(html):
        for attribute in ATTRIBUTE.finditer(source):
            if attribute.lastindex and attribute.lastindex > 1:
                value = attribute[attribute.lastindex]
                offset = start + attribute.start(attribute.lastindex)
                yield from (offset + place for place in _in_value(tag, attribute[1].lower(), value))


def _in_value(tag: str, attribute: str, value: str) -> Iterator[int]:
    if attribute in OF_IDS or (attribute == "name" and tag in NAMED):
        pattern = NAMES
    else:
        pattern = FRAGMENT if attribute in OF_LINKS else PAINT
    return (found.end() for found in pattern.finditer(value))


def _start_tags(html: str) -> Iterator[tuple[int, str, str]]:
    """Each start tag: its place, its name, and itself as written."""
    lines = [0, *(found.end() for found in re.finditer("\n", html))]
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:
        pass  # html.parser gives up on a malformed `<![`; what comes before it has been read
    yield from ((lines[line - 1] + offset, tag, source) for line, offset, tag, source in reader.found)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, int, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((*self.getpos(), tag, self.get_starttag_text() or ""))
