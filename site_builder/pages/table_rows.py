"""Further rows of a long table to the page that shows them."""

from __future__ import annotations

from typing import ClassVar

from site_builder.addresses import READING_SCRIPT
from site_builder.frozen import frozen
from site_builder.pages.bodies import fill, fill_text
from site_builder.pages.body_views import BodyView, Link
from site_builder.pages.divisions import PartLinks, part_links
from site_builder.pages.edition import Edition
from site_builder.pages.frames import make_frame
from site_builder.pages.long_tables import PartedText, TableRows
from site_builder.pages.page_views import Frame, SearchMetadata
from site_builder.pages.reference_list import EntryView, entries_of
from site_builder.relative_links import Origin
from site_builder.resolve import Text


@frozen
class RowsPage:
    """Further rows of a long table in a section. `span` says which rows."""

    template: ClassVar[str] = "rows.html"
    frame: Frame
    title: BodyView
    span: str
    body: BodyView
    references: tuple[EntryView, ...]
    parts: PartLinks


def rows_page(edition: Edition, text: Text, parted: PartedText, at: int) -> RowsPage:
    """The page of one further part of a table."""
    part = parted.rows[at]
    origin = Origin(part.text.address)
    title = edition.titles[text.address]
    span = _span(edition, part)
    return RowsPage(
        frame=make_frame(
            edition,
            origin,
            edition.words("rows_titled", title=title, span=span),
            edition.words("rows_about", title=title),
            scripts=(READING_SCRIPT,),
            found=SearchMetadata("section"),
            texts=(text,),
        ),
        title=fill(edition, origin, text.title, text.address) or (title,),
        span=span,
        body=fill_text(edition, origin, part.text),
        references=entries_of(edition, origin, part.text, with_coins=True),
        parts=_links(edition, origin, text, parted, at),
    )


def _links(edition: Edition, origin: Origin, text: Text, parted: PartedText, at: int) -> PartLinks:
    """Links to the other parts. The text's own page counts as the first."""

    def link(part: TableRows | None) -> Link:
        if part is None:
            return edition.text_link(origin, text)
        address = part.text.address
        return Link(_span(edition, part), origin.link(address), address == origin.address)

    return part_links(edition.words, link, (None, *parted.rows), at + 2)


def _span(edition: Edition, part: TableRows) -> str:
    return edition.words("rows_span", first=part.first, last=part.last)
