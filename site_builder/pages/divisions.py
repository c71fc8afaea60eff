"""A long list to the parts that its pages show, with links between the parts.

A list that fits on one page stays on it. Otherwise, the first part has the list's own address, so that links to the
list still work; a link to an item leads to the part that shows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias, TypeVar

from site_builder.addresses import part_address
from site_builder.alphabets import Alphabet
from site_builder.frozen import frozen
from site_builder.pages.body_views import Link
from site_builder.relative_links import Origin
from site_builder.words import Words

MOST: Final = 500
# A list of all parts on each of many would make the site grow with their square, so only the first has it.
MOST_LISTED: Final = 100

Item = TypeVar("Item")
Group: TypeAlias = tuple[str, str, tuple[Item, ...]]
"""The items under one heading: its label, its id, and the items."""

NO_LETTER: Final = "#"


@frozen
class PartLinks:
    """Links from a part of a list to the others. `all` is empty if only the `first` part lists them."""

    place: str
    previous: Link | None
    next: Link | None
    all: tuple[Link, ...]
    first: str


@frozen
class Division:
    """A list of `total` items at an address, in parts of about the same size."""

    address: str
    total: int

    @property
    def parts(self) -> int:
        return max(1, -(-self.total // MOST))

    @property
    def numbers(self) -> range:
        return range(1, self.parts + 1)

    def span(self, number: int) -> range:
        """The indices of the items that a part shows."""
        return range(self._start(number), self._start(number + 1))

    def part_of(self, place: int) -> int:
        """The part that shows the item at an index."""
        part = place * self.parts // self.total + 1
        return part if place < self._start(part + 1) else part + 1

    def address_of(self, number: int) -> str:
        return part_address(self.address, number)

    def origin(self, number: int) -> Origin:
        return Origin(self.address_of(number))

    def titled(self, title: str, number: int, words: Words) -> str:
        """The title of a part's page. All but the first have a number in it."""
        return title if number == 1 else words("part_titled", title=title, n=number, total=self.parts)

    def links(self, number: int, words: Words, name_of: Callable[[int], str]) -> PartLinks | None:
        """Links from one part to the others; None if there is only one.

        `name_of` gives the name of the item at an index.
        """
        if self.parts == 1:
            return None
        origin = self.origin(number)

        def link(other: int) -> Link:
            span = self.span(other)
            label = words("part_span", first=span.start + 1, last=span.stop, name=name_of(span.start))
            return Link(label, origin.link(self.address_of(other)), other == number)

        return part_links(words, link, self.numbers, number)

    def _start(self, number: int) -> int:
        return (number - 1) * self.total // self.parts


def part_links(words: Words, link: Callable[[Item], Link], parts: Sequence[Item], number: int) -> PartLinks:
    """Links from the part of that number to the others, each made by `link`."""
    return PartLinks(
        place=words("part_of", n=number, total=len(parts)),
        previous=link(parts[number - 2]) if number > 1 else None,
        next=link(parts[number]) if number < len(parts) else None,
        all=tuple(map(link, parts)) if number == 1 or len(parts) <= MOST_LISTED else (),
        first=link(parts[0]).href,
    )


def a_to_z(items: Iterable[Item], word: Callable[[Item], str], alphabet: Alphabet) -> Iterator[Group[Item]]:
    """Items grouped by the initial of their word, in order: the letter, its id on the page, the items.

    “#” comes last, for words that do not begin with a letter.
    """
    lettered: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        lettered[alphabet.initial(word(item)) or NO_LETTER].append(item)
    for first in sorted(lettered, key=lambda first: (first == NO_LETTER, alphabet.key(first))):
        anchor = f"letter-{'other' if first == NO_LETTER else first.lower()}"
        yield first, anchor, tuple(sorted(lettered[first], key=lambda item: alphabet.key(word(item))))


def groups_within(groups: Iterable[Group[Item]], span: range) -> Iterator[Group[Item]]:
    """The groups limited to the items in a span, with items counted through all groups."""
    start = 0
    for label, anchor, items in groups:
        some = items[max(0, span.start - start) : max(0, span.stop - start)]
        if some:
            yield label, anchor, some
        start += len(items)


def item_namer(groups: Iterable[Group[Item]], name: Callable[[Item], str]) -> Callable[[int], str]:
    """A function that names the item at an index, counted through all groups."""

    def name_of(place: int) -> str:
        return next(name(some[0]) for _, _, some in groups_within(groups, range(place, place + 1)))

    return name_of


def group_starts(groups: Iterable[Group[Item]], division: Division) -> Iterator[tuple[str, str, str]]:
    """The label and id of each group, with the address of the part in which it begins."""
    start = 0
    for label, anchor, items in groups:
        yield label, anchor, division.address_of(division.part_of(start))
        start += len(items)
