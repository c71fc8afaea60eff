"""What a style is evaluated on: one reference, and how it is cited here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from site_builder.csl.richtext import parse_rich_text
from site_builder.csl.tree import Tree
from site_builder.model import Date, Name, Reference

_OTHER_NAMES = (
    ("title-short", "shortTitle"),
    ("container-title-short", "journalAbbreviation"),
    ("event-title", "event"),
)


UNKNOWN = Date()
_MOST_REMEMBERED = 64
Value = TypeVar("Value")


class Item:
    """A reference with its variables at hand, and the number that a style may give it.

    It also remembers what was made of it, by what that depends on beside the
    reference and the style: a review that is formatted again costs what has changed.
    """

    __slots__ = ("_made", "_rich", "dates", "english", "key", "names", "number", "reference", "texts", "type")

    def __init__(self, reference: Reference, default_lang: str = "en-US") -> None:
        self.reference = reference
        self._made: dict[Hashable, Any] = {}
        self.key = reference.key
        self.type = reference.type
        self.texts = dict(reference.texts)
        self.names = dict(reference.names)
        self.dates = dict(reference.dates)
        self.number = 0
        self.english = (self.texts.get("language") or default_lang).lower().startswith("en")
        for name, other in _OTHER_NAMES:
            if other in self.texts:
                self.texts.setdefault(name, self.texts[other])
        if "page" in self.texts and "page-first" not in self.texts:
            page = self.texts["page"]
            cut = min((at for mark in "-–&," if (at := page.find(mark)) > 0), default=len(page))
            self.texts["page-first"] = page[:cut].strip()
        self._rich: dict[str, Tree] = {}

    def recall(self, what: str, depends_on: Hashable, make: Callable[[], Value]) -> Value:
        """What was made for the same state before, or is made now."""
        key = (what, depends_on)
        if key not in self._made:
            if len(self._made) >= _MOST_REMEMBERED:
                self._made.clear()
            self._made[key] = make()
        value: Value = self._made[key]
        return value

    def rich(self, variable: str) -> Tree:
        """The variable's text with its markup read."""
        tree = self._rich.get(variable)
        if tree is None:
            tree = self._rich[variable] = parse_rich_text(self.texts.get(variable, ""))
        return tree


def citation_label(names: Mapping[str, tuple[Name, ...]], dates: Mapping[str, Date]) -> str:
    """A label from the authors and the year, as in “RoNo78”: four letters of one name, two of two, one of more."""
    people = next((names[variable] for variable in ("author", "editor", "translator") if names.get(variable)), ())
    families = [(name.family or name.literal) for name in people[:4]]
    letters = {1: (4,), 2: (2, 2), 3: (2, 1, 1), 4: (1, 1, 1, 1)}.get(len(families), ())
    year = dates.get("issued", Date()).parts
    label = "".join(family[:count] for family, count in zip(families, letters, strict=True))
    return label + (f"{year[0][0] % 100:02d}" if year and label else "")


@dataclass(slots=True)
class Disambiguation:
    """What makes a reference's citations unlike all others (CSL 1.0.2, “Disambiguation”).

    `names` is how many names to show instead of the style's number, 0 for the
    style's own; `given` how much of a given name to show beside a short name:
    1 for initials, 2 for all of it, of the first name only where `primary_only`
    says so, never as more than initials where `initials_only` does. `conditions` is how many of the style's
    `disambiguate` conditions hold, in their order; `year_suffix` counts from 1, 0 for none.
    """

    names: int = 0
    given: Mapping[Name, int] = field(default_factory=dict)
    primary_only: bool = False
    initials_only: bool = False
    conditions: int = 0
    year_suffix: int = 0

    @property
    def state(self) -> Hashable:
        """All of it that makes a difference, as a value that can be looked up."""
        of_given = (*self.given.items(), self.primary_only, self.initials_only) if self.given else ()
        return (self.names, of_given, self.conditions, self.year_suffix)


@dataclass(slots=True)
class Cite:
    """How a work is cited at one place. `position` is one of CSL's, “first” where it is the first time."""

    locator: str = ""
    label: str = "page"
    position: str = "first"
    near_note: bool = False
    first_note: int = 0
    suppress_author: bool = False


@dataclass(slots=True, eq=False)
class Context:
    """The state of one evaluation.

    `called` counts the variables that were asked for, `filled` names those
    that had a value: a group compares both before and after its children.
    """

    item: Item
    cite: Cite
    disambiguation: Disambiguation
    in_bibliography: bool = False
    sorting: bool = False
    called: int = 0
    conditions_met: int = 0
    filled: list[str] = field(default_factory=list)
    substituted: frozenset[str] = frozenset()
    substituting: bool = False
    suffix_shown: bool = False
    author_suppressed: bool = False
    names_seen: list[tuple[tuple[Name, ...], int]] = field(default_factory=list)

    def text(self, variable: str) -> str:
        """A text or number variable's value as it stands."""
        if variable == "locator":
            return self.cite.locator
        if variable == "citation-number":
            return str(self.item.number) if self.item.number else ""
        if variable == "citation-label":
            return self.item.texts.get(variable) or citation_label(self.item.names, self.item.dates)
        if variable == "first-reference-note-number":
            return str(self.cite.first_note) if self.cite.first_note else ""
        return self.item.texts.get(variable, "")

    def show(self, variable: str) -> str:
        """A text or number variable's value, noted as called and shown; "" where it is empty or substituted already."""
        self.called += 1
        value = "" if variable in self.substituted else self.text(variable)
        if value:
            self.filled.append(variable)
        return value

    def has(self, variable: str) -> bool:
        """Whether a variable of any kind has a value here."""
        if variable == "year-suffix":
            return bool(self.disambiguation.year_suffix)
        if variable in self.item.names:
            return bool(self.item.names[variable])
        if variable in self.item.dates:
            return self.item.dates[variable] != UNKNOWN
        return bool(self.text(variable))


Renderer: TypeAlias = Callable[[Context], Tree]
