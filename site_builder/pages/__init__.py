"""A review and its formatted citations to pages: addresses, titles, and what each template shows."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder import addresses
from site_builder.addresses import Origin, public_path
from site_builder.model import Formatted
from site_builder.pages.chapters import home_page, section_page
from site_builder.pages.edition import Edition, make_edition
from site_builder.pages.frames import make_frame, make_site
from site_builder.pages.parts import Site
from site_builder.pages.people import authors_page, references_page
from site_builder.pages.studies import studies_page, study_page
from site_builder.pages.subjects import keyword_page, keywords_page
from site_builder.pages.views import NotFoundPage, Page, Sitemap
from site_builder.resolve import Review

__all__ = ["Page", "Site", "Sitemap", "make_pages", "make_sitemap"]


def make_pages(review: Review, formatted: Formatted, style: str) -> tuple[Site, tuple[Page, ...]]:
    """What all pages share, and every page. `style` is the citation style's name for people."""
    edition = make_edition(review, formatted, style)
    return make_site(edition), tuple(_pages(edition))


def _pages(edition: Edition) -> Iterator[Page]:
    yield home_page(edition)
    for at in range(len(edition.review.sections)):
        yield section_page(edition, at)
    if edition.studies:
        yield studies_page(edition)
        for study in edition.studies:
            yield study_page(edition, study)
        yield authors_page(edition)
        yield references_page(edition)
    if edition.keywords:
        yield keywords_page(edition)
        for keyword in edition.keywords.values():
            yield keyword_page(edition, keyword)
    # A server shows this page at any address, so its links cannot be relative.
    base_url = edition.review.settings.base_url
    yield NotFoundPage(make_frame(edition, Origin(addresses.NOT_FOUND, f"{base_url}/"), "Page not found"))


def make_sitemap(pages: tuple[Page, ...], base_url: str) -> Sitemap:
    return Sitemap(tuple(f"{base_url}/{public_path(page.frame.address)}" for page in pages if page.frame.canonical))
