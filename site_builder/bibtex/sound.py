"""An entry's parts to an entry that any program reads."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.bibtex.entries import Entry
from site_builder.patterns import pattern

_BRACES = pattern(r"[{}]")


def write_entry(entry_type: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """An entry of fields with LaTeX in them."""
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@{entry_type}{{{key},\n{''.join(lines)}}}\n"


def sound(entry: Entry) -> str:
    """A damaged entry as it was read. As it is written, it would take what stands behind it with it."""
    return write_entry(entry.type, entry.key, ((field.name, _balanced(field.value)) for field in entry.fields))


def _balanced(value: str) -> str:
    depth = lowest = 0
    for brace in _BRACES.finditer(value):
        depth += 1 if brace[0] == "{" else -1
        lowest = min(lowest, depth)
    return value if depth == lowest == 0 else _BRACES.sub("", value)
