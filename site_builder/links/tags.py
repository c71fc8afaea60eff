"""HTML text to its start tags, found as by the tokenizer of the HTML standard (section 13.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

from site_builder.patterns import pattern

# Possessive quantifiers (`*+`) avoid backtracking, so that no text is scanned twice. Groups repeat without them, as
# Python 3.11.4 and older match possessive groups wrongly. Whatever follows such a group here always matches.
VALUE: Final = r"""\s*+=\s*+(?:"([^"]*+)(?:"|\Z)|'([^']*+)(?:'|\Z)|([^\s>"'][^\s>]*+))?"""
ATTRIBUTE: Final = rf"[\s/]*+([^\s/>][^\s/>=]*+)(?:{VALUE})?"
UNGROUPED: Final = re.sub(r"\((?!\?)", "(?:", ATTRIBUTE)
TAG: Final = pattern(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"  # a comment
    r"|(?:[!?]|/(?![a-zA-Z]))[^>]*+(?:>|\Z)"  # what browsers read as a comment
    rf"|(/?)([a-zA-Z][^\s/>]*+)((?:{UNGROUPED})*)[\s/]*+(?:>|\Z))",
    re.DOTALL,
)
ONE_ATTRIBUTE: Final = pattern(ATTRIBUTE)
WITHOUT_TAGS: Final = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""Elements whose content has no tags."""
ENDS: Final = {name: pattern(rf"</{name}(?=[\s/>])|\Z", re.IGNORECASE) for name in WITHOUT_TAGS}


class Tag(NamedTuple):
    """A start tag.

    `given` has the attributes with a value, where the first of a name counts. `inside` spans tagless content.
    """

    name: str
    given: dict[str, str]
    start: int
    inside: tuple[int, int]


def start_tags(text: str) -> Iterator[Tag]:
    """Every start tag that has attributes with values, or content without tags."""
    for found, end in _ends(text):
        closing, name, attributes = found.groups()
        if name and not closing and ("=" in attributes or found.end() < end):
            yield Tag(name.lower(), _given(attributes), found.start(), (found.end(), end))


def is_open(lines: str) -> bool:
    """Whether something that begins in these whole lines goes on after them: a tag, comment, or tagless element."""
    # Whatever is closed ends before the line's last character, which is its line break.
    return any(end == len(lines) for _, end in _ends(lines))


def _ends(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Every tag and comment, with its end; for an element without tags in it, the end of its content."""
    at = 0
    while found := TAG.search(text, at):
        at = found.end()
        name = (found[2] or "").lower()
        # A closing tag, and an element that closes itself, such as SVG's <title/>, have no content to skip.
        if name in WITHOUT_TAGS and not found[1] and not found[0].endswith("/>"):
            at = ENDS[name].search(text, at).start()  # type: ignore[union-attr]  # the end of the text is one, too
        yield found, at


def _given(attributes: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, double, single, bare in ONE_ATTRIBUTE.findall(attributes):
        value = double or single or bare
        given.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return given
