"""The HTML of a text to HTML that can stand beside other texts or below a title: other ids, other ranks of headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, TypeAlias, TypeVar

from site_builder.html_tags import Tag, tags
from site_builder.model import Html
from site_builder.patterns import pattern
from site_builder.splicing import spliced

Part = TypeVar("Part")

# A match of any of these ends where the name of an id begins.
NAMES: Final = pattern(r"(?<!\S)(?=\S)")
FRAGMENT: Final = pattern(r"^\s*#(?=\S)")
# Drawings refer to a fill or a marker by its id in this form.
PAINT: Final = pattern(r"""url\(\s*['"]?#""", re.IGNORECASE)
OF_IDS: Final = frozenset(
    """id for headers list form itemref popovertarget commandfor aria-activedescendant aria-controls aria-describedby
    aria-details aria-errormessage aria-flowto aria-labelledby aria-owns""".split()
)
OF_LINKS: Final = frozenset(["href", "xlink:href", "usemap"])
# In other elements, “name” names a form field and not an id.
NAMED: Final = frozenset(["a", "map"])
HEADING: Final = pattern(r"h[1-6]")
LOWEST: Final = 6
# Stands in for a citation or other hole while the HTML is read: a letter fits in text and in an attribute.
HOLE: Final = "x"


_Edit: TypeAlias = tuple[int, str, str]
"""An offset, the text that stands there, and the text to put in its place."""


def with_prefixed_ids(parts: Sequence[Part | Html], prefix: str) -> tuple[Part | Html, ...]:
    """The parts with a prefix before each id and each reference to one, and with headings one level lower.

    Parts that are not HTML stay as they are.
    """
    return _edited(parts, lambda html: _edits(html, prefix))


def with_lowered_headings(parts: Sequence[Part | Html], has_own_title: bool) -> tuple[Part | Html, ...]:
    """The parts of a text with its headings below the page's title, each one rank below the heading that it belongs to.

    If the text `has_own_title`, this stands above it as a heading of rank 2.
    """
    return _edited(parts, lambda html: _ranks(html, has_own_title))


def joined(parts: Iterable[object]) -> str:
    """The HTML of a text's parts, in which a letter stands for each hole: it may lie within a tag."""
    return "".join([part if isinstance(part, Html) else HOLE for part in parts])


def _edited(parts: Sequence[Part | Html], edits_of: Callable[[str], Iterable[_Edit]]) -> tuple[Part | Html, ...]:
    pieces = [part if isinstance(part, Html) else HOLE for part in parts]
    ends = list(accumulate(map(len, pieces)))
    edits: list[list[_Edit]] = [[] for _ in pieces]
    for place, before, after in edits_of("".join(pieces)):
        at = bisect_right(ends, place)
        edits[at].append((place - (ends[at] - len(pieces[at])), before, after))
    return tuple(
        Html(_spliced(part, own)) if isinstance(part, Html) else part for part, own in zip(parts, edits, strict=True)
    )


def _spliced(html: str, edits: Iterable[_Edit]) -> str:
    edited = spliced(html, edits)
    assert edited is not None, "no part of a tag changes twice"
    return edited


def _ranks(html: str, has_own_title: bool) -> Iterator[_Edit]:
    above = [1] if has_own_title else []
    for tag in tags(html):
        if not HEADING.fullmatch(tag.name):
            continue
        if not tag.is_end:
            level = int(tag.name[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        yield _with_rank(tag, len(above) + 1)


def _edits(html: str, prefix: str) -> Iterator[_Edit]:
    """The edits of the HTML, in the order of their places."""
    for tag in tags(html):
        if HEADING.fullmatch(tag.name):
            yield _with_rank(tag, int(tag.name[1]) + 1)
        if not tag.is_end:
            for attribute in tag.attributes:
                for place in _in_value(tag.name, attribute.name, attribute.written):
                    yield attribute.start + place, "", prefix


def _with_rank(heading: Tag, rank: int) -> _Edit:
    return heading.start + heading.stated[0] - 1, heading.name[1], str(min(rank, LOWEST))


def _in_value(tag: str, attribute: str, value: str) -> Iterator[int]:
    # An operator of MathML has a “form” that is no id.
    if (attribute in OF_IDS and tag != "mo") or (attribute == "name" and tag in NAMED):
        mark = NAMES
    else:
        mark = FRAGMENT if attribute in OF_LINKS else PAINT
    return (found.end() for found in mark.finditer(value))
