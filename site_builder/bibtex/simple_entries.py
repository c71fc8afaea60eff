"""The text of an ordinary entry to its key and its fields.

The result is that of `commands`, which reads token by token, but it is found much faster. Any other entry is left to
`commands`.
"""

from __future__ import annotations

import re
from typing import Final

from site_builder.bibtex.entry_syntax import NAME, Expansion, Macros, Written, with_values
from site_builder.frozen import frozen
from site_builder.patterns import pattern

_HEAD: Final = pattern(r"@\s*+[^\s{(]++\s*+\{\s*+([^\s,{}=%]++)\s*+,\s*+")
_GROUP: Final = r"\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}"
_BRACED: Final = rf"\{{[^{{}}]*+(?:{_GROUP}[^{{}}]*+)*+\}}"
_QUOTED: Final = rf'"[^{{}}"]*+(?:{_GROUP}[^{{}}"]*+)*+"'
_PART: Final = rf"(?:{_BRACED}|{_QUOTED}|[0-9]++|{NAME})"
# Where there is no field, a single character matches, so that the search does not go on from there.
_FIELD: Final = pattern(rf"({NAME})\s*+=\s*+({_PART})((?:\s*+#\s*+{_PART})*+)\s*+(?:,\s*+|(?=\}}))|.", re.DOTALL)
_FURTHER: Final = pattern(rf"\s*+#\s*+({_PART})", re.DOTALL)


@frozen
class SimpleEntry:
    """An entry's key and fields. `source` is its text with its file's abbreviations replaced by their values."""

    key: str
    fields: list[Written]
    source: str
    undefined: tuple[()] = ()


def read_simple_entry(text: str, macros: Macros) -> SimpleEntry | None:
    """The entry of a text that ends with the entry's closing brace; None if `commands` has to read it."""
    head = _HEAD.match(text)
    if head is None:
        return None
    fields: list[Written] = []
    expansions: list[Expansion] = []
    for field in _FIELD.finditer(text, head.end()):
        name, part, further = field.groups()
        if name is None:
            if field.end() < len(text):
                return None
            break
        value = part[1:-1] if part[0] == "{" else _value(part, field.start(2), macros, expansions)
        for one in _FURTHER.finditer(text, *field.span(3)) if further else ():
            added = _value(one[1], one.start(1), macros, expansions)
            value = None if value is None or added is None else value + added
        if value is None:
            return None
        fields.append((field.start(), name, value))
    if not expansions:
        return SimpleEntry(head[1], fields, text)
    length = sum(len(value) for _, _, value in expansions)
    if length > macros.remaining:
        return None
    macros.remaining -= length
    return SimpleEntry(head[1], fields, with_values(text, expansions))


def _value(part: str, start: int, macros: Macros, expansions: list[Expansion]) -> str | None:
    """What a part of a value stands for; None if that is not certain."""
    if part[0] == "{":
        return part[1:-1]
    if part[0] == '"':
        # A quotation mark after “=” may begin the next value instead.
        return None if part[:-1].rstrip().endswith("=") else part[1:-1]
    if part[0] in "0123456789":
        return part
    value = macros.get(part)
    if value is not None:
        expansions.append((start, start + len(part), value))
    return value
