"""A citation key that no bibliography has to the entries that its author may have meant."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from site_builder.diagnostics import choice, nearest
from site_builder.model import Name, Reference
from site_builder.names import creators

MOST: Final = 3
YEAR: Final = re.compile(r"(?<!\d)(?P<long>1[5-9]\d\d|20\d\d)(?!\d)|(?<!\d)(?P<short>\d\d)(?!\d)")
WORD: Final = re.compile(r"[^\W\d_]+")
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
SHORTEST_NAME: Final = 2
LONGEST_INITIALS: Final = 2


@dataclass(frozen=True)
class KnownKeys:
    """The keys of a review's bibliography, found again by what was written in their place."""

    references: tuple[Reference, ...]

    @functools.cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(reference.key for reference in self.references)

    @functools.cached_property
    def _by_family(self) -> dict[str, list[Reference]]:
        families: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.references:
            names = (name for author in creators(reference)[:MOST] for name in _spellings(author))
            for name in dict.fromkeys(names):
                families[name].append(reference)
        return families

    @functools.cached_property
    def _by_doi(self) -> dict[str, Reference]:
        return {reference.text("DOI").casefold(): reference for reference in self.references if reference.text("DOI")}

    def hint(self, key: str, otherwise: str) -> str:
        """What to do about an unknown key: the entries it may mean, or the other text where there are none.

        An entry by the author and of the year that the key spells comes first, whatever its own key.
        """
        if key.casefold() in self._by_doi:
            return choice([described(self._by_doi[key.casefold()])])
        same = {found.key: found for found in self._by_author_and_year(key)}
        named = [f"“{near}”" if near not in same else described(same[near]) for near in self._ranked(key, same)]
        return choice(named, otherwise)

    def _ranked(self, key: str, same: dict[str, Reference]) -> list[str]:
        near = nearest(key, self.keys, MOST)
        # A key that differs only in punctuation or capitals is what was meant; after it, who wrote it when.
        alike = [word for word in near if _bare(word) == _bare(key)]
        others = [] if any(_spelt(each.year) & _years(key) for each in same.values()) else near
        return list(dict.fromkeys([*alike, *same, *others]))[:MOST]

    def _by_author_and_year(self, key: str) -> list[Reference]:
        """Those of the year that the key spells; else of the year before or after, as online and print differ."""
        years = _years(key)
        found = [reference for family in self._families(key) for reference in self._by_family[family]]
        if not years:
            return found
        exact = [reference for reference in found if _spelt(reference.year) & years]
        return exact or [each for each in found if (_spelt(each.year - 1) | _spelt(each.year + 1)) & years]

    def _families(self, key: str) -> list[str]:
        """The family names that a key may spell: one of its words, or one with initials (“hallw”, “wjhall”)."""
        words = [fold(word) for word in WORD.findall(CAMEL.sub("_", key))]
        joined = fold("".join(WORD.findall(key)))
        found = [word for word in dict.fromkeys([joined, *words]) if word in self._by_family]
        if not found and joined:
            cuts = range(1, LONGEST_INITIALS + 1)
            found = [part for cut in cuts for part in (joined[:-cut], joined[cut:]) if part in self._by_family]
        return [name for name in found if len(name) >= SHORTEST_NAME]


def _spellings(name: Name) -> Iterator[str]:
    """A name as keys have it: with its particle or without, ü as u or as ue."""
    for written in (name.non_dropping_particle + name.family, name.family or name.literal):
        yield fold(written)
        yield fold(written.casefold().translate(UMLAUTS))


def _years(key: str) -> set[str]:
    return {match["long"] or match["short"] for match in YEAR.finditer(key)}


def _spelt(year: int) -> set[str]:
    return {str(year), f"{year:04}"[-2:]}


def fold(text: str) -> str:
    """Letters alone, without case and marks: as names stand in keys."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalpha())


def _bare(key: str) -> str:
    return "".join(character for character in key.casefold() if character.isalnum())


def described(reference: Reference) -> str:
    """The key with author and year: a key alone may say nothing."""
    authors = creators(reference)
    name = (authors[0].family or authors[0].literal) if authors else ""
    about = ", ".join(filter(None, (name, str(reference.year or ""))))
    return f"“{reference.key}” ({about})" if about else f"“{reference.key}”"
