"""One record of a file to a reference: tags to BibLaTeX's fields, and fields to CSL's variables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from site_builder.bibtex import escape, reference_from_fields, write_entry
from site_builder.characters import without_entities
from site_builder.csl.output import rich_plain
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import Reference
from site_builder.patterns import pattern

ReadReferences: TypeAlias = tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]
"""The references of a file, and what is wrong with it. `key` is "" if the file has none, `source` a BibLaTeX entry."""

UNNAMED: Final = "unnamed"
# Characters that UTF-8 cannot hold, and that no text should have
_UNFIT: Final = pattern(r"[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def fit(text: str) -> str:
    """A text without characters that no text should have."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


class Tags:
    """The values of one record of a tagged format, by tag. Values that are not taken are left over."""

    def __init__(self, values: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        self.add(values)

    def add(self, values: Iterable[tuple[str, str]]) -> None:
        for tag, value in values:
            # “NA” stands for no value in files that R wrote.
            if value.strip() not in ("", "NA"):
                # Twice for HighWire's “&amp;lt;”
                self._values.setdefault(tag, []).append(without_entities(without_entities(value.strip())))

    def __contains__(self, tag: str) -> bool:
        return bool(self._values.get(tag))

    def peek(self, tag: str) -> tuple[str, ...]:
        return tuple(self._values.get(tag, ()))

    def take_all(self, *tags: str) -> list[str]:
        return [value for tag in tags for value in self._values.pop(tag, ())]

    def take(self, tag: str) -> str:
        """Take the first value, "" if there is none; the others stay."""
        values = self._values.get(tag)
        return values.pop(0) if values else ""

    def put_back(self, tag: str, *values: str) -> None:
        self._values[tag] = [*values, *self._values.get(tag, ())]

    def untaken(self) -> Iterator[tuple[str, list[str]]]:
        yield from ((tag, values) for tag, values in self._values.items() if values)


class Fields:
    """The fields of an entry that is being put together. The first value of a field is kept."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def __contains__(self, field: str) -> bool:
        return field in self._values

    def put(self, field: str, latex: str) -> bool:
        """Give a field this value, if it is not "", unless it has one. Returns whether it has this value now."""
        return bool(latex) and self._values.setdefault(field, latex) == latex

    def take(self, tags: Tags, tag: str, field: str, latex: Callable[[str], str] = escape) -> None:
        """Take over the first value of a tag. It stays there if the field has another one or cannot hold it."""
        value = tags.take(tag)
        if value and not self.put(field, latex(value)):
            tags.put_back(tag, value)

    def reference(self, entry_type: str, key: str, location: Location) -> tuple[Reference, tuple[Diagnostic, ...]]:
        """The reference that the fields describe, and what is wrong with it."""
        fields = {name: fit(value) for name, value in self._values.items()}
        reference, wrong = reference_from_fields(entry_type, UNNAMED, fields, location)
        source = write_entry(entry_type, key or UNNAMED, fields.items())
        return replace(reference, key=key, source=source), tuple(_about(found, reference) for found in wrong)


def _about(found: Diagnostic, reference: Reference) -> Diagnostic:
    title = rich_plain(reference.text("title"))
    message = found.message.replace(f"“{UNNAMED}”", f"“{title}”" if title else "This record")
    is_lacking = found.rule in (Rule.MISSING_TITLE, Rule.MISSING_YEAR)
    return replace(found, message=message, hint="add it to the entry." if is_lacking else found.hint)
