"""Entries on their way into a bibliography: a record's BibLaTeX text to what duplicates are found by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from site_builder.bibtex import read_apart, read_bibliography, write_entry
from site_builder.diagnostics import Diagnostic, Location
from site_builder.model import Reference

UNNAMED: Final = "unnamed"
# What UTF-8 cannot hold, and no text should.
_UNFIT: Final = re.compile(r"[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as an entry. `key` is one that texts may cite already, "" where the record has none.

    `fields` are those of the entry by BibLaTeX's names, as LaTeX.
    """

    entry: str
    key: str
    fields: Mapping[str, str]
    reference: Reference
    location: Location


def draft(entry: str, key: str, location: Location) -> tuple[Draft, tuple[Diagnostic, ...]]:
    """An entry of our own making as a draft, with what its record lacks."""
    entry = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", entry)
    (reference, *_), wrong = read_bibliography(entry, location.path)
    (apart, *_), _ = read_apart(entry, location.path)
    return Draft(entry, key, apart.fields, reference, location), tuple(
        _about(found, location, reference) for found in wrong
    )


def drafts_of(entries: Iterable[tuple[int, str]], path: str) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """Entries of our own making, each with the line of the file that its record begins on, as drafts without keys."""
    made = [draft(entry, "", Location(path, line, 1)) for line, entry in entries]
    return tuple(one for one, _ in made), tuple(problem for _, wrong in made for problem in wrong)


def _about(found: Diagnostic, location: Location, reference: Reference) -> Diagnostic:
    title = reference.text("title") or "This record"
    message = found.message.replace(f"“{UNNAMED}”", f"“{title}”" if reference.text("title") else title)
    return replace(found, location=location, message=message, hint="add it to the entry.")


class Tags:
    """The values of one record of a tagged format, by tag; what nobody takes is left over."""

    def __init__(self, values: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for tag, value in values:
            if value.strip():
                self._values.setdefault(tag, []).append(value.strip())

    def __contains__(self, tag: str) -> bool:
        return bool(self._values.get(tag))

    def see(self, tag: str) -> tuple[str, ...]:
        return tuple(self._values.get(tag, ()))

    def take_all(self, *tags: str) -> list[str]:
        return [value for tag in tags for value in self._values.pop(tag, ())]

    def take(self, tag: str) -> str:
        """The first value; the others stay."""
        values = self._values.get(tag)
        return values.pop(0) if values else ""

    def put_back(self, tag: str, *values: str) -> None:
        self._values[tag] = [*values, *self._values.get(tag, ())]

    def left(self) -> Iterator[tuple[str, list[str]]]:
        yield from ((tag, values) for tag, values in self._values.items() if values)


class Fields:
    """The fields of an entry in the making: the first value of a field counts."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def __contains__(self, field: str) -> bool:
        return field in self._values

    def put(self, field: str, latex: str) -> bool:
        """Whether the field has this value now."""
        return not latex or self._values.setdefault(field, latex) == latex

    def entry(self, entry_type: str) -> str:
        return write_entry(entry_type, UNNAMED, self._values.items())
