"""What each template shows: records with every link made and every citation formatted.

A view depends on nothing but itself: two equal views are the same page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeAlias

from site_builder.frozen import frozen
from site_builder.pages.body_parts import BodyView, Link, NoteView
from site_builder.pages.dividing import PartLinks
from site_builder.pages.exhibits import MapView
from site_builder.pages.parts import (
    ChartSection,
    CountedLink,
    EntryView,
    FeedEntry,
    Frame,
    LinkLine,
    PrintedText,
    SectionLink,
    TitleBlock,
)
from site_builder.pages.study_parts import (
    AuthorGroup,
    Characteristic,
    Cited,
    Column,
    FurtherRows,
    KeywordGroup,
    MentionGroup,
    Neighbourhood,
    NoticeView,
    ReportView,
    SourceView,
    StudyRow,
    YearGroup,
)


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


@frozen
class KeywordsPage:
    """`letters` are keywords and their synonyms from A to Z, and `jumps` lead to each letter, whatever part it is in.

    `is_grouped` says that keywords have groups, some of which may be on this part.
    """

    template: ClassVar[str] = "keywords.html"
    frame: Frame
    count: str
    is_grouped: bool
    groups: tuple[KeywordGroup, ...]
    jumps: tuple[Link, ...]
    letters: tuple[KeywordGroup, ...]
    parts: PartLinks | None = None


@frozen
class KeywordPage:
    template: ClassVar[str] = "keyword.html"
    frame: Frame
    label: str
    group: Link | None
    overview: tuple[str, ...]
    definition: str
    synonyms: tuple[str, ...]
    years: tuple[YearGroup, ...]
    sections: tuple[CountedLink, ...]
    related: tuple[CountedLink, ...]
    siblings: tuple[CountedLink, ...]
    parts: PartLinks | None = None


@frozen
class SeePage:
    """The page of a word that leads on to the keyword which stands for it."""

    template: ClassVar[str] = "see.html"
    frame: Frame
    word: str
    keyword: Link


@frozen
class AuthorsPage:
    """`jumps` lead to each letter, whatever part it is in."""

    template: ClassVar[str] = "authors.html"
    frame: Frame
    count: str
    jumps: tuple[Link, ...]
    letters: tuple[AuthorGroup, ...]
    parts: PartLinks | None = None


@frozen
class AuthorPage:
    """`forms` are other ways in which works print the name; `further` counts the co-authors beside those listed."""

    template: ClassVar[str] = "author.html"
    frame: Frame
    name: str
    forms: tuple[str, ...]
    overview: tuple[str, ...]
    years: tuple[YearGroup, ...]
    coauthors: tuple[CountedLink, ...]
    further: int
    keywords: tuple[CountedLink, ...]
    parts: PartLinks | None = None


@frozen
class ReferencesPage:
    template: ClassVar[str] = "references.html"
    frame: Frame
    count: str
    references: tuple[EntryView, ...]
    downloads: tuple[Link, ...]
    parts: PartLinks | None = None


@frozen
class SearchPage:
    """`kinds` are those of the pages that are searched, `years` those of studies, in order."""

    template: ClassVar[str] = "search.html"
    frame: Frame
    kinds: tuple[str, ...]
    has_keywords: bool
    years: tuple[int, ...]
    indexes: tuple[Link, ...]


@frozen
class BasketPage:
    """`own` leads to the page itself, without what a link shares; `forms` are those that a script exports in."""

    template: ClassVar[str] = "basket.html"
    frame: Frame
    own: str
    forms: tuple[tuple[str, str], ...]
    downloads: tuple[Link, ...]


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


@frozen
class NotFoundPage:
    template: ClassVar[str] = "404.html"
    frame: Frame


@frozen
class Sitemap:
    template: ClassVar[str] = "sitemap.xml"
    urls: tuple[str, ...]


@frozen
class SitemapIndex:
    """The addresses of sitemaps, where one may not list all pages."""

    template: ClassVar[str] = "sitemap_index.xml"
    urls: tuple[str, ...]


@frozen
class Feed:
    """News of the studies. `href` is its own address where that is known."""

    template: ClassVar[str] = "feed.xml"
    id: str
    title: str
    description: str
    updated: str
    authors: tuple[str, ...]
    href: str
    home: str
    entries: tuple[FeedEntry, ...]


Page: TypeAlias = (
    HomePage
    | SectionPage
    | RowsPage
    | StudyPage
    | StudiesPage
    | EvidencePage
    | KeywordsPage
    | KeywordPage
    | SeePage
    | AuthorsPage
    | AuthorPage
    | ReferencesPage
    | SearchPage
    | BasketPage
    | PrintPage
    | NotFoundPage
)
