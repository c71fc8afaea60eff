"""Cited works to what tells their citations apart.

CSL 1.0.2, “Disambiguation”: more names, then more of the given names, then the
`disambiguate` condition, then a letter after the year; each only where the
style asks for it and the step before left two works with the same citation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from site_builder.csl.context import Disambiguation, Item
from site_builder.csl.personal_name import initials
from site_builder.csl.xml import Element
from site_builder.model import Name

NamesSeen: TypeAlias = list[tuple[tuple[Name, ...], int]]
Render: TypeAlias = Callable[[Item, Disambiguation], tuple[str, NamesSeen]]
"""The text of a work cited on its own, and the lists of names it shows, each with how many of them."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps that a style asks for."""

    names: bool
    given: bool
    rule: str
    suffix: bool
    condition: bool

    @property
    def global_given(self) -> bool:
        return self.given and self.rule != "by-cite"


def steps_of(root: Element) -> Steps:
    citation = root.first("citation")
    attributes = citation.attributes if citation is not None else {}
    condition = any("disambiguate" in element.attributes for element in root.walk())
    return Steps(
        attributes.get("disambiguate-add-names") == "true",
        attributes.get("disambiguate-add-givenname") == "true",
        attributes.get("givenname-disambiguation-rule", "by-cite"),
        attributes.get("disambiguate-add-year-suffix") == "true",
        condition,
    )


class _Search:
    """The state of one search: a disambiguation for each work, made better step by step."""

    def __init__(self, items: Sequence[Item], render: Render, steps: Steps) -> None:
        self.items = items
        self.render = render
        self.steps = steps
        self.found = {item.key: Disambiguation(primary_only=steps.rule.startswith("primary")) for item in items}

    def text(self, item: Item, trial: Disambiguation | None = None) -> str:
        return self.render(item, trial or self.found[item.key])[0]

    def ambiguous(self, items: Iterable[Item]) -> list[list[Item]]:
        """The sets of works that read alike, in the order given."""
        sets: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            sets[self.text(item)].append(item)
        return [alike for alike in sets.values() if len(alike) > 1]

    def names_of(self, item: Item) -> list[Name]:
        """The names that the work's citation shows."""
        _, seen = self.render(item, self.found[item.key])
        return [name for names, count in seen for name in names[:count]]

    # Given names everywhere

    def expand_given_everywhere(self) -> None:
        """Rules other than by-cite: a name shown beside another of the same family name gets what tells them apart."""
        primary = self.steps.rule.startswith("primary")
        shown = {item.key: self.names_of(item)[:1] if primary else self.names_of(item) for item in self.items}
        families: dict[tuple[str, str], dict[Name, None]] = defaultdict(dict)
        for names in shown.values():
            for name in names:
                if name.family:
                    families[name.non_dropping_particle, name.family][name] = None
        with_initials = self.steps.rule.endswith("with-initials")
        levels: dict[Name, int] = {}
        for alike in families.values():
            levels |= _levels(list(alike), with_initials)
        for item in self.items:
            given = {name: levels[name] for name in shown[item.key] if levels.get(name)}
            if given:
                self.found[item.key] = replace(self.found[item.key], given=given)

    # One set at a time

    def add_names(self, alike: list[Item]) -> None:
        """Show one name more in all of the set, as long as that tells some of them apart."""
        counts = {item.key: self.render(item, self.found[item.key])[1] for item in alike}
        longest = max((len(names) for seen in counts.values() for names, _ in seen[:1]), default=0)
        shortest = min((count for seen in counts.values() for _, count in seen[:1]), default=0)
        left, helped = alike, 0
        for count in range(shortest + 1, longest + 1):
            trial = {item.key: self._with_names(item, count) for item in left}
            sets: dict[str, list[Item]] = defaultdict(list)
            for item in left:
                sets[self.text(item, trial[item.key])].append(item)
            if len(sets) == 1:
                continue
            helped = count
            for item in left:
                self.found[item.key] = trial[item.key]
            left = [item for items in sets.values() if len(items) > 1 for item in items]
            if not left:
                return
            if len([items for items in sets.values() if len(items) > 1]) > 1:
                for items in sets.values():
                    if len(items) > 1:
                        self.add_names(items)
                return
        if helped:
            for item in left:
                self.found[item.key] = self._with_names(item, helped)

    def _with_names(self, item: Item, count: int) -> Disambiguation:
        return replace(self.found[item.key], names=count)

    def add_given(self, alike: list[Item]) -> None:
        """By cite: expand the shown names from left to right until the set is told apart."""
        longest = max(len(self.names_of(item)) for item in alike)
        left = alike
        for place in range(longest):
            column = {item.key: names[place] for item in left if len(names := self.names_of(item)) > place}
            same_family: dict[tuple[str, str], dict[Name, None]] = defaultdict(dict)
            for name in column.values():
                same_family[name.non_dropping_particle, name.family][name] = None
            levels: dict[Name, int] = {}
            for names_alike in same_family.values():
                levels |= _levels(list(names_alike), with_initials=False)
            for item in left:
                shown = column.get(item.key)
                if shown is not None and levels.get(shown):
                    found = self.found[item.key]
                    self.found[item.key] = replace(found, given={**found.given, shown: levels[shown]})
            left = [item for items in self.ambiguous(left) for item in items]
            if not left:
                return

    def set_condition(self, alike: list[Item]) -> None:
        texts = {item.key: self.text(item, replace(self.found[item.key], condition=True)) for item in alike}
        if any(texts[item.key] != self.text(item) for item in alike):
            for item in alike:
                self.found[item.key] = replace(self.found[item.key], condition=True)

    def run(self) -> dict[str, Disambiguation]:
        if self.steps.global_given:
            self.expand_given_everywhere()
        steps: list[tuple[bool, Callable[[list[Item]], None]]] = [
            (self.steps.names, self.add_names),
            (self.steps.given and not self.steps.global_given, self.add_given),
            (self.steps.condition, self.set_condition),
        ]
        left: Sequence[Item] = self.items
        for wanted, step in steps:
            if not wanted:
                continue
            for alike in self.ambiguous(left):
                step(alike)
            if step == self.add_names and self.steps.global_given:
                self.expand_given_everywhere()
        if self.steps.suffix:
            for alike in self.ambiguous(self.items):
                for number, item in enumerate(alike, start=1):
                    self.found[item.key] = replace(self.found[item.key], year_suffix=number)
        return self.found


def _levels(alike: list[Name], with_initials: bool) -> dict[Name, int]:
    """For names with one family name: how much of each given name tells it from the others."""
    distinct = {(name.dropping_particle, name.given, name.suffix) for name in alike}
    if len(distinct) < 2:
        return {}
    by_initials: dict[str, set[str]] = defaultdict(set)
    for name in alike:
        by_initials[initials(name.given, ".")].add(name.given)
    levels: dict[Name, int] = {}
    for name in alike:
        if len(by_initials[initials(name.given, ".")]) == 1:
            levels[name] = 1
        elif not with_initials:
            levels[name] = 2
        elif len(by_initials) > 1:
            levels[name] = 1
    return levels


def disambiguate(items: Sequence[Item], render: Render, steps: Steps) -> dict[str, Disambiguation]:
    """What to add to each work's citations, by its key. Year suffixes go in the order of `items`."""
    if not (steps.names or steps.given or steps.suffix or steps.condition):
        return {item.key: Disambiguation() for item in items}
    return _Search(items, render, steps).run()
