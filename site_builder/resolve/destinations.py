"""The destinations that citations, cross-references and links may have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from operator import itemgetter
from typing import Final

from site_builder.characters import suffix_letters
from site_builder.diagnostics import Diagnostic, Rule
from site_builder.frozen import frozen
from site_builder.known_keys import KnownKeys
from site_builder.model import Document, Target, TargetKind
from site_builder.patterns import pattern
from site_builder.resolve.manuscript import Chapter, Counting, Manuscript
from site_builder.resolve.numerals import numeral_of, with_part
from site_builder.slugs import unique_id
from site_builder.yaml_values import node_at

SPELLING: Final = pattern(r"([a-z]+)([-:])(.+)", re.DOTALL)
SIGNS: Final = "-:"
OF_SECTION: Final = "sec:"
PART: Final = pattern(r"((?:fig|tbl)-.+)-([1-9]\d?)")
# If a text continues a chapter, the number of that is kept under this key. No id has a space.
CONTINUED: Final = " "
SAME_PREFIXES: Final = (("tbl", "tab"), ("eq", "eqn"))


@frozen
class Place:
    """A document that becomes a page or a part of one, with its address."""

    chapter: Chapter
    address: str

    @property
    def document(self) -> Document:
        return self.chapter.document


@frozen
class NumberedTarget:
    """What a label names, with its number, or with the tag that its author gave it in place of one.

    `kind` is its kind in the names of interface phrases.
    """

    target: Target
    address: str
    anchor: str
    number: str
    kind: str


@frozen
class Destinations:
    """The destinations that citations, cross-references and links may have.

    `paths` maps paths below the content folder, of sources and of the site, to addresses. `anchors` maps each address
    to the ids in its document, `labels` to the id of its title. `targets` are all that have a label, by label, and
    `sections` the headings without one, by id. `axes` are the names for maps and charts, `flows` the paths of the files
    for flow diagrams. `numbers` are those of headings, by address and id. `ids_elsewhere` maps, for each address, the
    ids that other tools would give its headings to theirs here. If all texts are one document, `homes` maps each id to
    the first address with it.
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
    custom_kinds: tuple[str, ...] = ()
    numbers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ids_elsewhere: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)

    @property
    def ways(self) -> tuple[Hashable | Mapping[str, object], ...]:
        """Everything that decides where links lead, without what only hints for unknown keys depend on."""
        keys = (self.known.keys, self.known.tags, self.known.aliases, self.known.identified)
        ids = (self.anchors, self.labels, self.ids_elsewhere)
        names = (*ids, self.targets, self.sections, self.numbers, self.axes, self.flows)
        kinds = (self.is_one_document, self.has_chapters, self.custom_kinds)
        # Targets are listed, and ids found in chapters, in their order, which equal mappings need not share.
        order = (*self.targets, *self.anchors)
        return (self.root, keys, self.bibliographies, self.paths, *kinds, *names, order)

    def anchor_of(self, anchor: str, address: str) -> str:
        """The id that a link to a page means, which may be spelt differently there; "" for the page's top."""
        known = self.anchors.get(address)
        if known is not None and anchor not in known and anchor != self.labels.get(address):
            lower = anchor.lower()
            anchor = lower if lower in known else self.ids_elsewhere.get(address, {}).get(lower, anchor)
        return "" if anchor == self.labels.get(address) else anchor

    def elsewhere(self, anchor: str, address: str) -> tuple[str, str] | None:
        """The address and anchor of an id in another text, if all texts are one document.

        If they are chapters, only what has a label is found, which is what can be referred to across chapters on paper.
        """
        if not (self.is_one_document or self.has_chapters):
            return None
        if found := self.find(anchor, address, sections=self.is_one_document):
            return found.address, found.anchor
        place = self.homes.get(anchor)
        return None if place is None else (place, anchor)

    def section_number(self, found: NumberedTarget) -> str:
        """The number of the section that a label names; "" if the label is not the id of its heading."""
        return self.numbers.get(found.address, {}).get(found.anchor, "")

    def word_of_number(self, number: str) -> str:
        """The kind of section that a number belongs to, in the names of interface phrases."""
        if number.isalpha():
            return "appendix_numbered"
        return "chapter_numbered" if self.has_chapters and number.isdigit() else "section_numbered"

    def as_written(self, label: str) -> str:
        """The label as its author wrote it, if it is of a kind that the project defines."""
        return label.partition("-")[2] if _custom_kind(label, self.custom_kinds) else label

    def find(self, label: str, address: str, sections: bool) -> NumberedTarget | None:
        """What a label names for the text at `address`. With `sections`, the id of any heading counts as a label.

        Texts from several hands may write “fig-x” in one place and “fig:x” in another.
        """
        for spelling in (label, *spellings(label)):
            if found := self.targets.get(spelling):
                return _nearest(found, address)
        # With `autoSectionLabels`, pandoc-crossref makes labels of all headings' ids.
        heading = label.removeprefix(OF_SECTION) if label.startswith(OF_SECTION) else label if sections else ""
        if heading in self.sections:
            return _nearest(self.sections[heading], address)
        return self._part(label, address)

    def _part(self, label: str, address: str) -> NumberedTarget | None:
        """In Quarto, `fig-x-2` names the second picture in the figure `fig-x`, if it has several."""
        part = PART.fullmatch(label)
        whole = self.targets.get(part[1]) if part else None
        if not part or not whole:
            return None
        found = _nearest(whole, address)
        picture, pictures = int(part[2]), found.target.pictures
        if pictures == 1 or picture > (pictures or picture):
            return None
        return replace(found, number=with_part(found.number, suffix_letters(picture)))


