"""The keys of entries, one after the other, to those that another entry has, or even another work."""

from __future__ import annotations

from typing import Final, NamedTuple

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.patterns import pattern

# Tags and commands, too: one file may mark up what another does not.
_NO_LETTERS: Final = pattern(r"<[^<>]{0,60}>|\\[A-Za-z]+|\W|_")


class Taken(NamedTuple):
    """A key that an entry has and another one ahead of it, which is of `another_work` if its title says so."""

    another_work: bool
    diagnostic: Diagnostic


class TakenKeys:
    """The keys of a bibliography, with the titles of the works that have them."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[Location, str]] = {}
        self._titles: dict[str, set[str]] = {}

    def take(self, key: str, title: str, location: Location) -> Taken | None:
        """What is wrong where the key is taken; None where it was free, or is ""."""
        if not key or key not in self._first:
            self._first[key] = (location, title)
            return None
        first, title_of_first = self._first[key]
        known = self._titles.setdefault(key, {_letters(title_of_first)})
        letters = _letters(title)
        another = _is_another(letters, known, _letters(title_of_first))
        known.add(letters)
        where = f"on line {first.line}" if first.path == location.path else f"at {first}"
        message = f"“{key}” is the key of another entry too, {where}: only that one is used."
        hint = "remove one of the two, or give it a key of its own."
        if another:
            message = f"“{key}” is the key of another work too, {where}, and cites that one."
            hint = "give each work a key of its own."
        return Taken(another, Diagnostic(Rule.DUPLICATE_CITATION_KEY, location, message, hint))


def _letters(title: str) -> str:
    """What two entries of one work have in common of its title; "" for none."""
    return _NO_LETTERS.sub("", title).casefold()


def _is_another(title: str, known: set[str], first: str) -> bool:
    """Whether an entry is of another work than those of its key, by their titles: one may be the first's beginning."""
    return bool(title and first) and title not in known and not (title.startswith(first) or first.startswith(title))
