"""What the templates of studies show, one by one, in their table and in maps: see `views.py`."""

from __future__ import annotations

from typing import ClassVar

from site_builder.frozen import frozen
from site_builder.pages.body_parts import BodyView, Link, NoteView
from site_builder.pages.dividing import PartLinks
from site_builder.pages.exhibits import MapView
from site_builder.pages.parts import ChartSection, CountedLink, EntryView, Frame, LinkLine
from site_builder.pages.study_parts import (
    Characteristic,
    Column,
    FurtherRows,
    MentionGroup,
    Neighbourhood,
    NoticeView,
    ReportView,
    SourceView,
    StudyRow,
)


@frozen
class StudyPage:
    template: ClassVar[str] = "study.html"
    frame: Frame
    title: BodyView
    summary: str
    overview: tuple[str, ...]
    reports: tuple[ReportView, ...]
    authors: tuple[Link, ...]
    more_authors: tuple[Link, ...]
    coded: tuple[Characteristic, ...]
    characteristics: tuple[Characteristic, ...]
    sources: tuple[SourceView, ...]
    body: BodyView
    notes: tuple[NoteView, ...]
    cautions: tuple[str, ...]
    data: tuple[MentionGroup, ...]
    mentions: tuple[MentionGroup, ...]
    neighbourhood: Neighbourhood
    keywords: tuple[CountedLink, ...]
    references: tuple[EntryView, ...]
    downloads: tuple[Link, ...]
    kept: str
    notices: tuple[NoticeView, ...] = ()


@frozen
class StudiesPage:
    """The table of all studies, or a part of it; `total` counts those of all parts."""

    template: ClassVar[str] = "studies.html"
    frame: Frame
    figures: tuple[str, ...]
    columns: tuple[Column, ...]
    total: int
    studies: tuple[StudyRow, ...]
    has_samples: bool
    first_year: str
    last_year: str
    downloads: tuple[Link, ...]
    further: FurtherRows | None = None
    parts: PartLinks | None = None


@frozen
class StudyRows:
    """Rows of the table of studies in a file that its script loads."""

    template: ClassVar[str] = "study_rows.html"
    studies: tuple[StudyRow, ...]
    has_samples: bool


@frozen
class EvidencePage:
    """`main_href` leads to the main map, and is empty on its own page, which alone has charts."""

    template: ClassVar[str] = "evidence_map.html"
    frame: Frame
    heading: str
    map: MapView
    others: tuple[LinkLine, ...]
    charts: tuple[ChartSection, ...]
    main_href: str
