"""What the templates of texts show: see `views.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from site_builder.frozen import frozen
from site_builder.pages.body_parts import BodyView, Link, NoteView
from site_builder.pages.dividing import PartLinks
from site_builder.pages.parts import EntryView, Frame, PrintedText, SectionLink, TitleBlock
from site_builder.pages.study_parts import Cited


@frozen
class HomePage:
    """`heading` is the own title of the home page's text, where it is not the review's.

    The titles of sections begin with their numbers where it `numbers_sections`.
    """

    template: ClassVar[str] = "home.html"
    frame: Frame
    title: BodyView
    heading: BodyView
    figures: tuple[str, ...]
    body: BodyView
    notes: tuple[NoteView, ...]
    sections: tuple[SectionLink, ...]
    numbers_sections: bool
    references: tuple[EntryView, ...]
    block: TitleBlock
    cited: Cited
    downloads: tuple[Link, ...]
    keywords: tuple[str, ...] = ()


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


@frozen
class RowsPage:
    """Further rows of a long table in a section. `span` says which."""

    template: ClassVar[str] = "rows.html"
    frame: Frame
    title: BodyView
    span: str
    body: BodyView
    references: tuple[EntryView, ...]
    parts: PartLinks


@frozen
class PrintPage:
    """The texts of the review in one document, or in a few long ones, of which the first is headed as a whole.

    `start` is the number of the first of the `contents`. `running_title` leads to the style sheet that prints the
    review's name above pages.
    """

    template: ClassVar[str] = "print.html"
    frame: Frame
    title: str
    running_title: str
    block: TitleBlock | None
    cited: str
    contents: tuple[Link, ...]
    start: int
    parts: PartLinks | None
    texts: Sequence[PrintedText]
    references: Sequence[EntryView]
