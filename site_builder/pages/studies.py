"""The page of a study, and the table of all studies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby
from string import ascii_lowercase
from typing import Final, TypeAlias

from site_builder import addresses
from site_builder.addresses import as_label
from site_builder.dois import doi_link
from site_builder.model import Fact, Reference
from site_builder.origins import Origin
from site_builder.pages.basket import kept_study
from site_builder.pages.bodies import fill, fill_text, notes_of
from site_builder.pages.citing import cited
from site_builder.pages.dividing import Division, PartLinks
from site_builder.pages.edition import Edition, study_title_html, type_label, values_of, year_of
from site_builder.pages.entries import entries_of, entry
from site_builder.pages.frames import CITE_ANCHOR, REFERENCES_ANCHOR, contents_of, downloads, make_frame
from site_builder.pages.linked_data import study_data
from site_builder.pages.metadata import highwire
from site_builder.pages.neighbours import neighbourhood
from site_builder.pages.notices import notices_on
from site_builder.pages.parts import Found
from site_builder.pages.study_parts import (
    Characteristic,
    FactView,
    MentionGroup,
    MentionView,
    ReportView,
    SourceView,
    StudyLink,
    YearGroup,
)
from site_builder.pages.study_views import StudyPage
from site_builder.patterns import pattern
from site_builder.resolve import NO_TEXT, Mention, Study, Text

FIRST_AUTHORS: Final = 10
WEB_ADDRESS: Final = pattern(r"https?://\S+")

Studies: TypeAlias = Callable[[], Sequence[Study]]
"""Studies in an order that is made when it is asked for."""


def newest_first(studies: Iterable[Study]) -> tuple[Study, ...]:
    """Studies without a year come last."""
    return tuple(sorted(studies, key=_newest_first))


def by_year(edition: Edition, origin: Origin, studies: Iterable[Study]) -> tuple[YearGroup, ...]:
    """Studies that stand in the order of `newest_first`, under their years."""
    return tuple(
        YearGroup(year or edition.words("no_date"), tuple(_line(edition, origin, study) for study in some))
        for year, some in groupby(studies, key=lambda study: year_of(study.main))
    )


def study_parts(edition: Edition, division: Division, studies: Sequence[Study], number: int) -> PartLinks | None:
    """The way from one part of a list of studies to the others."""
    return division.links(number, edition.words, lambda place: edition.name_of(studies[place].main.key))


def _newest_first(study: Study) -> tuple[int, bool, str]:
    year = year_of(study.main)
    return -max(study.main.year, 0), not year, year


def _line(edition: Edition, origin: Origin, study: Study) -> StudyLink:
    link = origin.link(study.address)
    return StudyLink(edition.name_of(study.main.key), study_title_html(edition, study), link, summary=study.summary)


def study_page(edition: Edition, study: Study) -> StudyPage:
    origin = Origin(study.address)
    title = edition.title_of(study)
    text = study.text or NO_TEXT
    body = fill_text(edition, origin, text)
    references = entries_of(edition, origin, text)
    mentions, data = (tuple(_mention_groups(edition, origin, study, is_data)) for is_data in (False, True))
    times = _times_cited(edition, study)
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
            bibliography=origin.link(addresses.bibliography("bib", study.slug)),
            linked_data=study_data(title, study.reports, study.notices),
            scripts=(addresses.READING_SCRIPT, addresses.KEEP_SCRIPT),
            found=_found(edition, study),
            texts=(text,),
        ),
        title=fill(edition, origin, text.title) or (study_title_html(edition, study),),
        summary=study.summary,
        overview=tuple(_overview(edition, study, times)),
        reports=tuple(_report(edition, origin, report) for report in study.reports),
        authors=authors[:FIRST_AUTHORS],
        more_authors=authors[FIRST_AUTHORS:],
        coded=tuple(
            Characteristic(facet.label, (FactView(values_of(study, facet)),))
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


def _found(edition: Edition, study: Study) -> Found:
    byline, year = edition.name_of(study.main.key), year_of(study.main)
    return Found("study", year if study.main.year > 0 else "", byline if year in byline else f"{byline}, {year}")


def _overview(edition: Edition, study: Study, times: str) -> Iterator[str]:
    yield from edition.coded(study)
    if year_of(study.main):
        yield year_of(study.main)
    yield times


def _report(edition: Edition, origin: Origin, reference: Reference) -> ReportView:
    doi = reference.text("DOI")
    notices = edition.study_of[reference.key].notices_on(reference.key)
    view = entry(edition, origin, reference.key)
    return ReportView(
        entry=view,
        type=type_label(edition, reference),
        doi="" if doi.casefold() in view.html.casefold() else doi,
        doi_href=doi_link(doi),
        cited=cited(reference, edition.entries[reference.key].alone, notices),
    )


def _sources(facts: tuple[Fact, ...]) -> dict[str, SourceView]:
    """Each place where facts were read, with a letter to refer to it by."""
    named = dict.fromkeys(fact.source for fact in facts if fact.source)
    marks = (letter if not round_ else f"{letter}{round_}" for round_ in count() for letter in ascii_lowercase)
    return {
        source: SourceView(mark, f"source-{mark}", source, source if WEB_ADDRESS.fullmatch(source) else "")
        for source, mark in zip(named, marks, strict=False)
    }


def _characteristics(
    edition: Edition, facts: tuple[Fact, ...], sources: Mapping[str, SourceView]
) -> Iterator[Characteristic]:
    """One row for each field, in the order of its first fact."""
    order = {field: at for at, field in enumerate(dict.fromkeys(fact.field for fact in facts))}
    for field, same in groupby(sorted(facts, key=lambda fact: order[fact.field]), key=lambda fact: fact.field):
        rows = tuple(_fact(fact, sources.get(fact.source)) for fact in same)
        yield Characteristic(edition.words.known(f"fact.{field}", as_label(field)), rows)


def _fact(fact: Fact, source: SourceView | None) -> FactView:
    if source is None:
        return FactView(fact.value, note=fact.note)
    return FactView(fact.value, source.mark, f"#{source.id}", fact.note)


def _mention_groups(edition: Edition, origin: Origin, study: Study, is_data: bool) -> Iterator[MentionGroup]:
    """Where the study is cited, by page: in rows of evidence tables, each of them once, or elsewhere."""
    found = [mention for mention in study.mentions if mention.sentence.is_data is is_data]
    if is_data:
        found = list({(mention.address, mention.sentence): mention for mention in reversed(found)}.values())[::-1]
    for address, group in groupby(found, key=lambda mention: mention.address):
        yield MentionGroup(
            section=edition.place(address),
            href=origin.link(address),
            mentions=tuple(_mention(edition, origin, mention) for mention in group),
        )


def _mention(edition: Edition, origin: Origin, mention: Mention) -> MentionView:
    return MentionView(
        where=_where(edition, edition.texts[mention.address], mention),
        href=origin.link(edition.part_of(mention.address, mention.anchor), mention.anchor),
        sentence=fill(edition, origin, mention.sentence.content, mention.address, mention.number),
    )


def _where(edition: Edition, text: Text, mention: Mention) -> str:
    if not mention.sentence.paragraph:
        return edition.words("in_title")
    heading = next((heading for heading in text.headings if heading.anchor == mention.sentence.heading), None)
    return edition.plain(heading.content) if heading else edition.words("at_beginning")


def _times_cited(edition: Edition, study: Study) -> str:
    if not study.mentions:
        return edition.words("not_cited")
    pages = len({mention.address for mention in study.mentions})
    times = edition.words("cited_times", len(study.mentions))
    return f"{times} {edition.words('cited_on_pages', pages)}" if pages > 1 else times
