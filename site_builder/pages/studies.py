"""The page of a study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count, groupby
from string import ascii_lowercase
from typing import ClassVar, Final

from site_builder import addresses
from site_builder.addresses import as_label
from site_builder.frozen import frozen
from site_builder.model import Fact, Reference
from site_builder.pages.basket import kept_study
from site_builder.pages.bodies import fill, fill_text, notes_of
from site_builder.pages.body_views import BodyView, Link, NoteView
from site_builder.pages.cite_forms import CitableWork, citable_work
from site_builder.pages.edition import Edition, study_title_html, type_label, values_of, year_of
from site_builder.pages.frames import CITE_ANCHOR, REFERENCES_ANCHOR, contents_of, downloads, make_frame
from site_builder.pages.linked_data import study_data
from site_builder.pages.mentions import MentionGroup, mention_groups, times_cited
from site_builder.pages.metadata import highwire
from site_builder.pages.neighbours import Neighbourhood, neighbourhood
from site_builder.pages.notices import NoticeView, notices_on
from site_builder.pages.page_views import CountedLink, Frame, SearchMetadata
from site_builder.pages.reference_list import EntryView, entries_of, entry_view
from site_builder.patterns import pattern
from site_builder.relative_links import Origin
from site_builder.resolve import NO_TEXT, Study

FIRST_AUTHORS: Final = 10
WEB_ADDRESS: Final = pattern(r"https?://\S+")


@frozen
class StudyPage:
    template: ClassVar[str] = "study.html"
    frame: Frame
    title: BodyView
    summary: str
    overview: tuple[str, ...]
    reports: tuple[ReportView, ...]
    authors: tuple[Link, ...]
    more_authors: tuple[Link, ...]
    coded: tuple[Characteristic, ...]
    characteristics: tuple[Characteristic, ...]
    sources: tuple[SourceView, ...]
    body: BodyView
    notes: tuple[NoteView, ...]
    cautions: tuple[str, ...]
    data: tuple[MentionGroup, ...]
    mentions: tuple[MentionGroup, ...]
    neighbourhood: Neighbourhood
    keywords: tuple[CountedLink, ...]
    references: tuple[EntryView, ...]
    downloads: tuple[Link, ...]
    kept: str
    notices: tuple[NoticeView, ...] = ()


@frozen
class FactView:
    """A fact, with the letter of the source in which it was read."""

    value: str
    source: str = ""
    source_href: str = ""
    note: str = ""


@frozen
class SourceView:
    mark: str
    id: str
    label: str
    href: str


@frozen
class Characteristic:
    """A row of a study's characteristics: a field with everything known about it."""

    label: str
    facts: tuple[FactView, ...]


@frozen
class ReportView:
    """A report of a study. `doi` is empty if the style already prints it."""

    entry: EntryView
    type: str
    doi: str
    cited: CitableWork


