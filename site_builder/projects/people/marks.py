"""Raised marks that lead from authors to institutions and notes, in Markdown, HTML or LaTeX, to one form of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from site_builder.model import YamlNode
from site_builder.patterns import pattern
from site_builder.yaml_values import pairs_of, text_of

SIGNS: Final = r"\*†‡§¶"
ONE: Final = rf"(?:\w{{1,3}}|\\?[{SIGNS}]{{1,3}})"
# The last is before a note of its own line: `\\* Corresponding author`.
IN_OTHER_WORDS: Final = pattern(
    r"<sup>([^<>^]{1,40})</sup>|\\textsuperscript\{([^{}^]{1,40})\}|\$\^(?:\{([^{}^$]{1,40})\}|([^\s{}^$\\]))\$"
    rf"|(?:\A|(?<=\n))[ \t]*\\?([{SIGNS}])(?=[^\n^]{{0,60}}\b(?:[Cc]orrespond|[Ee]qual)[^\n*]*(?:\n|\Z))"
)
MARKED: Final = r"\^(?P<marks>[^^]{1,40})\^"
MARKS: Final = pattern(MARKED)
DIRECTLY: Final = pattern(rf"\*{{0,2}}\s?{MARKED}")
MARK: Final = pattern(rf"\w{{1,3}}|[{SIGNS}]{{1,3}}")
# `^1^ University of Ash`, an institution whose mark leads to it
INSTITUTION: Final = pattern(rf"\s*\^(?P<look>\*{{0,2}})(?P<mark>{ONE})(?P=look)\^\s*(?=[^\s,;])")
# What begins a line of its own below the names
BELOW: Final = pattern(rf"(?:\\\\|\n[ \t]*\|?)(?={INSTITUTION.pattern})")
# `[^ash]: University of Ash`, the note that a name in a text of several lines leads to
DEFINED: Final = pattern(r"\n[ \t]*\[\^([^\s\[\]]{1,60})\]:[ \t]*([^\n]{1,500})")
REFERENCE: Final = pattern(r"\[\^([^\s\[\]]{1,60})\]")
LONGEST: Final = 2_000


def raised(node: YamlNode) -> YamlNode:
    r"""A text with marks as `^1^`, which may be `<sup>1</sup>`, `\textsuperscript{1}` or `$^1$`, and notes within it.

    A colon behind one, or between parentheses, makes no mapping of it: `- ^*^ Corresponding author: ann@ash.edu`.
    """
    text, pairs = text_of(node), pairs_of(node).pairs
    if len(pairs) == 1 and (said := text_of(pairs[0][1])) and (INSTITUTION.match(key := pairs[0][0]) or "(" in key):
        text = f"{key}: {said}"
    if notes := dict(DEFINED.findall(text[:LONGEST])):
        text = DEFINED.sub("", text).rstrip()
        text = REFERENCE.sub(lambda found: f"^[{notes[found[1]]}]" if found[1] in notes else found[0], text)
    shown = IN_OTHER_WORDS.sub(lambda found: f"^{next(filter(None, found.groups()))}^", text)
    return node if shown == text_of(node) else replace(node, value=shown)


def institutions_of(text: str) -> tuple[str, dict[str, str]]:
    """A text to the names that it begins with, and to what stands below them or alone, by its marks."""
    start = INSTITUTION.match(text) or BELOW.search(text[:LONGEST])
    if not start:
        return text, {}
    before, rest = text[: start.start()], text[start.start() : LONGEST]
    marks = [*INSTITUTION.finditer(rest)]
    ends = [*(mark.start() for mark in marks[1:]), len(rest)]
    return before, {
        mark["mark"].lstrip("\\"): rest[mark.end() : end].rstrip("\\| \n,;")
        for mark, end in zip(marks, ends, strict=True)
    }
