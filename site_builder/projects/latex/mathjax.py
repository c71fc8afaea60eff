"""The commands that a page's header defines in JavaScript for MathJax or KaTeX to definitions in LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.latex.macros import definition

# The names of files with such a header
HEADER: Final = pattern(
    r"(?:[^/]+/){0,4}[\w.-]{0,40}(?:mathjax|macros?|katex|header|preamble)[\w.-]{0,40}\.html?", re.IGNORECASE
)
MACROS: Final = pattern(r"\b[Mm]acros[\"']?\s{0,9}:\s{0,9}\{")
TEXT: Final = r"\"(?:[^\"\\\n]|\\.){0,1000}\"|'(?:[^'\\\n]|\\.){0,1000}'"
# One command, after what separates it from the one before
MACRO: Final = pattern(
    r"(?:[\s,]|//[^\n]{0,300}\n){0,300}"
    rf"[\"']?\\{{0,2}}(?P<name>[A-Za-z]{{1,60}})[\"']?\s{{0,9}}:\s{{0,9}}(?:(?P<text>{TEXT})"
    rf"|\[\s{{0,9}}(?P<taking>{TEXT})\s{{0,9}},\s{{0,9}}(?P<number>\d)[^\]\n]{{0,100}}\])"
)
ESCAPED: Final = pattern(r"\\(.)")
LONGEST: Final = 50_000


def headers_among(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name.endswith(("html", "htm")) and HEADER.fullmatch(name))


def definitions_for_mathjax(header: str) -> Iterator[str]:
    header = header[:LONGEST]
    for found in MACROS.finditer(header):
        at = found.end()
        while macro := MACRO.match(header, at):
            at = macro.end()
            text = ESCAPED.sub(r"\1", (macro["text"] or macro["taking"])[1:-1])
            yield definition(macro["name"], text, int(macro["number"] or 0))
