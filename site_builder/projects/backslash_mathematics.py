r"""R Markdown's mathematics, `\(x\)` and `\[x\]`, to mathematics between dollar signs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from site_builder.projects.latex_environments import Line
from site_builder.splicing import spliced

# Pandoc reads these as mathematics where it is told to, and R Markdown tells it to.
TEXTS: Final = ".rmd"
SIGN: Final = re.compile(
    r"(?<!`)(?P<ticks>`{1,9})(?!`)[^\n]{1,2000}?(?<!`)(?P=ticks)(?!`)"
    r"|\\(?P<opens>[(\[])[ \t]*|(?<![ \t])[ \t]*\\(?P<closes>[)\]])|\\."
)
CLOSED_BY: Final = {"(": ")", "[": "]"}
DOLLARS: Final = {"(": "$", "[": "$$"}


def with_dollars(lines: Sequence[Line]) -> list[Line]:
    """The lines with dollar signs where mathematics begins and ends, which it does within one paragraph."""
    spots: defaultdict[int, list[tuple[int, str, str]]] = defaultdict(list)
    opening: tuple[int, re.Match[str]] | None = None
    for at, line in enumerate(lines):
        if line.is_code or not line.text.strip() or not line.place.path.lower().endswith(TEXTS):
            opening = None
            continue
        for sign in SIGN.finditer(line.text) if "\\" in line.text else ():
            opened = opening[1]["opens"] if opening else ""
            if sign["opens"] and opened in ("", sign["opens"]):
                opening = at, sign
            elif opening and sign["closes"] and sign["closes"] == CLOSED_BY[opened]:
                for where, mark in (opening, (at, sign)):
                    spots[where].append((mark.start(), mark[0], DOLLARS[opened]))
                opening = None
    return [
        line._replace(text=spliced(line.text, spots[at]) or line.text) if at in spots else line
        for at, line in enumerate(lines)
    ]
