"""References to whether they are of one work: by DOI, by PubMed's number, or by title, year and first author."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from site_builder.characters import letters_and_digits, without_tags
from site_builder.model import Reference

Value = TypeVar("Value")

# A shorter title, such as “Editorial”, may be that of many works.
_TELLING = 20


class KnownWorks(Generic[Value]):
    """Known works, to be found by another reference to the same work."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[Reference, Value]]] = {}

    def add(self, reference: Reference, value: Value) -> None:
        for identity in _identities(reference):
            self._found.setdefault(identity, []).append((reference, value))

    def find(self, reference: Reference) -> Value | None:
        for identity in _identities(reference):
            for known, value in self._found.get(identity, ()):
                if not identity.startswith("title") or not _differ(known, reference):
                    return value
        return None


def _identities(reference: Reference) -> Iterator[str]:
    if doi := reference.text("DOI").casefold():
        yield f"doi {doi}"
    if pmid := reference.text("PMID"):
        yield f"pmid {pmid}"
    title = letters_and_digits(without_tags(reference.text("title")))
    if title:
        yield f"title {title} {reference.year}"
    else:
        # Only a record that says the same.
        yield f"untitled {reference.type} {reference.texts} {reference.names} {reference.dates}"


def _differ(one: Reference, other: Reference) -> bool:
    """Whether works of the same title and year are nevertheless different."""
    if one.contradicts(other, ("DOI", "PMID")):
        return True
    first, second = _first_author(one), _first_author(other)
    if first and second:
        return first not in second and second not in first
    return len(letters_and_digits(one.text("title"))) < _TELLING


def _first_author(reference: Reference) -> str:
    people = reference.name_list("author") or reference.name_list("editor")
    return letters_and_digits(people[0].family or people[0].literal) if people else ""