def _nearest(found: tuple[NumberedTarget, ...], address: str) -> NumberedTarget:
    """Of several things with the same label, the one in the text that refers to it, else the first."""
    return next((target for target in found if target.address == address), found[0])


def spellings(label: str) -> Iterator[str]:
    """Other ways to write a label: with “-” for “:” or the reverse, or with another of LaTeX's prefixes."""
    if found := SPELLING.fullmatch(label):
        prefix, sign, name = found.groups()
        prefixes = next((group for group in SAME_PREFIXES if prefix in group), (prefix,))
        for other in prefixes:
            yield from (f"{other}{each}{name}" for each in SIGNS if (other, each) != (prefix, sign))
        # In bookdown, R's chunk “fig-x” makes the figure “fig:fig-x”.
        if name.startswith(f"{prefix}-"):
            yield name
    # A label within a formula may lack the prefix for its kind.
    yield f"{TargetKind.EQUATION.value}-{label}"


def number_targets(
    places: Sequence[Place], numbers: Mapping[str, Mapping[str, str]], manuscript: Manuscript
) -> tuple[dict[str, tuple[NumberedTarget, ...]], tuple[Diagnostic, ...]]:
    """Number everything that has a label, by kind and in order. `numbers` are those of headings.

    In one document, what stands in a chapter without a number is counted with the chapter before it, or in MyST with
    all such chapters. If two texts give the same label, a diagnostic says so.
    """
    counting, is_one = manuscript.counting, manuscript.is_one_document
    targets: dict[str, list[NumberedTarget]] = defaultdict(list)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    diagnostics = []
    within_chapters = counting in (Counting.CHAPTER, Counting.CHAPTER_FROM_0)
    # Without a title in front matter, the first heading is that of the whole, and has no number.
    is_titled = bool(places) and node_at(places[0].document.front_matter, "title") is not None
    last = "0" if counting is Counting.CHAPTER_FROM_0 and is_titled else ""
    for place in places:
        chapters = _chapters(place, numbers.get(place.address, {}), last) if within_chapters else ()
        last = chapters[-1][1] if chapters and is_one and not manuscript.has_chapters else last
        numerals = manuscript.numerals.get(place.document.path, {})
        for target in place.document.targets:
            at = bisect_right(chapters, target.position, key=itemgetter(0))
            chapter = chapters[at - 1][1] if at else ""
            within = chapter or ("" if is_one and within_chapters else place.address)
            within = "" if counting is Counting.SITE else within
            kind = _custom_kind(target.label, manuscript.custom_kinds) or target.kind.name.lower()
            counts[within, kind] = target.count(counts[within, kind])
            numeral = numeral_of(counts[within, kind], numerals.get(kind, numerals.get("", "")))
            count = with_part(numeral, target.part)
            number = target.tag or (f"{chapter}.{count}" if chapter else count)
            same = targets[target.label]
            same.append(_numbered(place, target, number, kind))
            if same[0].target.location.path != target.location.path:
                message = f"The label “{target.label}” is already used at {same[0].target.location}."
                hint = "rename one of the two; until then, cross-references from other texts lead to the first."
                diagnostics.append(Diagnostic(Rule.DUPLICATE_ANCHOR, target.location, message, hint))
    return {label: tuple(found) for label, found in targets.items()}, tuple(diagnostics)


def _custom_kind(label: str, custom_kinds: tuple[str, ...]) -> str:
    """Which of the kinds that the project defines a figure is of; "" for an ordinary figure."""
    if not custom_kinds:
        return ""
    prefix, kind = label.split("-", 2)[:2] if label.count("-") > 1 else ("", "")
    return kind if prefix == TargetKind.FIGURE.value and kind in custom_kinds else ""


def _chapters(place: Place, numbers: Mapping[str, str], last: str) -> tuple[tuple[int, str], ...]:
    """The position at which each chapter of a text begins, with its number, or that of the `last` chapter before it."""
    document = place.document
    headings = [target for target in (*document.targets, *document.sections) if target.kind is TargetKind.SECTION]
    begun = [
        (heading.position, numbers[heading.label]) for heading in headings if numbers.get(heading.label, ".").isalnum()
    ]
    number = numbers.get(CONTINUED, "") or numbers.get("", "")
    return ((0, number.partition(".")[0] or last), *sorted(begun))


def sections_of(places: Iterable[Place], is_joined: bool) -> dict[str, tuple[NumberedTarget, ...]]:
    """The headings without a label, by their ids; if a tool joins all texts first, by those that they have then."""
    sections: dict[str, list[NumberedTarget]] = defaultdict(list)
    taken, again = set[str](), dict[str, int]()
    for place in places:
        for target in place.document.sections:
            base = target.base if is_joined else ""
            identifier = unique_id(base, taken, again) if base else target.label
            taken.add(identifier)
            sections[identifier].append(_numbered(place, target, ""))
    return {identifier: tuple(found) for identifier, found in sections.items()}


def _numbered(place: Place, target: Target, number: str, kind: str = "section") -> NumberedTarget:
    anchor = target.label if target.label in place.document.anchors else ""
    return NumberedTarget(target, place.address, anchor, number, kind)
