"""Coded values in several spellings to one each: in capitals or not, the value is the same."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.characters import as_compared
from site_builder.frozen import frozen
from site_builder.study_notes import Coding, StudyNote


@frozen
class CodedValues:
    """The values of all facets. The first spelling in the order of the notes stands for the others."""

    spellings: dict[tuple[str, str], str]

    def of(self, coding: Coding) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.spellings[coding.facet, as_compared(value)] for value in coding.values))


def coded_values(notes: Iterable[StudyNote]) -> CodedValues:
    spellings: dict[tuple[str, str], str] = {}
    for note in notes:
        for coding in note.facets:
            for value in coding.values:
                spellings.setdefault((coding.facet, as_compared(value)), value.strip())
    return CodedValues(spellings)
