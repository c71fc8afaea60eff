"""The page of a section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from site_builder import addresses
from site_builder.frozen import frozen
from site_builder.model import minutes_to_read
from site_builder.pages.bodies import fill, fill_text, notes_of
from site_builder.pages.body_views import BodyView, Link, NoteView
from site_builder.pages.edition import Edition
from site_builder.pages.frames import REFERENCES_ANCHOR, contents_of, make_frame
from site_builder.pages.linked_data import dublin_core
from site_builder.pages.page_views import Frame, Heading, SearchMetadata
from site_builder.pages.reference_list import EntryView, entries_of
from site_builder.relative_links import Origin
from site_builder.resolve import Study, Text

DEEPEST_IN_CONTENTS = 3


@frozen
class SectionPage:
    template: ClassVar[str] = "section.html"
    frame: Frame
    title: BodyView
    overview: tuple[str, ...]
    body: BodyView
    notes: tuple[NoteView, ...]
    references: tuple[EntryView, ...]
    description: str = ""
    previous: Link | None = None
    next: Link | None = None


def studies_cited(edition: Edition, text: Text) -> tuple[Study, ...]:
    """The studies that a text cites, in the order of first mention."""
    cited = {edition.study_of[key].slug: edition.study_of[key] for key, _ in text.numbers}
    return tuple(cited.values())


def section_page(edition: Edition, at: int) -> SectionPage:
    sections = edition.review.sections
    text = sections[at]
    parted = edition.parted.get(text.address)
    shown = parted.main if parted else text
    origin = Origin(text.address)
    references = entries_of(edition, origin, shown, with_coins=True)
    title = edition.titles[text.address]
    return SectionPage(
        frame=make_frame(
            edition,
            origin,
            title,
            text.description,
            (*headings_of(edition, text), *contents_of(edition, [(REFERENCES_ANCHOR, "references", references)])),
            section=at,
            meta=dublin_core(edition.review.settings, title),
            scripts=(addresses.READING_SCRIPT,),
            found=SearchMetadata("section"),
            texts=(text,),
        ),
        title=fill(edition, origin, text.title) or (title,),
        overview=tuple(_overview(edition, text, edition.words("section_of", at + 1, total=len(sections)))),
        body=fill_text(edition, origin, shown),
        notes=notes_of(edition, origin, text),
        references=references,
        description=text.description,
        previous=edition.text_link(origin, sections[at - 1]) if at else None,
        next=edition.text_link(origin, sections[at + 1]) if at + 1 < len(sections) else None,
    )


def _overview(edition: Edition, text: Text, place: str) -> Iterator[str]:
    yield place
    if cited := studies_cited(edition, text):
        yield edition.words("studies_cited", len(cited))
    yield edition.words("minutes", minutes_to_read(text.words))


def headings_of(edition: Edition, text: Text) -> tuple[Heading, ...]:
    origin = Origin(text.address)
    return tuple(
        Heading(heading.level, origin.link(text.address, heading.anchor), edition.plain(heading.content))
        for heading in text.headings
        if heading.anchor and heading.level <= DEEPEST_IN_CONTENTS
    )
