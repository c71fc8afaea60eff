"""The text of an entry, written as nearly all are, to its key and its fields; any other text is for `commands`.

A value is closed in braces or quotation marks, a number or a month, and a comma or the entry's end follows. The answer
is the one that reading token by token gives, sooner.
"""

from __future__ import annotations

import re
from typing import Final

from site_builder.bibtex.commands import NAME, Macros

_HEAD: Final = re.compile(r"@\s*+[^\s{(]++\s*+\{\s*+([^\s,{}=%]++)\s*+,\s*+")
_BALANCED: Final = r"[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}[^{}]*+)*+"
_QUOTED: Final = r'[^{}"]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}"]*+)*+'
# What is no field is matched as a single character, so that no search goes on from there.
_FIELD: Final = re.compile(
    rf'({NAME})\s*+=\s*+(?:\{{({_BALANCED})\}}|"({_QUOTED})(?<![=\s])"|([0-9]++)|({NAME}))\s*+(?:,\s*+|(?=\}}))|.',
    re.DOTALL,
)


def read_faultless(source: str, macros: Macros) -> tuple[str, list[tuple[int, str, str]]] | None:
    """The key and the fields of an entry that ends with its brace; None if it is not so simple."""
    head = _HEAD.match(source)
    if head is None:
        return None
    end = len(source) - 1
    fields = []
    of_months = 0
    for field in _FIELD.finditer(source, head.end(), end + 1):
        name, value, quoted, number, word = field.groups()
        start = field.start()
        if name is None:
            if start < end:
                return None
            break
        if value is None:
            value = quoted if quoted is not None else number
            if value is None:
                value = macros.month(word)
                if value is None:
                    return None
                of_months += len(value)
        fields.append((start, name, value))
    if of_months > macros.left:
        return None
    macros.left -= of_months
    return head[1], fields
