"""HTML text to its tags and their attributes, found as by the tokenizer of the HTML standard (section 13.2.5)."""

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
BARE: Final = 4  # the group of a value without quotes
WITHOUT_TAGS: Final = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""Elements whose content has no tags."""
ENDS: Final = {name: pattern(rf"</{name}(?=[\s/>])|\Z", re.IGNORECASE) for name in WITHOUT_TAGS}

SETS: Final = frozenset({"srcset", "imagesrcset"})
CANDIDATE: Final = pattern(r"([^\s,](?:\S*[^\s,])?)(?:\s[^,]*)?")
"""One picture of a set, with its address as a group."""


class Attribute(NamedTuple):
    """An attribute with a value: this as written, where it begins, and where it stands with its quotes."""

    name: str
    written: str
    start: int
    span: tuple[int, int]


class Tag(NamedTuple):
    """A start tag or end tag, and its offset in the text.

    In its `source`, `stated` spans the attributes. `inside` spans tagless content in the text.
    """

    name: str
    source: str
    start: int
    stated: tuple[int, int]
    inside: tuple[int, int]

    @property
    def is_end(self) -> bool:
        return self.source.startswith("</")

    @property
    def is_empty(self) -> bool:
        """Whether it ends itself, as `<br/>` does."""
        return self.source.endswith("/>")

    @property
    def given(self) -> dict[str, str]:
        """The values of attributes, "" for one without a value; the first of a name counts."""
        given: dict[str, str] = {}
        for name, double, single, bare in ONE_ATTRIBUTE.findall(self.source, *self.stated):
            value = double or single or bare
            given.setdefault(name.lower(), unescape(value) if "&" in value else value)
        return given

    @property
    def attributes(self) -> Iterator[Attribute]:
        """The attributes that have values, with their places in the text."""
        for found in ONE_ATTRIBUTE.finditer(self.source, *self.stated):
            group = found.lastindex or 0
            if group > 1:
                start = self.start + found.start(group)
                whole = (start - (group != BARE), self.start + found.end())
                yield Attribute(found[1].lower(), found[group], start, whole)


def tags(text: str) -> Iterator[Tag]:
    """Every start tag and end tag, in order."""
    for found, end in _ends(text):
        if found[2]:
            stated = (found.start(3) - found.start(), found.end(3) - found.start())
            yield Tag(found[2].lower(), found[0], found.start(), stated, (found.end(), end))


def start_tags(text: str) -> Iterator[Tag]:
    return (tag for tag in tags(text) if not tag.is_end)


def text_outside_tags(html: str) -> str:
    """The text between tags, comments and elements that hold no text, with spaces in their place."""
    kept, at = [], 0
    for found, end in _ends(html):
        kept.append(html[at : found.start()])
        at = end
    return " ".join([*kept, html[at:]])


def split_unended(html: str) -> tuple[str, str]:
    """The HTML before a tag or comment that never ends, and from there on: it would swallow the rest of the page."""
    # Whatever is closed ends before the line break.
    unended = next((found for found, _ in _ends(f"{html}\n") if found.end() > len(html)), None)
    return (html[: unended.start()], html[unended.start() :]) if unended else (html, "")


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
