"""References to those that seem to be the same work twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import eq
from typing import Final

from site_builder.characters import without_tags
from site_builder.diagnostics import Diagnostic, Rule
from site_builder.known_keys import fold
from site_builder.model import Reference
from site_builder.patterns import pattern
from site_builder.person_names import creators

NOT_LETTERS: Final = pattern(r"[\W_]+")
# Each entry is compared with so many of its title and year: “Editorial” may be the title of hundreds.
MOST: Final = 30
IDENTIFYING: Final = ("DOI", "volume", "issue")
HINT: Final = "remove one of the two, and cite the other; otherwise the work is counted twice."


def doi_and_title(reference: Reference) -> tuple[str, str]:
    """A work's DOI and title in a form to compare; "" for one that is missing."""
    title = reference.text("title")
    title = NOT_LETTERS.sub("", without_tags(title)).casefold()
    return reference.text("DOI").casefold(), title


def find_duplicates(references: Sequence[Reference], study_of: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Each entry that shares the DOI, or the title and year, of an earlier one. `study_of` maps keys to studies.

    A shared title and year are not enough if the DOIs, volumes, issues or all authors differ. Where authors are
    missing, the day must be the same too: an opinion and the judgement in one case differ in it. Reports of one study
    may share title and year.
    """
    by_doi: dict[str, Reference] = {}
    by_title: dict[tuple[str, int], list[Reference]] = defaultdict(list)
    for reference in references:
        doi, title = doi_and_title(reference)
        first = by_doi.setdefault(doi, reference) if doi else reference
        named_so = by_title[title, reference.year] if title and reference.year else []
        others = (each for each in named_so[:MOST] if study_of.get(each.key) != study_of.get(reference.key))
        alike = next((each for each in others if _may_be_same(reference, each)), None)
        named_so.append(reference)
        if first is not reference:
            yield _duplicate(reference, first, f"the DOI {reference.text('DOI')}")
        elif alike:
            yield _duplicate(reference, alike, f"this title, in {reference.year}")


def _may_be_same(one: Reference, other: Reference) -> bool:
    # A volume with a title of its own is not the whole work.
    if one.contradicts(other, IDENTIFYING) or one.text("volume-title") != other.text("volume-title"):
        return False
    authors = [{fold(name.family or name.literal) for name in creators(reference)} for reference in (one, other)]
    days = (reference.date("issued").parts[0] for reference in (one, other))
    return not authors[0].isdisjoint(authors[1]) if all(authors) else all(map(eq, *days))


def _duplicate(later: Reference, first: Reference, shared: str) -> Diagnostic:
    message = f"“{later.key}” seems to be the same work as “{first.key}” at {first.location}: both have {shared}."
    return Diagnostic(Rule.DUPLICATE_ENTRY, later.location, message, HINT)
