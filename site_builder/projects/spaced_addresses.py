"""Addresses with spaces in them, `![A map](images/my map.png)`, to the same between angle brackets.

For Pandoc they are addresses as they stand; for CommonMark the whole is text, which it stays behind a citation:
`[@smith2020](some 600 records)`. What quartodoc would link to the documentation of a program, `[](`a.b`)`, is the
name alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.inline_code import CODE
from site_builder.projects.written_lines import Line

SIGN: Final = r"(?:[^\s()<>\\\"']|\([^\s()<>\\]{0,100}\))"
SPACED: Final = pattern(
    rf"{CODE}"
    r"|\[(?P<text>[^\[\]\n]{0,300})\]\(`(?P<short>~{0,2})(?P<name>\w[\w.]{0,300})`\)"
    r"|\[-?@[^\[\]\n]{1,300}\]\("
    rf"|\]\([ \t]*(?P<address>{SIGN}{{1,300}}(?:[ ]{{1,3}}{SIGN}{{1,300}}){{1,20}})"
    r"(?P<title>[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?[ \t]*\)"
)


def with_brackets(lines: Sequence[Line]) -> list[Line]:
    return [
        line._replace(text=SPACED.sub(_bracketed, line.text)) if "](" in line.text and not line.is_code else line
        for line in lines
    ]


def _bracketed(found: re.Match[str]) -> str:
    if name := found["name"]:
        return found["text"] or f"`{name.rpartition('.')[2] if found['short'] else name}`"
    return f"](<{found['address']}>{found['title'] or ''})" if found["address"] else found[0]
