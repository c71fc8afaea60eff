"""A review and its formatted citations to pages: addresses, titles, and what each template shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Final, TypeAlias

from site_builder import addresses
from site_builder.addresses import Origin, public_path
from site_builder.model import Formatted
from site_builder.pages.basket import basket_page
from site_builder.pages.bodies import link_of
from site_builder.pages.chapters import home_page, section_page
from site_builder.pages.citing import review_reference
from site_builder.pages.edition import AssetOf, Edition, FormatAlone, make_edition, no_asset
from site_builder.pages.evidence import evidence_page
from site_builder.pages.feed import make_feed
from site_builder.pages.frames import make_frame, make_site
from site_builder.pages.parts import Site
from site_builder.pages.people import author_page, authors_page, references_page
from site_builder.pages.printed import print_origin, print_page, running_title
from site_builder.pages.searching import search_page
from site_builder.pages.studies import study_page
from site_builder.pages.subjects import keyword_page, keywords_page, see_page
from site_builder.pages.table import studies_page
from site_builder.pages.views import Feed, NotFoundPage, Page, Sitemap
from site_builder.resolve import Review
from site_builder.words import Words

__all__ = [
    "AssetOf",
    "MakePage",
    "Page",
    "Site",
    "Sitemap",
    "link_of",
    "make_pages",
    "make_sitemap",
    "print_origin",
    "review_reference",
    "running_title",
]


# sitemaps.org allows no more in a file.
MOST_LISTED: Final = 50_000

MakePage: TypeAlias = Callable[[], Page | Feed]


def make_pages(
    review: Review,
    formatted: Formatted,
    style: str,
    words: Words,
    format_alone: FormatAlone,
    asset_of: AssetOf = no_asset,
) -> tuple[Site, Mapping[str, MakePage]]:
    """What all pages share, and by its address how to make each page. `style` is the style's name for people."""
    edition = make_edition(review, formatted, style, words, format_alone, asset_of)
    return make_site(edition), dict(_pages(edition))


def _pages(edition: Edition) -> Iterator[tuple[str, MakePage]]:
    yield addresses.HOME, partial(home_page, edition)
    for at, text in enumerate(edition.review.sections):
        yield text.address, partial(section_page, edition, at)
    if edition.studies:
        yield addresses.STUDIES, partial(studies_page, edition)
        for study in edition.studies:
            yield study.address, partial(study_page, edition, study)
        for (rows, columns), address in edition.review.maps.items():
            yield address, partial(evidence_page, edition, rows, columns)
        yield addresses.AUTHORS, partial(authors_page, edition)
        yield addresses.REFERENCES, partial(references_page, edition)
        yield addresses.BASKET, partial(basket_page, edition)
    if edition.keywords:
        yield addresses.KEYWORDS, partial(keywords_page, edition)
        for keyword in edition.keywords.values():
            yield addresses.keyword_address(keyword.slug), partial(keyword_page, edition, keyword)
        for synonym in (synonym for synonym in edition.review.synonyms if synonym.slug):
            yield addresses.keyword_address(synonym.slug), partial(see_page, edition, synonym)
    yield addresses.SEARCH, partial(search_page, edition)
    for author in edition.review.authors:
        yield addresses.author_address(author.slug), partial(author_page, edition, author)
    if edition.chapters:
        yield addresses.PRINT, partial(print_page, edition)
    if edition.is_dated:
        yield addresses.FEED, partial(make_feed, edition)
    yield addresses.NOT_FOUND, partial(_not_found_page, edition)


def _not_found_page(edition: Edition) -> NotFoundPage:
    """A server shows this page at any address, so its links cannot be relative.

    They name no host, so that a copy on another one, or a preview, leads to itself.
    """
    origin = Origin(addresses.NOT_FOUND, addresses.root_of(edition.review.settings.base_url))
    words = edition.words
    return NotFoundPage(make_frame(edition, origin, words("not_found"), words("not_found_about")))


def make_sitemap(pages: Iterable[str], review: Review) -> Sitemap:
    """The addresses of all pages that are there for their own sake, as far as one file may list them.

    Without a base URL they begin at the server's root, as those of the 404 page do.
    """
    leading_on = {addresses.keyword_address(synonym.slug) for synonym in review.synonyms if synonym.slug}
    listed = (page for page in pages if page not in addresses.NOT_LISTED and page not in leading_on)
    return Sitemap(tuple(f"{review.settings.base_url}/{public_path(page)}" for page in islice(listed, MOST_LISTED)))
