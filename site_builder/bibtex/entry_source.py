"""An entry's parts to an entry that any program can read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_builder.bibtex.canonical_fields import ALIASES, Fields, canonical_fields
from site_builder.bibtex.entry import Entry
from site_builder.bibtex.entry_syntax import TYPE
from site_builder.bibtex.inherit import INHERITING
from site_builder.patterns import pattern

_TYPE = pattern(TYPE)
_BRACES = pattern(r"[{}]")
_PARENT = pattern(r"(?<=[\s,])(?:crossref|xdata)\s*=\s*(?:\{[^{}\\]*\}|\"[^{}\\\"]*\")[ \t]*,?", re.IGNORECASE)


def write_entry(entry_type: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """The text of an entry. The values of its fields are LaTeX; empty ones are left out."""
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@{entry_type}{{{key},\n{''.join(lines)}}}\n"


def repaired_source(entry: Entry) -> str:
    """A damaged entry as it was read. As it is written, it would also damage what follows it."""
    kind = entry.type if _TYPE.fullmatch(entry.type) else "misc"
    return write_entry(kind, entry.key, ((field.name, _balanced(field.value)) for field in entry.fields))


def standalone_source(entry: Entry, fields: Fields) -> str:
    """An entry as written, but with the `fields` that it inherits in place of the names of its parents."""
    parents = sum(field.name in INHERITING for field in entry.fields)
    if not parents:
        return entry.source
    own = canonical_fields(entry.fields)
    inherited = [
        (field.name if ALIASES.get(field.name) == name else name, field.value)
        for name, field in fields.items()
        if name not in own
    ]
    head, found = _PARENT.subn("", entry.source[:-1])
    head = head.rstrip()
    if found != parents or "%" in head.rpartition("\n")[2]:
        written = ((field.name, field.value) for field in entry.fields if field.name not in INHERITING)
        return write_entry(entry.type, entry.key, [*written, *inherited])
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in inherited)
    return f"{head.removesuffix(',')},\n{lines}{entry.source[-1]}"


def _balanced(value: str) -> str:
    depth = lowest = 0
    for brace in _BRACES.finditer(value):
        depth += 1 if brace[0] == "{" else -1
        lowest = min(lowest, depth)
    return value if depth == lowest == 0 else _BRACES.sub("", value)
