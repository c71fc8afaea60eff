"""A review and its formatted citations to pages: addresses, titles, and what each template shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import ClassVar, TypeAlias

from site_builder import addresses
from site_builder.frozen import frozen
from site_builder.model import Formatted
from site_builder.pages.author_links import written_links
from site_builder.pages.basket import basket_page
from site_builder.pages.cite_forms import review_reference
from site_builder.pages.divisions import Division
from site_builder.pages.edition import AssetOf, Edition, FormatAlone
from site_builder.pages.edition_making import make_edition
from site_builder.pages.evidence import evidence_page
from site_builder.pages.feed import Feed, make_feed
from site_builder.pages.frames import make_frame, make_site
from site_builder.pages.home import home_page
from site_builder.pages.keyword_index import keyword_index, keywords_in_parts, keywords_page
from site_builder.pages.keywords import keyword_in_parts, keyword_page, see_page
from site_builder.pages.list_parts import part_finder
from site_builder.pages.page_views import Frame, Page, Site
from site_builder.pages.people import (
    author_groups,
    author_in_parts,
    author_page,
    authors_in_parts,
    authors_page,
    references_in_parts,
    references_page,
)
from site_builder.pages.print_pages import print_page, printings, running_title
from site_builder.pages.search_form import search_page
from site_builder.pages.sections import section_page
from site_builder.pages.sitemaps import make_sitemaps
from site_builder.pages.studies import study_page
from site_builder.pages.studies_table import StudyRows, has_samples, studies_in_parts, studies_page, study_rows
from site_builder.pages.study_lists import Studies, newest_first
from site_builder.pages.table_rows import rows_page
from site_builder.relative_links import Origin
from site_builder.resolve import Review, Study
from site_builder.words import Words

__all__ = [
    "Page",
    "Site",
    "make_pages",
    "make_sitemaps",
    "printings",
    "review_reference",
    "running_title",
    "written_links",
]


@frozen
class NotFoundPage:
    template: ClassVar[str] = "404.html"
    frame: Frame


MakePage: TypeAlias = Callable[[], Page | Feed | StudyRows]


def make_pages(
    review: Review,
    formatted: Formatted,
    style: str,
    words: Words,
    format_alone: FormatAlone,
    asset_of: AssetOf,
    once: bool = False,
) -> tuple[Site, Mapping[str, MakePage]]:
    """What all pages share, and a function for each address that makes its page. `style` is the style's full name.

    With `once`, views hold less, as they are not kept for a later build.
    """
    edition = make_edition(review, formatted, style, words, format_alone, asset_of)
    edition = replace(edition, part_of=part_finder(edition))
    return make_site(edition), dict(_pages(edition, once))


def _pages(edition: Edition, once: bool) -> Iterator[tuple[str, MakePage]]:
    yield addresses.HOME, partial(home_page, edition)
    for at, text in enumerate(edition.review.sections):
        yield text.address, partial(section_page, edition, at)
        if parted := edition.parted.get(text.address):
            for part, shown in enumerate(parted.rows):
                yield shown.text.address, partial(rows_page, edition, text, parted, part)
    if edition.studies:
        table = studies_in_parts(edition)
        sampled = cache(partial(has_samples, edition))
        yield from _parted(table, partial(studies_page, edition, sampled))
        for number in table.numbers[1:]:
            yield addresses.rows_address(number), partial(study_rows, edition, sampled, number)
        for study in edition.studies:
            yield study.address, partial(study_page, edition, study)
        for (rows, columns), address in edition.review.maps.items():
            yield address, partial(evidence_page, edition, rows, columns)
        by_name = cache(partial(author_groups, edition))
        yield from _parted(authors_in_parts(edition), lambda number: authors_page(edition, by_name(), number))
        yield from _parted(references_in_parts(edition), partial(references_page, edition))
        yield addresses.BASKET, partial(basket_page, edition)
    if edition.keywords:
        index = cache(partial(keyword_index, edition))
        yield from _parted(keywords_in_parts(edition), lambda number: keywords_page(edition, index(), number))
        for keyword in edition.keywords.values():
            studies = edition.studies_with[keyword.slug]
            yield from _listing(keyword_in_parts(edition, keyword), partial(keyword_page, edition, keyword), studies)
        for synonym in (synonym for synonym in edition.review.synonyms if synonym.slug):
            yield addresses.keyword_address(synonym.slug), partial(see_page, edition, synonym)
    yield addresses.SEARCH, partial(search_page, edition)
    for author in (author for author in edition.review.authors if author.has_page):
        studies = edition.studies_by[author.slug]
        yield from _listing(author_in_parts(edition, author), partial(author_page, edition, author), studies)
    printed = printings(edition.review)
    for printing in printed:
        yield printing.address, partial(print_page, edition, printed, printing, once)
    if edition.is_dated:
        yield addresses.FEED, partial(make_feed, edition)
    yield addresses.NOT_FOUND, partial(_not_found_page, edition)


def _parted(division: Division, make: Callable[[int], Page]) -> Iterator[tuple[str, MakePage]]:
    for number in division.numbers:
        yield division.address_of(number), partial(make, number)


def _listing(
    division: Division, make: Callable[[Studies, int], Page], studies: Sequence[Study]
) -> Iterator[tuple[str, MakePage]]:
    """The pages of a list of studies, which is sorted once for all of them."""
    newest = partial(newest_first, studies)
    return _parted(division, partial(make, newest if division.parts == 1 else cache(newest)))


def _not_found_page(edition: Edition) -> NotFoundPage:
    """The page for unknown addresses. A server may show it at any address, so its links cannot be relative.

    The links name no host, so that they also work in a copy on another host and in a preview.
    """
    origin = Origin(addresses.NOT_FOUND, addresses.root_of(edition.review.settings.base_url))
    words = edition.words
    return NotFoundPage(make_frame(edition, origin, words("not_found"), words("not_found_about")))
