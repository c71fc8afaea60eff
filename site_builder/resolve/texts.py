"""Documents to texts: each hole learns what it names."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Final, TypeVar

from site_builder.addresses import label_of_file
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import (
    Body,
    Chart,
    Citation,
    CitationItem,
    CitationMode,
    CrossReference,
    EvidenceMap,
    FlowDiagram,
    Hole,
    Html,
    LocalImage,
    LocalLink,
    NoteMark,
    NotePlace,
    SectionNumber,
    TableBreak,
    TargetList,
    Word,
)
from site_builder.patterns import pattern
from site_builder.resolve.destinations import Destinations, Place
from site_builder.resolve.exhibits import place_chart, place_flow, place_map
from site_builder.resolve.holes import (
    PlacedBody,
    PlacedCitation,
    PlacedHeading,
    PlacedHole,
    PlacedImage,
    PlacedLink,
    PlacedNote,
    PlacedNoteMark,
    PlacedNotes,
    PlacedReference,
    PlacedSentence,
    Text,
)
from site_builder.resolve.links import lead
from site_builder.resolve.note_marks import with_marks_after_punctuation
from site_builder.resolve.references import list_of, refer, work_of
from site_builder.resolve.unknown_works import unknown_works

EVERY_KEY: Final = "*"
REFERENCE_BESIDE: Final = "@ref("
NUMBER_BESIDE: Final = pattern(r"@ref\(([^\s()]{1,200})\)")

Placed = TypeVar("Placed")


class Placing:
    """One document on its way to a text: what it cites and what is wrong gathers as its holes are filled."""

    def __init__(self, place: Place, destinations: Destinations, in_notes: bool) -> None:
        self.place = place
        self.in_notes = in_notes
        self.destinations = destinations
        self.items = 0
        self.last_note = 0
        self.note_numbers: dict[int, int] = {}
        self.note_marks: dict[int, int] = defaultdict(int)
        self.notes: dict[int, PlacedBody] = {}
        self.citations: list[Citation] = []
        self.diagnostics: list[Diagnostic] = []
        self.placed: dict[Citation, deque[PlacedCitation]] = defaultdict(deque)

    def text(self) -> Text:
        document = self.place.document
        numbers = self.destinations.numbers.get(self.place.address, {})
        number = tuple(_number("", numbers))
        named = self.fill(document.title) or (number and (Html(escape(label_of_file(document.path))),))
        title = (*number, *named)
        in_title = bool(self.placed)
        body = self.fill(document.body)
        headings = tuple(
            PlacedHeading(
                heading.level,
                heading.anchor,
                (*_number(heading.anchor, numbers), *self.refill(heading.content, take=False)),
            )
            for heading in document.headings
        )
        sentences = tuple(
            PlacedSentence(
                self.refill(sentence.content, take=True), sentence.paragraph, sentence.heading, sentence.is_data
            )
            for sentence in document.sentences
        )
        return Text(
            path=document.path,
            address=self.place.address,
            title=title,
            body=body,
            notes=tuple(
                PlacedNote(number, self.notes[note], self.note_marks[note])
                for note, number in self.note_numbers.items()
            ),
            headings=headings,
            sentences=(PlacedSentence(title, 0), *sentences) if in_title else sentences,
            nocite=self.nocite(),
            words=document.words,
            description=self.place.description,
            part=self.place.part,
        )

    def fill(self, body: Body, inside_note: int = 0) -> PlacedBody:
        """The body with its holes filled; `inside_note` is the number of the footnote that it is, 0 for none."""
        filled = [part if isinstance(part, Html) else self.fill_hole(part, inside_note) for part in body]
        return tuple(with_marks_after_punctuation(filled)) if self.in_notes else tuple(filled)

    def fill_hole(self, hole: Hole, inside_note: int) -> PlacedHole:
        match hole:
            case Citation():
                return self.cite(hole, inside_note)
            case NoteMark():
                return self.mark(hole)
            case NotePlace(notes):
                # A note style counts these notes with its citations', so all of them stand together at the end.
                return PlacedNotes(() if self.in_notes else tuple(self.note_numbers[note] for note in notes))
            case CrossReference():
                work = self.work_of(hole)
                return self.cite(work, inside_note) if work else self.keep(self.refer(hole))
            case LocalLink():
                return self.keep(self.lead(hole))
            case SectionNumber(anchor):
                return replace(hole, number=self.destinations.numbers.get(self.place.address, {}).get(anchor, ""))
            case Word() | TableBreak():
                return hole
            case TargetList(kind):
                return list_of(kind, self.destinations)
            case LocalImage(link, width, height):
                return PlacedImage(self.keep(self.lead(link)), width, height)
            case EvidenceMap():
                return self.keep(place_map(hole, self.destinations))
            case Chart():
                return self.keep(place_chart(hole, self.destinations))
            case FlowDiagram():
                return self.keep(place_flow(hole, self.destinations, self.place.document.path))

    def keep(self, result: tuple[Placed, Iterable[Diagnostic]]) -> Placed:
        """What stands in a hole; what is wrong with it is collected."""
        placed, wrong = result
        self.diagnostics += wrong
        return placed

    def refill(self, body: Body, take: bool) -> PlacedBody:
        """Fill a copy of a stretch of the body with what fills the body itself.

        Copies that `take` stand in the body's order, so equal citations are told apart by it.
        """
        filled: list[Html | PlacedHole] = []
        for written in body:
            part = (self.work_of(written) or written) if isinstance(written, CrossReference) else written
            match part:
                case Citation():
                    queue = self.placed[part]
                    filled.append(queue.popleft() if take and len(queue) > 1 else queue[0])
                case CrossReference():
                    filled.append(self.refer(part)[0])
                case LocalLink():
                    filled.append(self.lead(part)[0])
                case NoteMark() | NotePlace() | LocalImage() | TargetList() | EvidenceMap() | Chart() | FlowDiagram():
                    continue
                case TableBreak():
                    continue
                case _:
                    filled.append(part)
        return tuple(filled)

    def mark(self, mark: NoteMark) -> PlacedNoteMark:
        """A footnote is read where its first mark stands, so that what it cites comes in reading order."""
        repeat = self.note_marks[mark.note]
        self.note_marks[mark.note] += 1
        if mark.note not in self.note_numbers:
            number = self.note_numbers[mark.note] = self.next_note()
            self.notes[mark.note] = self.fill(self.place.document.notes[mark.note], number)
        return PlacedNoteMark(self.note_numbers[mark.note], repeat)

    def next_note(self) -> int:
        self.last_note += 1
        return self.last_note

    def cite(self, citation: Citation, inside_note: int) -> PlacedCitation:
        numbered = tuple(map(self.numbered, citation.items))
        if numbered == citation.items:
            return self.cite_numbered(citation, inside_note)
        placed = self.cite_numbered(replace(citation, items=numbered), inside_note)
        self.placed[citation].append(placed)
        return placed

    def numbered(self, item: CitationItem) -> CitationItem:
        """The item with the numbers that the words beside its key refer to: `[@a, see Figure \\@ref(fig:x)]`."""
        if REFERENCE_BESIDE not in item.prefix and REFERENCE_BESIDE not in item.suffix:
            return item

        def number(found: re.Match[str]) -> str:
            reference = CrossReference(found[1], number_only=True, location=item.location, written=f"\\{found[0]}")
            return self.keep(self.refer(reference)).text

        prefix, suffix = (NUMBER_BESIDE.sub(number, text) for text in (item.prefix, item.suffix))
        return replace(item, prefix=prefix, suffix=suffix)

    def cite_numbered(self, citation: Citation, inside_note: int) -> PlacedCitation:
        known_keys = self.destinations.known
        keys = known_keys.keys
        if any(item.key not in keys and known_keys.meant(item.key) for item in citation.items):
            meant = (replace(item, key=known_keys.meant(item.key) or item.key) for item in citation.items)
            placed = self.cite_numbered(replace(citation, items=tuple(meant)), inside_note)
            self.placed[citation].append(placed)
            return placed
        unknown = tuple(item for item in citation.items if item.key not in keys)
        known = tuple(item for item in citation.items if item.key in keys) if unknown else citation.items
        for item in unknown:
            self.unknown_key(item.key, item.location)
        works = unknown_works(citation, unknown, known_keys.stands_for)
        if not known:
            bare = replace(citation, items=())
            placed = PlacedCitation(bare, self.place.address, None, self.items + 1, works)
        else:
            is_textual = citation.mode is CitationMode.TEXTUAL and known[0] is citation.items[0]
            mode = CitationMode.TEXTUAL if is_textual else CitationMode.PARENTHETICAL
            note = self.next_note() if self.in_notes and not inside_note else 0
            within = note or inside_note if self.in_notes else 0
            is_whole = (known, mode, within) == (citation.items, citation.mode, citation.note)
            kept = citation if is_whole else replace(citation, items=known, mode=mode, note=within)
            placed = PlacedCitation(
                kept,
                self.place.address,
                len(self.citations),
                self.items + 1,
                works,
                note,
                self.in_notes and inside_note > 0,
            )
            self.citations.append(kept)
        self.items += len(known)
        self.placed[citation].append(placed)
        return placed

    def unknown_key(self, key: str, location: Location) -> None:
        known = self.destinations.known
        message, otherwise = known.absent(key, self.destinations.bibliographies)
        hint = known.hint(key, otherwise)
        self.diagnostics.append(Diagnostic(Rule.UNKNOWN_CITATION_KEY, location, message, hint))

    def nocite(self) -> tuple[str, ...]:
        keys = []
        for item in self.place.document.nocite:
            if item.key == EVERY_KEY:
                keys += sorted(self.destinations.known.keys)
            elif key := self.destinations.known.meant(item.key):
                keys.append(key)
            else:
                self.unknown_key(item.key, item.location)
        return tuple(dict.fromkeys(keys))

    def refer(self, reference: CrossReference) -> tuple[PlacedReference, Iterable[Diagnostic]]:
        return refer(reference, self.destinations, self.place.address)

    def work_of(self, reference: CrossReference) -> Citation | None:
        return work_of(reference, self.destinations, self.place.address)

    def lead(self, link: LocalLink) -> tuple[PlacedLink, Iterable[Diagnostic]]:
        return lead(link, self.destinations, self.place)


def _number(anchor: str, numbers: Mapping[str, str]) -> Iterator[SectionNumber]:
    if number := numbers.get(anchor, ""):
        yield SectionNumber(anchor, number)
