"""Texts to what a template prints of them: holes filled, links made from one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from site_builder.addresses import citation_anchor, mark_anchor, note_anchor, reference_anchor
from site_builder.dois import doi_link
from site_builder.identifiers import identifier_in
from site_builder.merging import beside_others
from site_builder.model import CitationMode, FormattedPart, Html, SectionNumber, TableBreak, Word
from site_builder.origins import Origin
from site_builder.pages.aloud import marks_after, marks_of, reference_text
from site_builder.pages.charts import chart_view
from site_builder.pages.edition import AssetOf, Edition, PartOf, no_asset, type_label, version_query, whole
from site_builder.pages.exhibits import BarChart, MapView
from site_builder.pages.flows import flow_view
from site_builder.pages.maps import map_view
from site_builder.pages.metadata import brief_coins
from site_builder.pages.parts import (
    BodyView,
    CitationView,
    CitedPart,
    CrossReferenceView,
    EntryView,
    ImageView,
    Link,
    NoteMarkView,
    NoteView,
    NumberView,
    PartView,
    RowsView,
    SidenotesView,
    TargetsView,
    TargetView,
)
from site_builder.resolve import (
    PlacedBody,
    PlacedChart,
    PlacedCitation,
    PlacedFlow,
    PlacedImage,
    PlacedLink,
    PlacedMap,
    PlacedNoteMark,
    PlacedNotes,
    PlacedReference,
    PlacedRows,
    PlacedTarget,
    PlacedTargets,
    Study,
    Text,
)
from site_builder.titles import escaped

SAMPLE: Final = "sample"
NO_NOTES: Final[Mapping[int, NoteView]] = MappingProxyType({})
NO_STUDIES: Final = BarChart("", "", ())


def fill_text(edition: Edition, origin: Origin, text: Text) -> BodyView:
    """A text's body with its footnotes in their places."""
    return fill(edition, origin, text.body, notes=_notes_by_number(edition, origin, text))


def fill(
    edition: Edition,
    origin: Origin,
    body: PlacedBody,
    copy_of: str = "",
    mark: int = 0,
    notes: Mapping[int, NoteView] = NO_NOTES,
) -> BodyView:
    """A body as its page prints it, or a copy of what stands at another address.

    A copy has no ids; in it the item with the number `mark` is marked.
    """
    filled: list[PartView] = []
    for part in body:
        match part:
            case PlacedCitation(note=0, inside_note=True):
                filled += _within_note(edition, origin, part, copy_of, mark)
            case PlacedCitation(note=0):
                filled.append(_citation(edition, origin, part, copy_of, mark))
            case PlacedCitation():
                filled.append(_marked_citation(edition, origin, part, copy_of, mark))
            case PlacedNoteMark():
                filled.append(_note_mark(origin, part.number, part.repeat, copy_of))
            case PlacedNotes(numbers):
                filled.append(SidenotesView(tuple(notes[number] for number in numbers)))
            case PlacedReference():
                href = origin.link(part.address, part.anchor) if part.address else ""
                before, text, after = reference_text(edition.words, part)
                filled.append(CrossReferenceView(before, text, after, href))
            case SectionNumber(number=number):
                filled += [NumberView(number)] if number else []
            case PlacedTargets(targets):
                filled.append(TargetsView(tuple(_target(edition, origin, target) for target in targets)))
            case Word(name):
                filled.append(escaped(edition.words(name)))
            case PlacedLink():
                filled.append(link_of(origin, part, edition.asset_of, edition.part_of))
            case PlacedImage():
                filled.append(_image(edition, origin, part))
            case PlacedMap():
                filled += _map(edition, origin, part)
            case PlacedChart(of=of) if of:
                axis = edition.review.axes.find(of)
                filled.append(chart_view(edition, origin, axis) if axis else NO_STUDIES)
            case PlacedFlow(path) if path in edition.review.flows:
                filled.append(flow_view(edition.words, edition.review.flows[path]))
            case PlacedRows(columns, pages):
                filled.append(RowsView(columns, tuple(_rows_link(edition, origin, *page) for page in pages)))
            case PlacedChart() | PlacedFlow() | TableBreak():
                continue
            case _:
                filled.append(part)
    return beside_others(filled, f"{origin.names[origin.text]}-") if origin.text else tuple(filled)


def _rows_link(edition: Edition, origin: Origin, address: str, first: int, last: int) -> Link:
    return Link(edition.words("rows_span", first=first, last=last), origin.link(address))


