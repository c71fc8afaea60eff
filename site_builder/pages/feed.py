"""The studies to an Atom feed (RFC 4287), newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from site_builder import addresses
from site_builder.addresses import public_path
from site_builder.dois import doi_link
from site_builder.frozen import frozen
from site_builder.pages.body_views import Link
from site_builder.pages.days import published, updated
from site_builder.pages.edition import Edition
from site_builder.pages.frames import site_description, site_title
from site_builder.person_names import creators, named, spoken_name
from site_builder.relative_links import Origin
from site_builder.resolve import Study

LONGEST: Final = 100


@frozen
class Feed:
    """The feed of the studies. `href` is its own address, "" if that is not known."""

    template: ClassVar[str] = "feed.xml"
    id: str
    title: str
    description: str
    updated: str
    authors: tuple[str, ...]
    href: str
    home: str
    entries: tuple[FeedEntry, ...]


@frozen
class FeedEntry:
    """A study in the feed. The `href` of a category is its term. Times are in RFC 3339's format."""

    id: str
    title: str
    href: str
    updated: str
    published: str
    authors: tuple[str, ...]
    summary: str
    categories: tuple[Link, ...]


def make_feed(edition: Edition) -> Feed:
    """The newest studies. Those without a date are left out."""
    settings = edition.review.settings
    dated = [(day, study) for study in edition.studies if (day := updated(study))]
    dated.sort(key=lambda pair: (-pair[0].toordinal(), pair[1].main.key))
    entries = tuple(_entries(edition, dated[:LONGEST]))
    title = site_title(edition)
    days = [day for day, _ in dated] + ([settings.updated] if settings.updated else [])
    return Feed(
        id=f"{settings.base_url}/{addresses.FEED}" if settings.base_url else _uuid(edition, ""),
        title=title,
        description=site_description(edition),
        updated=_moment(max(days)),
        authors=tuple(author.name for author in named(settings.contributors)) or (title,),
        href=f"{settings.base_url}/{addresses.FEED}" if settings.base_url else "",
        home=_address(edition, addresses.HOME),
        entries=entries,
    )


def _entries(edition: Edition, dated: list[tuple[date, Study]]) -> Iterator[FeedEntry]:
    taken: set[str] = set()
    for day, study in dated:
        main = study.main
        doi = doi_link(main.text("DOI"))
        # Two entries with the same id would count as two versions of one entry.
        identifier = doi if doi and doi.casefold() not in taken else _uuid(edition, main.key)
        taken.add(identifier.casefold())
        issued = published(study)
        yield FeedEntry(
            id=identifier,
            title=edition.marked(edition.title_of(study), main.key),
            href=_address(edition, study.address),
            updated=_moment(day),
            published=_moment(issued) if issued else "",
            authors=tuple(spoken_name(name) for name in creators(main)),
            summary=study.summary or edition.entries[main.key].alone,
            categories=tuple(Link(edition.keywords[slug].label, slug) for slug in study.keywords),
        )


def _uuid(edition: Edition, key: str) -> str:
    """An identifier that stays the same as long as the review keeps its address, its DOI or its title."""
    settings = edition.review.settings
    review = settings.base_url or doi_link(settings.doi) or site_title(edition)
    # Imported here, because a feed with an address needs no such identifiers for works with DOIs.
    from uuid import NAMESPACE_URL, uuid5

    return uuid5(NAMESPACE_URL, f"{review}#{key}").urn


def _address(edition: Edition, address: str) -> str:
    base_url = edition.review.settings.base_url
    return f"{base_url}/{public_path(address)}" if base_url else Origin(addresses.FEED).link(address)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
