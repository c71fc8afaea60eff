"""The index of authors, the page of each, and the reference list of the whole site."""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest
from typing import Final

from site_builder import addresses
from site_builder.addresses import Origin, author_address, keyword_address
from site_builder.names import inverted
from site_builder.pages.alphabet import a_to_z
from site_builder.pages.bodies import entry
from site_builder.pages.edition import Edition, years_of
from site_builder.pages.frames import downloads, make_frame
from site_builder.pages.metadata import coins
from site_builder.pages.parts import CountedLink
from site_builder.pages.studies import by_year
from site_builder.pages.study_parts import AuthorGroup
from site_builder.pages.views import AuthorPage, AuthorsPage, ReferencesPage
from site_builder.resolve import Author

# A work of a thousand authors would have a million links to co-authors.
MOST_COAUTHORS: Final = 40
MANY_AUTHORS: Final = 2000


def authors_page(edition: Edition) -> AuthorsPage:
    origin = Origin(addresses.AUTHORS)
    lines = (
        CountedLink(
            inverted(author.name), origin.link(author_address(author.slug)), len(edition.studies_by[author.slug])
        )
        for author in edition.review.authors
    )
    return AuthorsPage(
        frame=make_frame(edition, origin, edition.words("authors"), edition.words("authors_about")),
        count=edition.words("authors_count", len(edition.review.authors)),
        letters=tuple(AuthorGroup(*group) for group in a_to_z(lines, lambda line: line.label)),
        is_long=len(edition.review.authors) >= MANY_AUTHORS,
    )


def author_page(edition: Edition, author: Author) -> AuthorPage:
    origin = Origin(author_address(author.slug))
    name = inverted(author.name)
    studies = edition.studies_by[author.slug]
    beside = Counter(other for study in studies for other in study.authors)
    del beside[author.slug]
    subjects = Counter(keyword for study in studies for keyword in study.keywords)
    return AuthorPage(
        frame=make_frame(edition, origin, name, edition.words("author_about", author=name)),
        name=name,
        forms=tuple(form for form in dict.fromkeys(map(inverted, author.forms)) if form != name),
        overview=(edition.words("studies_count", len(studies)), *years_of(studies)),
        years=by_year(edition, origin, studies),
        coauthors=tuple(
            CountedLink(inverted(edition.authors[other].name), origin.link(author_address(other)), count)
            for other, count in nsmallest(MOST_COAUTHORS, beside.items(), key=_rank)
        ),
        further=max(0, len(beside) - MOST_COAUTHORS),
        keywords=tuple(
            CountedLink(edition.keywords[slug].label, origin.link(keyword_address(slug)), count)
            for slug, count in sorted(subjects.items(), key=_rank)
        ),
    )


def _rank(counted: tuple[str, int]) -> tuple[int, str]:
    """The most frequent first, of equal ones by the slug."""
    slug, count = counted
    return -count, slug


def references_page(edition: Edition) -> ReferencesPage:
    origin = Origin(addresses.REFERENCES)
    return ReferencesPage(
        frame=make_frame(
            edition,
            origin,
            edition.words("references"),
            edition.words("references_about"),
            bibliography=origin.link(addresses.bibliography("bib")),
        ),
        count=edition.words("references_count", len(edition.entries)),
        references=tuple(entry(edition, origin, key, coins=coins(edition.reference(key))) for key in edition.entries),
        downloads=downloads(origin),
    )
