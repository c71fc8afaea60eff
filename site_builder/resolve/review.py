"""The review as one whole: texts, and studies that know which texts cite them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from site_builder.addresses import citation_anchor
from site_builder.frozen import frozen
from site_builder.model import Citation, Facet, Fact, Keyword, Name, Notice, Reference, Settings
from site_builder.prisma import Flow
from site_builder.resolve.axes import Axes
from site_builder.resolve.holes import PlacedSentence, Text


@frozen
class Mention:
    """One cited item in its sentence. `address` is the page that cites; `number` is the item's number on that page."""

    address: str
    number: int
    sentence: PlacedSentence

    @property
    def anchor(self) -> str:
        return citation_anchor(self.number)


@frozen
class Author:
    """A person or institution that made works. `forms` are the names in these works, fullest first.

    The author of only one study has no page, which could say no more than the study's.
    """

    slug: str
    forms: tuple[Name, ...]
    has_page: bool = False

    @property
    def name(self) -> Name:
        return self.forms[0]


@frozen
class Study:
    """An investigation with its reports, the main one first, and everything that the review says about it.

    `keywords` and `authors` are slugs. `text` is that of its note, if there is one.
    """

    slug: str
    address: str
    reports: tuple[Reference, ...]
    text: Text | None = None
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    summary: str = ""
    facts: tuple[Fact, ...] = ()
    cautions: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    updated: date | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def main(self) -> Reference:
        return self.reports[0]

    def notices_on(self, key: str) -> tuple[Notice, ...]:
        """The notices on one of its reports, gravest first."""
        return tuple(notice for notice in self.notices if notice.key == key)

    def values_of(self, facet: str) -> tuple[str, ...]:
        return next((values for name, values in self.facets if name == facet), ())


@frozen
class Synonym:
    """Another word for the keyword with a slug. Its own `slug` is "" if the address for it is taken."""

    word: str
    keyword: str
    slug: str = ""


@frozen
class Review:
    """Everything that the site says. `citations` are those that a style has to format, by page and in reading order.

    `maps` are the addresses of evidence maps by rows and columns, the main one first. `flows` are the numbers of flow
    diagrams by the paths of their files.
    """

    settings: Settings
    home: Text | None
    sections: tuple[Text, ...]
    studies: tuple[Study, ...]
    keywords: tuple[Keyword, ...]
    facets: tuple[Facet, ...]
    citations: Mapping[str, tuple[Citation, ...]]
    axes: Axes
    maps: Mapping[tuple[str, str], str]
    synonyms: tuple[Synonym, ...] = ()
    authors: tuple[Author, ...] = ()
    flows: Mapping[str, Flow] = field(default_factory=dict)

    @property
    def chapters(self) -> tuple[Text, ...]:
        """The home page's text and the sections, in reading order."""
        return (*((self.home,) if self.home else ()), *self.sections)

    @property
    def study_of(self) -> dict[str, Study]:
        """The study of each report, by its key."""
        return {report.key: study for study in self.studies for report in study.reports}

    @property
    def in_reading_order(self) -> tuple[Citation, ...]:
        return tuple(citation for some in self.citations.values() for citation in some)
