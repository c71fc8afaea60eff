"""The search page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from site_builder import addresses
from site_builder.frozen import frozen
from site_builder.pages.body_views import Link
from site_builder.pages.edition import Edition
from site_builder.pages.frames import indexes, make_frame
from site_builder.pages.page_views import Frame
from site_builder.relative_links import Origin


@frozen
class SearchPage:
    """`kinds` are the kinds of pages that are searched, `years` the years of studies, in order."""

    template: ClassVar[str] = "search.html"
    frame: Frame
    kinds: tuple[str, ...]
    has_keywords: bool
    years: tuple[int, ...]
    indexes: tuple[Link, ...]


def search_page(edition: Edition) -> SearchPage:
    """The search form, with links to the site's lists for readers without scripts."""
    origin = Origin(addresses.SEARCH)
    years = sorted({study.main.year for study in edition.studies if study.main.year > 0})
    return SearchPage(
        frame=make_frame(
            edition, origin, edition.words("search"), edition.words("search_about"), scripts=[addresses.SEARCH_SCRIPT]
        ),
        kinds=tuple(_kinds(edition)),
        has_keywords=any(study.keywords for study in edition.studies),
        years=tuple(years),
        indexes=indexes(edition, origin),
    )


def _kinds(edition: Edition) -> Iterator[str]:
    yield "home"
    if edition.review.sections:
        yield "section"
    if edition.studies:
        yield "study"
    if edition.keywords:
        yield "keyword"
