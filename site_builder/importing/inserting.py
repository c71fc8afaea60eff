"""A BibTeX entry's text and further fields to its text with these in it, and nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from site_builder.bibliographies.keys import key_start
from site_builder.patterns import pattern

_FIELD: Final = pattern(r"\n([ \t]+)[^\s={}\"#%,]+[ \t]*=")


def with_fields(source: str, fields: Mapping[str, str]) -> str:
    """The entry with the fields behind its own; before them where a comment could stand in the way."""
    if not fields:
        return source
    found = _FIELD.search(source)
    indent = found[1] if found else "  "
    lines = [f"{indent}{name} = {{{value}}},\n" for name, value in fields.items()]
    body, closing = source[:-1].rstrip(), source[-1]
    if "%" not in body.rpartition("\n")[2] and not body.endswith("#"):
        comma = "" if body.endswith(",") else ","
        return f"{body}{comma}\n{''.join(lines)}{closing}"
    start = source.index(",", key_start(source)) + 1
    return f"{source[:start]}\n{''.join(lines).rstrip()}{source[start:]}"
