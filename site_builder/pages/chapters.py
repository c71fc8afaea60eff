"""The home page and the sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder import addresses
from site_builder.csl.date_text import read_date
from site_builder.dois import doi_link
from site_builder.model import Contributor, minutes_to_read
from site_builder.origins import Origin
from site_builder.pages.bodies import fill, fill_text, notes_of
from site_builder.pages.body_parts import Link
from site_builder.pages.citing import cited, review_reference
from site_builder.pages.edition import Edition, years_of
from site_builder.pages.entries import entries_of
from site_builder.pages.frames import (
    CITE_ANCHOR,
    REFERENCES_ANCHOR,
    SECTIONS_ANCHOR,
    contents_of,
    has_site_title,
    make_frame,
    site_title,
)
from site_builder.pages.linked_data import dublin_core, review_data
from site_builder.pages.notices import written_out
from site_builder.pages.parts import AuthorView, Correspondent, Found, Heading, SectionLink, TitleBlock
from site_builder.pages.text_views import HomePage, SectionPage
from site_builder.resolve import NO_TEXT, Study, Text

ORCID = "https://orcid.org/"
DEEPEST_IN_CONTENTS = 3


def figures(edition: Edition) -> tuple[str, ...]:
    """The review in numbers: studies, the years they appeared in, and each facet that is counted."""
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
            settings.description,
            (*_contents(edition, text), *contents_of(edition, parts)),
            meta=dublin_core(settings, title),
            bibliography=origin.link(addresses.review_record("bib")),
            linked_data=review_data(settings, reference),
            scripts=(addresses.READING_SCRIPT,),
            found=Found("home"),
            texts=(text,),
        ),
        title=own_title if own_title and has_site_title(edition, whole=True) else (title,),
        heading=() if has_site_title(edition) else own_title,
        figures=figures(edition),
        body=fill_text(edition, origin, text),
        notes=notes_of(edition, origin, text),
        sections=tuple(_section_link(edition, origin, section) for section in edition.review.sections),
        numbers_sections=settings.number_sections,
        references=references,
        block=title_block(edition),
        keywords=settings.keywords,
        cited=cited(reference, edition.format_alone(reference)),
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
        description=settings.description,
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
        else written_out(read_date(dict(settings.citation).get("issued", "")), edition.words),
    )


def bylines(contributors: Sequence[Contributor]) -> tuple[tuple[AuthorView, ...], tuple[str, ...]]:
    """The authors, and the institutions in the order in which the authors name them."""
    affiliations = tuple(dict.fromkeys(name for each in contributors for name in each.affiliations))
    is_shared = all(each.affiliations == affiliations for each in contributors) and len(affiliations) == 1
    number_of = {} if is_shared else {name: number for number, name in enumerate(affiliations, 1)}
    authors = (
        AuthorView(
            each.name,
            f"{ORCID}{each.orcid}" if each.orcid else "",
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
        studies=len(studies_cited(edition, text)),
        part=text.part,
    )


def studies_cited(edition: Edition, text: Text) -> tuple[Study, ...]:
    """The studies that a text cites, in the order of first mention."""
    cited = {edition.study_of[key].slug: edition.study_of[key] for key, _ in text.numbers}
    return tuple(cited.values())


def section_page(edition: Edition, at: int) -> SectionPage:
    sections = edition.review.sections
    text = sections[at]
    parted = edition.parted.get(text.address)
    shown = parted.main if parted else text
    origin = Origin(text.address)
    references = entries_of(edition, origin, shown, with_coins=True)
    title = edition.titles[text.address]
    return SectionPage(
        frame=make_frame(
            edition,
            origin,
            title,
            text.description,
            (*_contents(edition, text), *contents_of(edition, [(REFERENCES_ANCHOR, "references", references)])),
            section=at,
            meta=dublin_core(edition.review.settings, title),
            scripts=(addresses.READING_SCRIPT,),
            found=Found("section"),
            texts=(text,),
        ),
        title=fill(edition, origin, text.title) or (title,),
        overview=tuple(_overview(edition, text, edition.words("section_of", at + 1, total=len(sections)))),
        body=fill_text(edition, origin, shown),
        notes=notes_of(edition, origin, text),
        references=references,
        description=text.description,
        previous=edition.text_link(origin, sections[at - 1]) if at else None,
        next=edition.text_link(origin, sections[at + 1]) if at + 1 < len(sections) else None,
    )


def _overview(edition: Edition, text: Text, place: str) -> Iterator[str]:
    yield place
    if cited := studies_cited(edition, text):
        yield edition.words("studies_cited", len(cited))
    yield edition.words("minutes", minutes_to_read(text.words))


def _contents(edition: Edition, text: Text) -> tuple[Heading, ...]:
    return tuple(
        Heading(heading.level, f"#{heading.anchor}", edition.plain(heading.content))
        for heading in text.headings
        if heading.anchor and heading.level <= DEEPEST_IN_CONTENTS
    )
