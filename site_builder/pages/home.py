"""The home page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from site_builder import addresses
from site_builder.csl.date_text import read_date
from site_builder.dois import doi_link
from site_builder.frozen import frozen
from site_builder.model import Contributor
from site_builder.pages.bodies import fill, fill_text, notes_of
from site_builder.pages.body_views import BodyView, Link, NoteView
from site_builder.pages.cite_forms import CitableWork, citable_work, review_reference
from site_builder.pages.days import date_in_words
from site_builder.pages.edition import Edition, years_of
from site_builder.pages.frames import (
    CITE_ANCHOR,
    REFERENCES_ANCHOR,
    SECTIONS_ANCHOR,
    contents_of,
    has_site_title,
    make_frame,
    site_description,
    site_title,
)
from site_builder.pages.linked_data import dublin_core, review_data
from site_builder.pages.page_views import Frame, SearchMetadata
from site_builder.pages.reference_list import EntryView, entries_of
from site_builder.pages.sections import headings_of
from site_builder.person_names import OTHERS
from site_builder.relative_links import Origin
from site_builder.resolve import NO_TEXT, Text


@frozen
class HomePage:
    """`heading` is the title of the home page's text, if it differs from the review's.

    `numbers_sections` says that titles of sections begin with their numbers.
    """

    template: ClassVar[str] = "home.html"
    frame: Frame
    title: BodyView
    heading: BodyView
    figures: tuple[str, ...]
    body: BodyView
    notes: tuple[NoteView, ...]
    sections: tuple[SectionLink, ...]
    numbers_sections: bool
    references: tuple[EntryView, ...]
    block: TitleBlock
    cited: CitableWork
    downloads: tuple[Link, ...]
    keywords: tuple[str, ...] = ()


@frozen
class AuthorView:
    """An author of the review, with the numbers of the institutions listed below; none if all are at a single one."""

    name: str
    orcid_href: str = ""
    numbers: tuple[int, ...] = ()


@frozen
class Correspondent:
    """A corresponding author of the review; the e-mail address may be unknown."""

    name: str
    email: str = ""


@frozen
class TitleBlock:
    """What stands below the title of the review. `equals` are the authors who contributed equally."""

    description: str = ""
    authors: tuple[AuthorView, ...] = ()
    affiliations: tuple[str, ...] = ()
    corresponding: tuple[Correspondent, ...] = ()
    equals: tuple[str, ...] = ()
    published_in: str = ""
    doi: str = ""
    doi_href: str = ""
    landing_page: str = ""
    updated: str = ""
    issued: str = ""


@frozen
class SectionLink:
    label: str
    href: str
    description: str
    part: str = ""


def figures(edition: Edition) -> tuple[str, ...]:
    """The review in numbers: its studies, the years they appeared in, and each facet with a `count_label`."""
    studies = edition.studies
    numbers = [edition.words("studies_count", len(studies))] if studies else []
    numbers += years_of(studies)
    for facet in edition.review.facets:
        values = {value for study in studies for value in study.values_of(facet.name)} - {*facet.absent}
        if facet.count_label and values:
            numbers.append(f"{len(values)} {facet.count_label}")
    return tuple(numbers)


def home_page(edition: Edition) -> HomePage:
    origin = Origin(addresses.HOME)
    settings = edition.review.settings
    text = edition.review.home or NO_TEXT
    title = site_title(edition)
    own_title = fill(edition, origin, text.title)
    heading = () if has_site_title(edition) else own_title
    references = entries_of(edition, origin, text, with_coins=True)
    parts = (
        (SECTIONS_ANCHOR, "sections", edition.review.sections),
        (CITE_ANCHOR, "cite_review", True),
        (REFERENCES_ANCHOR, "references", references),
    )
    reference = review_reference(settings, title)
    return HomePage(
        frame=make_frame(
            edition,
            origin,
            title,
            site_description(edition),
            (*headings_of(edition, text), *contents_of(edition, parts)),
            meta=dublin_core(settings, title),
            bibliography=origin.link(addresses.review_record("bib")),
            linked_data=review_data(settings, title, site_description(edition), reference),
            scripts=(addresses.READING_SCRIPT,),
            found=SearchMetadata("home", dois=(settings.doi,) if settings.doi else ()),
            texts=(text,),
        ),
        title=own_title if own_title and has_site_title(edition, whole=True) else (title,),
        heading=heading,
        figures=figures(edition),
        body=fill_text(edition, origin, text, bool(heading)),
        notes=notes_of(edition, origin, text),
        sections=tuple(_section_link(edition, origin, section) for section in edition.review.sections),
        numbers_sections=settings.number_sections,
        references=references,
        block=title_block(edition),
        keywords=settings.keywords,
        cited=citable_work(reference, edition.format_alone(reference)),
        downloads=tuple(
            Link(name, origin.link(addresses.review_record(form))) for form, name in addresses.FORMS.items()
        ),
    )


def title_block(edition: Edition) -> TitleBlock:
    settings = edition.review.settings
    contributors = settings.contributors
    authors, affiliations = bylines(contributors)
    equals = tuple(each.name for each in contributors if each.is_equal)
    return TitleBlock(
        description=site_description(edition),
        authors=authors,
        affiliations=affiliations,
        corresponding=tuple(Correspondent(each.name, each.email) for each in contributors if each.is_corresponding),
        equals=equals if len(equals) > 1 else (),
        published_in=settings.published_in,
        doi=settings.doi,
        doi_href=doi_link(settings.doi),
        landing_page=settings.landing_page,
        updated=edition.words.date(settings.updated) if settings.updated else "",
        issued=""
        if settings.updated
        else date_in_words(read_date(dict(settings.citation).get("issued", "")), edition.words),
    )


def bylines(contributors: Sequence[Contributor]) -> tuple[tuple[AuthorView, ...], tuple[str, ...]]:
    """The authors, and their institutions in the order in which the authors name them."""
    affiliations = tuple(dict.fromkeys(name for each in contributors for name in each.affiliations))
    is_shared = all(each.affiliations == affiliations for each in contributors) and len(affiliations) == 1
    number_of = {} if is_shared else {name: number for number, name in enumerate(affiliations, 1)}
    authors = (
        AuthorView(
            "et al." if each.name == OTHERS else each.name,
            each.orcid_address,
            tuple(number_of[name] for name in each.affiliations if name in number_of),
        )
        for each in contributors
    )
    return tuple(authors), affiliations


def _section_link(edition: Edition, origin: Origin, text: Text) -> SectionLink:
    return SectionLink(
        label=edition.titles[text.address],
        href=origin.link(text.address),
        description=text.description,
        part=text.part,
    )
