"""The index of authors, the pages of those with several studies, and the reference list of the whole site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from itertools import chain
from typing import ClassVar, Final

from site_builder import addresses
from site_builder.addresses import author_address
from site_builder.frozen import frozen
from site_builder.pages.body_views import Link
from site_builder.pages.divisions import Division, Group, PartLinks, a_to_z, group_starts, groups_within, item_namer
from site_builder.pages.edition import Edition, years_of
from site_builder.pages.frames import downloads, make_frame
from site_builder.pages.metadata import coins
from site_builder.pages.page_views import CountedLink, Frame
from site_builder.pages.reference_list import EntryView, entry_view
from site_builder.pages.study_lists import Studies, YearGroup, by_year, study_parts
from site_builder.person_names import inverted_name
from site_builder.resolve import Author

MOST_COAUTHORS: Final = 40
# A work by more people says little about who works with whom, and a thousand authors would make a million pairs.
MOST_TOGETHER: Final = 100


@frozen
class AuthorsPage:
    """`jumps` lead to each letter on whatever part it begins."""

    template: ClassVar[str] = "authors.html"
    frame: Frame
    count: str
    jumps: tuple[Link, ...]
    letters: tuple[AuthorGroup, ...]
    parts: PartLinks | None = None


@frozen
class AuthorPage:
    """`forms` are other ways in which works print the name.

    `further` is the number of co-authors that are not listed.
    """

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
class AuthorLine:
    """An author in the index: with a page and the number of studies, or with a link to the only study instead."""

    name: Link
    count: int
    study: Link | None = None


@frozen
class AuthorGroup:
    label: str
    id: str
    authors: tuple[AuthorLine, ...]


def author_groups(edition: Edition) -> tuple[Group[Author], ...]:
    """All authors from A to Z."""
    return tuple(a_to_z(edition.review.authors, _label, edition.alphabet))


def _label(author: Author) -> str:
    return inverted_name(author.name)


def authors_in_parts(edition: Edition) -> Division:
    return Division(addresses.AUTHORS, len(edition.review.authors))


def authors_page(edition: Edition, groups: Sequence[Group[Author]], number: int) -> AuthorsPage:
    division = authors_in_parts(edition)
    origin = division.origin(number)
    words = edition.words

    def line(author: Author) -> AuthorLine:
        studies = edition.studies_by[author.slug]
        only = None if author.has_page else Link(edition.name_of(studies[0].main.key), origin.link(studies[0].address))
        return AuthorLine(edition.author_link(origin, author.slug), len(studies), only)

    return AuthorsPage(
        frame=make_frame(edition, origin, division.titled(words("authors"), number, words), words("authors_about")),
        count=words("authors_count", len(edition.review.authors)),
        jumps=tuple(
            Link(letter, origin.link(address, anchor)) for letter, anchor, address in group_starts(groups, division)
        ),
        letters=tuple(
            AuthorGroup(letter, anchor, tuple(map(line, some)))
            for letter, anchor, some in groups_within(groups, division.span(number))
        ),
        parts=division.links(number, words, item_namer(groups, _label)),
    )


def author_in_parts(edition: Edition, author: Author) -> Division:
    return Division(author_address(author.slug), len(edition.studies_by[author.slug]))


def author_page(edition: Edition, author: Author, newest: Studies, number: int) -> AuthorPage:
    """An author with their studies. If these are divided, everything else is on the first part."""
    division = author_in_parts(edition, author)
    origin = division.origin(number)
    name = inverted_name(author.name)
    studies = newest()
    span = division.span(number)
    is_first = number == 1
    title = division.titled(name, number, edition.words)
    together = (study.authors for study in studies if is_first and len(study.authors) <= MOST_TOGETHER)
    beside = Counter(chain.from_iterable(together))
    del beside[author.slug]
    subjects = Counter(keyword for study in studies for keyword in study.keywords if is_first)
    return AuthorPage(
        frame=make_frame(edition, origin, title, edition.words("author_about", author=name)),
        name=name,
        forms=tuple(form for form in dict.fromkeys(map(inverted_name, author.forms)) if form != name and is_first),
        overview=(edition.words("studies_count", len(studies)), *(years_of(studies) if is_first else ())),
        years=by_year(edition, origin, studies[span.start : span.stop]),
        coauthors=tuple(
            _coauthor(edition.author_link(origin, other), count)
            for other, count in nsmallest(MOST_COAUTHORS, beside.items(), key=_rank)
        ),
        further=max(0, len(beside) - MOST_COAUTHORS),
        keywords=tuple(
            edition.keyword_link(origin, slug, count) for slug, count in sorted(subjects.items(), key=_rank)
        ),
        parts=study_parts(edition, division, studies, number),
    )


def _coauthor(name: Link, count: int) -> CountedLink:
    return CountedLink(name.label, name.href, count)


def _rank(counted: tuple[str, int]) -> tuple[int, str]:
    """Sorts by frequency, highest first, then by slug."""
    slug, count = counted
    return -count, slug


def references_in_parts(edition: Edition) -> Division:
    return Division(addresses.REFERENCES, len(edition.entries))


def references_page(edition: Edition, number: int) -> ReferencesPage:
    division = references_in_parts(edition)
    origin = division.origin(number)
    keys = tuple(edition.entries)
    span = division.span(number)
    return ReferencesPage(
        frame=make_frame(
            edition,
            origin,
            division.titled(edition.words("references"), number, edition.words),
            edition.words("references_about"),
            bibliography=origin.link(addresses.bibliography_address("bib")),
        ),
        count=edition.words("references_count", len(edition.entries)),
        references=tuple(
            entry_view(edition, origin, key, coins=coins(edition.reference(key)))
            for key in keys[span.start : span.stop]
        ),
        downloads=downloads(origin),
        parts=division.links(number, edition.words, lambda place: edition.name_of(keys[place])),
    )