def study_page(edition: Edition, study: Study) -> StudyPage:
    origin = Origin(study.address)
    title = edition.title_of(study)
    text = study.text or NO_TEXT
    body = fill_text(edition, origin, text)
    references = entries_of(edition, origin, text)
    mentions, data = (tuple(mention_groups(edition, origin, study, is_data)) for is_data in (False, True))
    times = times_cited(edition, study)
    sources = _sources(study.facts)
    together = neighbourhood(edition, origin, study)
    parts = (
        ("characteristics", "characteristics", study.facts or study.facets),
        ("findings", "findings", body),
        ("care", "care", study.cautions),
        ("data", "data", data),
        ("mentions", "mentions", True),
        ("together", "together", together.neighbours),
        ("keywords", "keywords", study.keywords),
        (CITE_ANCHOR, "cite_study", True),
        (REFERENCES_ANCHOR, "references", references),
    )
    authors = tuple(edition.author_link(origin, slug) for slug in study.authors)
    return StudyPage(
        frame=make_frame(
            edition,
            origin,
            edition.marked(title, study.main.key),
            study.summary or edition.entries[study.main.key].alone,
            contents_of(edition, parts),
            meta=highwire(study.main),
            bibliography=origin.link(addresses.bibliography_address("bib", study.slug)),
            linked_data=study_data(title, study.reports, study.notices),
            scripts=(addresses.READING_SCRIPT, addresses.KEEP_SCRIPT),
            found=_found(edition, study),
            texts=(text,),
            quoted=(mention.sentence.content for mention in study.mentions),
        ),
        title=fill(edition, origin, text.title) or (study_title_html(edition, study),),
        summary=study.summary,
        overview=tuple(_overview(edition, study, times)),
        reports=tuple(_report(edition, origin, report) for report in study.reports),
        authors=authors[:FIRST_AUTHORS],
        more_authors=authors[FIRST_AUTHORS:],
        coded=tuple(
            Characteristic(facet.label, (FactView(values_of(edition, study, facet)),))
            for facet in edition.review.facets
            if study.values_of(facet.name)
        ),
        characteristics=tuple(_characteristics(edition, study.facts, sources)),
        sources=tuple(sources.values()),
        body=body,
        notes=notes_of(edition, origin, text),
        cautions=study.cautions,
        data=data,
        mentions=mentions,
        neighbourhood=together,
        keywords=tuple(edition.keyword_link(origin, slug, len(edition.studies_with[slug])) for slug in study.keywords),
        references=references,
        downloads=downloads(origin, study.slug),
        kept=kept_study(edition, study),
        notices=tuple(notices_on(edition, origin, study)),
    )


def _found(edition: Edition, study: Study) -> SearchMetadata:
    byline, year = edition.name_of(study.main.key), year_of(study.main)
    return SearchMetadata(
        "study",
        year=year if study.main.year > 0 else "",
        byline=byline if year in byline else f"{byline}, {year}",
        dois=tuple(doi for report in study.reports if (doi := report.text("DOI"))),
    )


def _overview(edition: Edition, study: Study, times: str) -> Iterator[str]:
    yield from edition.coded(study)
    if year_of(study.main):
        yield year_of(study.main)
    yield times


def _report(edition: Edition, origin: Origin, reference: Reference) -> ReportView:
    notices = edition.study_of[reference.key].notices_on(reference.key)
    view = entry_view(edition, origin, reference.key)
    return ReportView(
        entry=view,
        type=type_label(edition, reference),
        doi=reference.text("DOI") if view.doi_href else "",
        cited=citable_work(reference, edition.entries[reference.key].alone, notices),
    )


def _sources(facts: tuple[Fact, ...]) -> dict[str, SourceView]:
    """Each source of facts, with a letter to refer to it."""
    named = dict.fromkeys(fact.source for fact in facts if fact.source)
    marks = (letter if not round_ else f"{letter}{round_}" for round_ in count() for letter in ascii_lowercase)
    return {
        source: SourceView(mark, f"source-{mark}", source, source if WEB_ADDRESS.fullmatch(source) else "")
        for source, mark in zip(named, marks, strict=False)
    }


def _characteristics(
    edition: Edition, facts: tuple[Fact, ...], sources: Mapping[str, SourceView]
) -> Iterator[Characteristic]:
    """One row for each field, in the order of each field's first fact."""
    order = {field: at for at, field in enumerate(dict.fromkeys(fact.field for fact in facts))}
    for field, same in groupby(sorted(facts, key=lambda fact: order[fact.field]), key=lambda fact: fact.field):
        rows = tuple(_fact(fact, sources.get(fact.source)) for fact in same)
        yield Characteristic(edition.words.known(f"fact.{field}", as_label(field)), rows)


def _fact(fact: Fact, source: SourceView | None) -> FactView:
    if source is None:
        return FactView(fact.value, note=fact.note)
    return FactView(fact.value, source.mark, f"#{source.id}", fact.note)
