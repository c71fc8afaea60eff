"""What the templates of keywords, authors and references show: see `views.py`."""

from __future__ import annotations

from typing import ClassVar

from site_builder.frozen import frozen
from site_builder.pages.body_parts import Link
from site_builder.pages.dividing import PartLinks
from site_builder.pages.parts import CountedLink, EntryView, Frame
from site_builder.pages.study_parts import AuthorGroup, KeywordGroup, YearGroup


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
