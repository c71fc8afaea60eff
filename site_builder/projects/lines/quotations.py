"""TeX's quotation marks, ``so'', in texts for other tools to those that they print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from site_builder.markdown.raw.braces import CODE
from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line

# Code is left alone, even with two apostrophes in it: no quotation begins where code ends.
QUOTED: Final = pattern(
    r"(?<![`\\])``(?=[\w\"“(\[@*_$\\])(?P<quoted>(?:[^`'\n]|'(?!')|\n(?!\s*\n)){1,300}?)"
    r"(?<=[\w.,;:!?)\]%*_$])''(?![`'\w$])"
    r"(?![^`\n]{0,300}[^\s`(\[]``(?!\w))"
    rf"|^(?:[ ]{{4}}|\t).*|{CODE}",
    re.MULTILINE,
)


def with_quotations(lines: Sequence[Line]) -> list[Line]:
    """The lines with quotation marks; a quotation may continue in the next line."""
    if not any("``" in line.text and not line.is_code for line in lines):
        return list(lines)
    made: list[Line] = []
    for is_code, group in groupby(lines, lambda line: line.is_code):
        together = list(group)
        if not is_code:
            texts = QUOTED.sub(_quoted, "\n".join(line.text for line in together)).split("\n")
            together = [line._replace(text=text) for line, text in zip(together, texts, strict=True)]
        made += together
    return made


def _quoted(found: re.Match[str]) -> str:
    return f"“{found['quoted']}”" if found["quoted"] else found[0]
