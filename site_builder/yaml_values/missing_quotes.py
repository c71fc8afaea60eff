"""A YAML text that cannot be read to one with quotes around the value in a line, where they were forgotten."""

from __future__ import annotations

from typing import Final

from site_builder.patterns import pattern

# “title: Sleep: a review”
COLONS: Final = pattern(r"(?P<key>[ \t]*(?:-[ \t]+)?[\w-]+:[ \t]+)(?P<value>[^\s\"'#&*!|>%@`{}\[\]][^\n]*:[ \t][^\n]*)")


def with_quotes(text: str, line: int) -> str:
    """The text with quotes around the value in a line (from 0), which has a colon in it; "" if it has none."""
    lines = text.split("\n")
    if not (found := COLONS.fullmatch(lines[line])):
        return ""
    value, mark, comment = found["value"].partition(" #")
    escaped = value.rstrip().replace("'", "''")
    lines[line] = f"{found['key']}'{escaped}'{mark}{comment}"
    return "\n".join(lines)
