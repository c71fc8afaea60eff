"""RIS text to the tags and values of each record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_builder.patterns import pattern

# PsycINFO has longer tags, too: “PMID  - 33123456”.
_LINE: Final = pattern(r"\s?(?:([A-Z][A-Z0-9])(?: {2}-|(?: {1,3}|\t)-(?=\s|$))|([A-Z]{3,4}) {2}-(?= ))(.*)$")
# Each line below these tags is a value, even without a tag.
_LISTS: Final = frozenset({"KW", "UR", "SN", "L1", "L2"})
_JOINED: Final = pattern(r"(?=(?:AD|AN|C3|FU|OP|PU|UR|WE) {2}- )")


def ris_records(text: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """The line at which each record begins, and its values with their tags."""
    values: list[tuple[str, list[str]]] = []
    begun = 0
    for number, line in _lines(text):
        found = _LINE.match(line.rstrip())
        tag, value = (found[1] or found[2], found[3].strip()) if found else ("", line.strip())
        if tag in ("TY", "ER"):
            if values:
                yield begun, _whole(values)
            values, begun = [("TY", [value])] if tag == "TY" else [], number
        elif tag:
            begun = begun if values else number
            values.append((tag, [value]))
        elif values and value:
            last, before = values[-1]
            if last in _LISTS:
                values.append((last, [value]))
            else:
                before.append(value)
    if values:
        yield begun, _whole(values)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers. Web of Science, Scopus and EBSCO may lose the end of one before some tags."""
    for number, line in enumerate(text.split("\n"), 1):
        is_joined = line.startswith(("AD  - ", "C3  - ", "WE  - ")) or "UR  - http" in line or " OP  - " in line
        yield from ((number, part) for part in (_JOINED.split(line) if is_joined else [line]))


def _whole(values: list[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    return [(tag, "\n".join(lines)) for tag, lines in values]
