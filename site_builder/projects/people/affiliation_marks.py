"""Raised marks in Markdown, HTML or LaTeX, by which authors refer to institutions and notes, to a single form."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from site_builder.model import YamlNode
from site_builder.patterns import pattern
from site_builder.yaml_values import pairs_of, text_of

SIGNS: Final = r"\*†‡§¶"
ONE: Final = rf"(?:\w{{1,3}}|\\?[{SIGNS}]{{1,3}})"
# The last form is at the beginning of a line with a note: `\\* Corresponding author`.
IN_OTHER_WORDS: Final = pattern(
    r"<sup>([^<>^]{1,40})</sup>|\\textsuperscript\{([^{}^]{1,40})\}|\$\^(?:\{([^{}^$]{1,40})\}|([^\s{}^$\\]))\$"
    rf"|(?:\A|(?<=\n))[ \t]*\\?([{SIGNS}])(?=[^\n^]{{0,60}}\b(?:[Cc]orrespond|[Ee]qual)[^\n*]*(?:\n|\Z))"
)
MARKED: Final = r"\^(?P<marks>[^^]{1,40})\^"
MARKS: Final = pattern(MARKED)
DIRECTLY: Final = pattern(rf"\*{{0,2}}\s?{MARKED}")
MARK: Final = pattern(rf"\w{{1,3}}|[{SIGNS}]{{1,3}}")
# An institution behind its mark: `^1^ University of Ash`
INSTITUTION: Final = pattern(rf"\s*\^(?P<look>\*{{0,2}})(?P<mark>{ONE})(?P=look)\^\s*(?=[^\s,;])")
# The beginning of a line of institutions below the names
BELOW: Final = pattern(rf"(?:\\\\|\n[ \t]*\|?)(?={INSTITUTION.pattern})")
# A note in a text of several lines, to which a name in it refers: `[^ash]: University of Ash`
DEFINED: Final = pattern(r"\n[ \t]*\[\^([^\s\[\]]{1,60})\]:[ \t]*([^\n]{1,500})")
REFERENCE: Final = pattern(r"\[\^([^\s\[\]]{1,60})\]")
LONGEST: Final = 2_000


def with_uniform_marks(node: YamlNode) -> YamlNode:
    r"""A text with `^1^` for all marks, `<sup>1</sup>`, `\textsuperscript{1}` or `$^1$`, and with its notes inline.

    A text with a colon, `- ^*^ Corresponding author: ann@ash.edu`, which YAML reads as a mapping, is a text again.
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
    """The names at the beginning of a text, and the institutions or notes behind them, by their marks."""
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
