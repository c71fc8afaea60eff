"""Where citations, cross-references and links may lead."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from operator import itemgetter
from typing import Final

from site_builder.csl.variables import suffix_letters
from site_builder.diagnostics import Diagnostic, Rule
from site_builder.frozen import frozen
from site_builder.known_keys import KnownKeys
from site_builder.model import Document, Target, TargetKind
from site_builder.patterns import pattern
from site_builder.resolve.manuscript import Counting

SPELLING: Final = pattern(r"([a-z]+)([-:])(.+)", re.DOTALL)
SIGNS: Final = "-:"
OF_SECTION: Final = "sec:"
PART: Final = pattern(r"((?:fig|tbl)-.+)-([1-9]\d?)")
# The key of the number of the chapter that a text without a title goes on with; no id has a space.
CONTINUED: Final = " "
SAME_PREFIXES: Final = (("tbl", "tab"), ("eq", "eqn"))


@frozen
class Place:
    """A document that becomes a page, or a part of one."""

    document: Document
    address: str
    description: str = ""
    part: str = ""
    is_appendix: bool = False


@frozen
class NumberedTarget:
    """What a label names, with its number, or what its author calls it in the place of one.

    `kind` is what the words of the interface call its kind.
    """

    target: Target
    address: str
    anchor: str
    number: str
    kind: str


@frozen
class Destinations:
    """Where citations, cross-references and links may lead.

    `paths` leads from a path below the content folder, of a source or of the
    site, to an address; `anchors` from an address to what its document names,
    `labels` to what its title is called. `sections` are headings without a label, by their ids. `axes` are the names
    that maps and charts may be made by, `flows` the paths of the files that flow diagrams may be made of.
    `numbers` are those of headings, by address and id; `ids_elsewhere` leads to those ids, by address, from the ones
    that other tools make of the same headings. Where all texts are one document, `homes` leads from what one
    names to its address, the first one's.
    """

    root: str
    known: KnownKeys
    bibliographies: str
    paths: Mapping[str, str]
    anchors: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    targets: Mapping[str, tuple[NumberedTarget, ...]]
    sections: Mapping[str, tuple[NumberedTarget, ...]]
    axes: tuple[str, ...]
    flows: tuple[str, ...] = ()
    is_one_document: bool = False
    has_chapters: bool = False
    own_kinds: tuple[str, ...] = ()
    numbers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ids_elsewhere: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)

    @property
    def ways(self) -> tuple[Hashable | Mapping[str, object], ...]:
        """All of it but what a hint says of a key that nobody knows."""
        keys = (self.known.keys, self.known.tags, self.known.aliases, self.known.identified)
        ids = (self.anchors, self.labels, self.ids_elsewhere)
        names = (*ids, self.targets, self.sections, self.numbers, self.axes, self.flows)
        kinds = (self.is_one_document, self.has_chapters, self.own_kinds)
        return (self.root, keys, self.bibliographies, self.paths, *kinds, *names)

    def anchor_of(self, anchor: str, address: str) -> str:
        """The id that a link to a page names, by which it may stand there in another spelling; "" is the page's top."""
        known = self.anchors.get(address)
        if known is not None and anchor not in known and anchor != self.labels.get(address):
            lower = anchor.lower()
            anchor = lower if lower in known else self.ids_elsewhere.get(address, {}).get(lower, anchor)
        return "" if anchor == self.labels.get(address) else anchor

    def elsewhere(self, anchor: str, address: str) -> tuple[str, str] | None:
        """The address and anchor that an id names in another text, where all of them are one document.

        Of chapters that are documents of their own, what has a label is led to, as it is on paper.
        """
        if not (self.is_one_document or self.has_chapters):
            return None
        if found := self.find(anchor, address, sections=self.is_one_document):
            return found.address, found.anchor
        place = self.homes.get(anchor)
        return None if place is None else (place, anchor)

    def section_number(self, found: NumberedTarget) -> str:
        """The number of a section that a label names; of a label below a heading no number is known."""
        return self.numbers.get(found.address, {}).get(found.anchor, "")

    def word_of_number(self, number: str) -> str:
        """What the section of a number is called."""
        if number.isalpha():
            return "appendix_numbered"
        return "chapter_numbered" if self.has_chapters and number.isdigit() else "section_numbered"

    def as_written(self, label: str) -> str:
        """The label as its author has it, where it is of a kind of the project's own."""
        return label.partition("-")[2] if _own_kind(label, self.own_kinds) else label

    def find(self, label: str, address: str, sections: bool) -> NumberedTarget | None:
        """What a label names, for a text at an address. With `sections` a heading's own id will do.

        A text from several hands writes “fig-x” here and “fig:x” there.
        """
        for spelling in (label, *spellings(label)):
            if found := self.targets.get(spelling):
                return _nearest(found, address)
        # pandoc-crossref names all headings by their ids where `autoSectionLabels` says so.
        heading = label.removeprefix(OF_SECTION) if label.startswith(OF_SECTION) else label if sections else ""
        if heading in self.sections:
            return _nearest(self.sections[heading], address)
        return self._part(label, address)

    def _part(self, label: str, address: str) -> NumberedTarget | None:
        """What Quarto names by a figure's label and a number, `fig-x-2`: the second of the pictures in it."""
        part = PART.fullmatch(label)
        whole = self.targets.get(part[1]) if part else None
        if not part or not whole:
            return None
        found = _nearest(whole, address)
        return replace(found, number=f"{found.number}{suffix_letters(int(part[2]))}")


