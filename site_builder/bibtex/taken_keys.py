"""The keys of entries, one after another, to those that an earlier entry has, perhaps one of another work."""

from __future__ import annotations

from typing import Final, NamedTuple

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.patterns import pattern

# Tags and commands, too, as one file may mark up what another does not
_NO_LETTERS: Final = pattern(r"<[^<>]{0,60}>|\\[A-Za-z]+|\W|_")


class Taken(NamedTuple):
    """A key that an earlier entry has, too. It is of `another_work` if their titles show it."""

    another_work: bool
    diagnostic: Diagnostic


class TakenKeys:
    """The keys of a bibliography, with the titles of the works that have them."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[Location, str]] = {}
        self._titles: dict[str, set[str]] = {}

    def take(self, key: str, title: str, location: Location) -> Taken | None:
        """What is wrong if the key is taken; None if it was free, or is ""."""
        if not key or key not in self._first:
            self._first[key] = (location, title)
            return None
        first, title_of_first = self._first[key]
        known = self._titles.setdefault(key, {_letters(title_of_first)})
        letters = _letters(title)
        another = _is_another(letters, known, _letters(title_of_first))
        known.add(letters)
        where = f"on line {first.line}" if first.path == location.path else f"at {first}"
        message = f"“{key}” is also the key of another entry, {where}; only that one is used."
        hint = "remove one of the two, or give it a key of its own."
        if another:
            message = f"“{key}” is also the key of another work, {where}, and cites that one."
            hint = "give each work a key of its own."
        return Taken(another, Diagnostic(Rule.DUPLICATE_CITATION_KEY, location, message, hint))


def _letters(title: str) -> str:
    """What the titles of two entries of the same work share: letters and digits, without case. "" for no title."""
    return _NO_LETTERS.sub("", title).casefold()


def _is_another(title: str, known: set[str], first: str) -> bool:
    """Whether a title shows that an entry is of another work than earlier ones. Titles of one work may be cut short."""
    return bool(title and first) and title not in known and not (title.startswith(first) or first.startswith(title))
