"""What each template shows: records with every link made and every citation formatted.

A view depends on nothing but itself: two equal views are the same page.
"""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from site_builder.frozen import frozen
from site_builder.pages.body_parts import Link
from site_builder.pages.index_views import AuthorPage, AuthorsPage, KeywordPage, KeywordsPage, ReferencesPage, SeePage
from site_builder.pages.parts import FeedEntry, Frame
from site_builder.pages.study_views import EvidencePage, StudiesPage, StudyPage
from site_builder.pages.text_views import HomePage, PrintPage, RowsPage, SectionPage


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