def _nearest(found: tuple[NumberedTarget, ...], address: str) -> NumberedTarget:
    """Of all that have a label the one in the text that refers to it, else the first."""
    return next((target for target in found if target.address == address), found[0])


def spellings(label: str) -> Iterator[str]:
    """The other ways to write a label: with the other sign behind its prefix, or another of LaTeX's prefixes."""
    if found := SPELLING.fullmatch(label):
        prefix, sign, name = found.groups()
        prefixes = next((group for group in SAME_PREFIXES if prefix in group), (prefix,))
        for other in prefixes:
            yield from (f"{other}{each}{name}" for each in SIGNS if (other, each) != (prefix, sign))
        # In bookdown, R's chunk “fig-x” draws “fig:fig-x”.
        if name.startswith(f"{prefix}-"):
            yield name
    # A label within a formula need not say what it names.
    yield f"{TargetKind.EQUATION.value}-{label}"


def number_targets(
    places: Iterable[Place],
    counting: Counting,
    numbers: Mapping[str, Mapping[str, str]],
    own_kinds: tuple[str, ...] = (),
) -> tuple[dict[str, tuple[NumberedTarget, ...]], tuple[Diagnostic, ...]]:
    """Figures, tables and their like counted in their order, all that have a label; `numbers` are those of headings."""
    targets: dict[str, list[NumberedTarget]] = defaultdict(list)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    diagnostics = []
    for place in places:
        chapters = _chapters(place, numbers.get(place.address, {})) if counting is Counting.CHAPTER else ()
        for target in place.document.targets:
            at = bisect_right(chapters, target.location.line, key=itemgetter(0))
            chapter = chapters[at - 1][1] if at else ""
            within = "" if counting is Counting.SITE else chapter or place.address
            kind = _own_kind(target.label, own_kinds) or target.kind.name.lower()
            counts[within, kind] = target.count(counts[within, kind])
            count = f"{counts[within, kind]}{target.part}"
            number = target.tag or (f"{chapter}.{count}" if chapter else count)
            same = targets[target.label]
            same.append(_numbered(place, target, number, kind))
            if same[0].target.location.path != target.location.path:
                message = f"The label “{target.label}” is given at {same[0].target.location} already."
                hint = "rename one of the two; until then cross-references from other texts lead to the first."
                diagnostics.append(Diagnostic(Rule.DUPLICATE_ANCHOR, target.location, message, hint))
    return {label: tuple(found) for label, found in targets.items()}, tuple(diagnostics)


def _own_kind(label: str, own_kinds: tuple[str, ...]) -> str:
    """Which kind of the project's own a figure is, "" where it is a figure like others."""
    if not own_kinds:
        return ""
    prefix, kind = label.split("-", 2)[:2] if label.count("-") > 1 else ("", "")
    return kind if prefix == TargetKind.FIGURE.value and kind in own_kinds else ""


def _chapters(place: Place, numbers: Mapping[str, str]) -> tuple[tuple[int, str], ...]:
    """The lines that the chapters of a text begin on, each with its number."""
    document = place.document
    headings = [target for target in (*document.targets, *document.sections) if target.kind is TargetKind.SECTION]
    begun = [
        (heading.location.line, numbers[heading.label])
        for heading in headings
        if heading.location.path == document.path and numbers.get(heading.label, ".").isalnum()
    ]
    return ((0, numbers.get("", "") or numbers.get(CONTINUED, "")), *sorted(begun))


def sections_of(places: Iterable[Place]) -> dict[str, tuple[NumberedTarget, ...]]:
    """The headings without a label, by their ids."""
    sections: dict[str, list[NumberedTarget]] = defaultdict(list)
    for place in places:
        for target in place.document.sections:
            sections[target.label].append(_numbered(place, target, ""))
    return {identifier: tuple(found) for identifier, found in sections.items()}


def _numbered(place: Place, target: Target, number: str, kind: str = "section") -> NumberedTarget:
    anchor = target.label if target.label in place.document.anchors else ""
    return NumberedTarget(target, place.address, anchor, number, kind)
