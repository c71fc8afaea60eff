"""HTML text to its start tags, as the tokenizer of the HTML standard finds them (section 13.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

from site_builder.patterns import pattern

# Characters are given back to nothing (`*+`), so that no text takes more than one look at each. Groups repeat without
# that, which Python 3.11.4 and older match wrongly: whatever follows one matches always.
VALUE: Final = r"""\s*+=\s*+(?:"([^"]*+)(?:"|\Z)|'([^']*+)(?:'|\Z)|([^\s>"'][^\s>]*+))?"""
ATTRIBUTE: Final = rf"[\s/]*+([^\s/>][^\s/>=]*+)(?:{VALUE})?"
UNGROUPED: Final = re.sub(r"\((?!\?)", "(?:", ATTRIBUTE)
TAG: Final = pattern(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"  # a comment
    r"|(?:[!?]|/(?![a-zA-Z]))[^>]*+(?:>|\Z)"  # what is read as one
    rf"|(/?)([a-zA-Z][^\s/>]*+)((?:{UNGROUPED})*)[\s/]*+(?:>|\Z))",
    re.DOTALL,
)
ONE_ATTRIBUTE: Final = pattern(ATTRIBUTE)
WITHOUT_TAGS: Final = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""The elements whose content has no tags."""
ENDS: Final = {name: pattern(rf"</{name}(?=[\s/>])|\Z", re.IGNORECASE) for name in WITHOUT_TAGS}


class Tag(NamedTuple):
    """A start tag. `given` has the attributes with a value, the first of a name; `inside` spans text without tags."""

    name: str
    given: dict[str, str]
    start: int
    inside: tuple[int, int]


def start_tags(text: str) -> Iterator[Tag]:
    """Every start tag that has attributes, or content without tags."""
    for found, end in _ends(text):
        closing, name, attributes = found.groups()
        if name and not closing and ("=" in attributes or found.end() < end):
            yield Tag(name.lower(), _given(attributes), found.start(), (found.end(), end))


def is_open(lines: str) -> bool:
    """Whether what stands in whole lines goes on beyond them: a tag, a comment, an element without tags."""
    # Whatever is ended is so before the end of its line.
    return any(end == len(lines) for _, end in _ends(lines))


def _ends(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Every tag and comment, and where what it begins ends: itself, or the content of an element without tags."""
    at = 0
    while found := TAG.search(text, at):
        at = found.end()
        name = (found[2] or "").lower()
        # A picture's title, and what closes itself, is as any other element.
        if name in WITHOUT_TAGS and not found[1] and not found[0].endswith("/>"):
            at = ENDS[name].search(text, at).start()  # type: ignore[union-attr]  # the end of the text is one, too
        yield found, at


def _given(attributes: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, double, single, bare in ONE_ATTRIBUTE.findall(attributes):
        value = double or single or bare
        given.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return given