def _map(edition: Edition, origin: Origin, placed: PlacedMap) -> Iterator[MapView | BarChart]:
    if placed.rows and placed.columns:
        rows, columns = map(edition.review.axes.find, (placed.rows, placed.columns))
        yield map_view(edition, origin, rows, columns) if rows and columns else NO_STUDIES


def _target(edition: Edition, origin: Origin, placed: PlacedTarget) -> TargetView:
    name = "".join(reference_text(edition.words, placed.reference))
    return TargetView(name, placed.title, origin.link(placed.reference.address, placed.reference.anchor))


def _note_mark(origin: Origin, number: int, repeat: int = 0, copy_of: str = "") -> NoteMarkView:
    href = origin.link(copy_of or origin.here, note_anchor(number))
    return NoteMarkView(number, href, "" if copy_of else origin.anchor(mark_anchor(number, repeat)))


def _marked_citation(edition: Edition, origin: Origin, placed: PlacedCitation, copy_of: str, mark: int) -> CitationView:
    """A citation of a note style: its author, where the sentence names him, and the mark of the note."""
    items = placed.citation.items
    printed = edition.printed(placed)
    parts = tuple(
        CitedPart(part.html, _work_link(edition, origin, items[part.item].key))
        if part.item is not None
        else CitedPart(part.html)
        for part in (printed.author if printed else ())
    )
    keys = " ".join([*(item.key for item in items), *placed.unknown])
    marked = 0 <= mark - placed.first < len(items)
    note = _note_mark(origin, placed.note, copy_of=copy_of)
    addresses = tuple(map(_address, placed.unknown))
    return CitationView(keys, parts, placed.unknown, addresses, note, marked, marks_of(items, edition.marks))


def _address(key: str) -> str:
    identifier = identifier_in(key)
    return identifier.address if identifier else ""


def _within_note(
    edition: Edition, origin: Origin, placed: PlacedCitation, copy_of: str, mark: int
) -> Iterator[Html | CitationView]:
    """A note style's citation inside a footnote is no note of its own: as Pandoc has it, it stands in brackets."""
    view = _citation(edition, origin, placed, copy_of, mark)
    if view.parts and view.parts[-1].html.endswith("."):
        last = replace(view.parts[-1], html=Html(view.parts[-1].html[:-1]))
        view = replace(view, parts=(*view.parts[:-1], last))
    is_textual = placed.citation.mode is CitationMode.TEXTUAL
    yield from (view,) if is_textual else (Html("("), view, Html(")"))


def notes_of(edition: Edition, origin: Origin, text: Text) -> tuple[NoteView, ...]:
    """The notes at the foot of a page: in a note style the citations and all others, else those without a place."""
    beside = {number for part in text.body if isinstance(part, PlacedNotes) for number in part.numbers}
    every = _notes_by_number(edition, origin, text)
    notes = {number: note for number, note in every.items() if number not in beside}
    for placed in text.citations:
        if placed.note:
            body = (_citation(edition, origin, placed, copy_of="", mark=0),)
            way_back = origin.link(origin.here, mark_anchor(placed.note))
            anchor = origin.anchor(note_anchor(placed.note))
            notes[placed.note] = NoteView(anchor, placed.note, body, (way_back,))
    return tuple(notes[number] for number in sorted(notes))


def _notes_by_number(edition: Edition, origin: Origin, text: Text) -> dict[int, NoteView]:
    """The notes that the author wrote."""
    notes = {}
    for note in text.notes:
        ways_back = tuple(origin.link(origin.here, mark_anchor(note.number, repeat)) for repeat in range(note.marks))
        body = fill(edition, origin, note.body)
        notes[note.number] = NoteView(origin.anchor(note_anchor(note.number)), note.number, body, ways_back)
    return notes


def link_of(origin: Origin, link: PlacedLink, asset_of: AssetOf = no_asset, part_of: PartOf = whole) -> str:
    if not link.address:
        return link.written
    path, hash_sign, fragment = origin.link(part_of(link.address, link.anchor), link.anchor).partition("#")
    query = f"?{link.query}" if link.query and link.address not in origin.names else ""
    if link.is_loaded and not query:
        query = version_query(asset_of(link.address))
    return path + query + hash_sign + fragment


def _image(edition: Edition, origin: Origin, image: PlacedImage) -> ImageView:
    """A picture in its own size, or in its author's; a side that is left out follows the other."""
    src = link_of(origin, image.link, edition.asset_of, edition.part_of)
    width, height = image.width, image.height
    asset = edition.asset_of(image.link.address)
    if asset is not None and asset.width:
        if not width:
            width = round(height * asset.width / asset.height) if height else asset.width
        height = height or round(width * asset.height / asset.width)
    return ImageView(src, width, height)


