"""Pages to the sitemaps that list them for search engines (sitemaps.org)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import ClassVar, Final

from site_builder import addresses
from site_builder.addresses import public_path
from site_builder.frozen import frozen
from site_builder.hosting import SITEMAP
from site_builder.resolve import Review

# The protocol's limit for one file. Its other limit, 50 MB, is never reached by this many addresses.
MOST_LISTED: Final = 50_000


@frozen
class Sitemap:
    template: ClassVar[str] = "sitemap.xml"
    urls: tuple[str, ...]


@frozen
class SitemapIndex:
    """The addresses of sitemaps, used when there are too many pages for one."""

    template: ClassVar[str] = "sitemap_index.xml"
    urls: tuple[str, ...]


def make_sitemaps(pages: Iterable[str], review: Review) -> Mapping[str, Callable[[], Sitemap | SitemapIndex]]:
    """The sitemap of the pages that search engines should list, or several with an index if there are too many.

    Without a base URL, addresses begin at the server's root, as on the 404 page.
    """
    leading_on = {addresses.keyword_address(synonym.slug) for synonym in review.synonyms if synonym.slug}
    left_out = {*addresses.NOT_LISTED, *leading_on}
    listed = [page for page in pages if page.endswith(".html") and not (page in left_out or addresses.is_print(page))]
    if len(listed) <= MOST_LISTED:
        return {SITEMAP: partial(_sitemap, review, listed)}
    parts = {
        f"sitemap-{number}.xml": listed[start : start + MOST_LISTED]
        for number, start in enumerate(range(0, len(listed), MOST_LISTED), 1)
    }
    index = SitemapIndex(_addresses(review, parts))
    return {SITEMAP: lambda: index, **{address: partial(_sitemap, review, part) for address, part in parts.items()}}


def _sitemap(review: Review, pages: Iterable[str]) -> Sitemap:
    return Sitemap(_addresses(review, pages))


def _addresses(review: Review, pages: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{review.settings.base_url}/{public_path(page)}" for page in pages)