def _work_link(edition: Edition, origin: Origin, key: str) -> str:
    """Where a citation leads: to the study's page, on a page of several texts to the references at its end."""
    anchor = reference_anchor(key)
    is_listed = anchor in origin.shared
    return origin.link(origin.address, anchor) if is_listed else origin.link(edition.study_of[key].address)


def _citation(edition: Edition, origin: Origin, placed: PlacedCitation, copy_of: str, mark: int) -> CitationView:
    items = placed.citation.items
    parts = _printed(edition, placed)
    printed = [part.item for part in parts if part.item is not None]
    status = marks_after(parts, items, edition.marks)
    marked = mark - placed.first
    stretch = range(0)
    if 0 <= marked < len(items):
        # The punctuation within the marked item, and all of it around an only one, is marked as well.
        places = [at for at, part in enumerate(parts) if part.item == marked]
        stretch = range(len(parts)) if len(items) == 1 else range(min(places, default=0), max(places, default=-1) + 1)
    seen: set[int] = set()
    views = []
    for at, part in enumerate(parts):
        if part.item is None:
            views.append(CitedPart(part.html, marked=at in stretch))
            continue
        views.append(
            CitedPart(
                html=part.html,
                href=_work_link(edition, origin, items[part.item].key),
                id="" if copy_of or part.item in seen else origin.anchor(citation_anchor(placed.first + part.item)),
                marked=at in stretch,
                entry="" if copy_of or origin.text else reference_anchor(items[part.item].key),
                status=status.get(at, ""),
            )
        )
        seen.add(part.item)
    for at, item in enumerate(items):
        if at not in printed:
            # Of a work that readers should know more of, they see the name as well.
            is_marked = item.key in edition.marks
            views += (CitedPart(Html(" ")),) if is_marked else ()
            views.append(
                CitedPart(
                    html=escaped(edition.name_of(item.key)),
                    href=_work_link(edition, origin, item.key),
                    id="" if copy_of else origin.anchor(citation_anchor(placed.first + at)),
                    collapsed=not is_marked,
                )
            )
    keys = " ".join([*(item.key for item in items), *placed.unknown])
    return CitationView(keys, tuple(views), placed.unknown, tuple(map(_address, placed.unknown)))


def _printed(edition: Edition, placed: PlacedCitation) -> tuple[FormattedPart, ...]:
    """What the style prints. “Hall (2017)”, which styles print in two parts, is one: a work is one link."""
    printed = edition.printed(placed)
    if printed is None:
        return ()
    parts = printed.parts
    if placed.inside_note and placed.citation.mode is CitationMode.TEXTUAL and printed.author:
        parts = (*printed.author, FormattedPart(Html(", ")), *parts)
    if placed.citation.mode is CitationMode.TEXTUAL and len(placed.citation.items) == 1:
        return (FormattedPart(Html("".join(part.html for part in parts)), 0),)
    return parts


def entries_of(edition: Edition, origin: Origin, text: Text, with_coins: bool = False) -> tuple[EntryView, ...]:
    """The reference list that a text ends with: what it cites, with the way back to each citation."""
    places: dict[str, list[Link]] = {}
    for key, number in text.numbers:
        links = places.setdefault(key, [])
        links.append(Link(str(len(links) + 1), origin.link(origin.address, citation_anchor(number))))
    return tuple(
        entry(edition, origin, key, places.get(key, ()), brief_coins(edition.reference(key)) if with_coins else "")
        for key in edition.ordered(text.keys)
    )


def entry(edition: Edition, origin: Origin, key: str, cited: Iterable[Link] = (), coins: str = "") -> EntryView:
    formatted = edition.entries[key]
    study = edition.study_of[key]
    doi = edition.reference(key).text("DOI")
    return EntryView(
        key=key,
        id=reference_anchor(key),
        html=formatted.html,
        study=origin.link(study.address),
        citation=edition.name_of(key),
        cited=tuple(cited),
        mentions=len(study.mentions),
        coins=coins,
        about=tuple(_about(edition, study)),
        finding=study.summary,
        doi_href="" if doi.casefold() in formatted.html.casefold() else doi_link(doi),
        status=edition.marks.get(key, ""),
    )


def _about(edition: Edition, study: Study) -> Iterator[str]:
    """What kind of study it is, where it was made and how large it is."""
    yield from edition.coded(study) or [type_label(edition, study.main)]
    yield from (fact.value.rstrip(".") for fact in study.facts if fact.field == SAMPLE)
