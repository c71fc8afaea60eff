"""The bibliography and its notes to studies, before it is known which texts cite them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from operator import is_

from site_builder import addresses
from site_builder.diagnostics import Diagnostic
from site_builder.frozen import frozen
from site_builder.known_keys import KnownKeys
from site_builder.memo import Memo
from site_builder.model import Facet, Notice
from site_builder.person_names import creators
from site_builder.project_paths import NOTES
from site_builder.resolve.axes import Axes
from site_builder.resolve.coded_values import CodedValues, coded_values
from site_builder.resolve.counting import make_axes
from site_builder.resolve.duplicates import find_duplicates
from site_builder.resolve.manuscript import Manuscript
from site_builder.resolve.notices import place_notices
from site_builder.resolve.persons import Authors, list_authors
from site_builder.resolve.placed_texts import TextsMemo
from site_builder.resolve.review import Author, Study
from site_builder.resolve.studies import Dossier, facets_of, open_dossiers
from site_builder.resolve.subjects import Subjects, list_subjects


@frozen
class BibliographyWorks:
    """Everything that follows from the bibliography and its notes alone, whatever the texts say.

    `studies` are those of the dossiers, in the same order and without mentions.
    """

    dossiers: tuple[Dossier, ...]
    studies: tuple[Study, ...]
    subjects: Subjects
    authors: tuple[Author, ...]
    facets: tuple[Facet, ...]
    axes: Axes
    known: KnownKeys
    paths: dict[str, str]
    problems: tuple[Diagnostic, ...]


class ResolveMemo:
    """The works and texts of the last resolved review, to be reused if the next one has the same."""

    def __init__(self) -> None:
        self.texts = TextsMemo()
        self._of: Manuscript | None = None
        self._works: BibliographyWorks | None = None
        self._authors: Memo[Authors] = Memo()

    def works(self, manuscript: Manuscript) -> BibliographyWorks:
        before = self._of
        if self._works is None or before is None or not _has_same_works(manuscript, before):
            self._authors.begin()
            names = tuple(map(creators, manuscript.references))
            self._works = _works(manuscript, self._authors.recall(names, lambda: list_authors(names)))
        self._of = manuscript
        return self._works


def _has_same_works(one: Manuscript, other: Manuscript) -> bool:
    # Equal references may have different locations, which diagnostics give.
    references = len(one.references) == len(other.references) and all(map(is_, one.references, other.references))
    facets = one.settings.facets == other.settings.facets
    others = ("uncited", "notes", "keywords", "root", "tags", "shares_authors")
    return references and facets and all(getattr(one, name) == getattr(other, name) for name in others)


def _works(manuscript: Manuscript, authors: Authors) -> BibliographyWorks:
    known = KnownKeys(manuscript.references, tuple(manuscript.tags.items()), manuscript.uncited)
    dossiers, study_problems = open_dossiers(known, manuscript.notes, f"{manuscript.root}{NOTES}/")
    words = [dossier.words for dossier in dossiers]
    subjects, subject_problems = list_subjects(manuscript.keywords, chain.from_iterable(words))
    facets, facet_problems = facets_of(dossiers, manuscript.settings.facets)
    study_of = {report.key: dossier.slug for dossier in dossiers for report in dossier.reports}
    duplicates = find_duplicates(manuscript.references, study_of)
    notices, notice_problems = place_notices(dossiers, known)
    coded = coded_values(manuscript.notes)
    studies = tuple(
        _study(dossier, coded, subjects.of(some), authors.of(dossier.reports), notices.get(dossier.slug, ()))
        for dossier, some in zip(dossiers, words, strict=True)
    )
    paths = _study_paths(manuscript, dossiers)
    counts = Counter(slug for study in studies for slug in study.authors)
    listed = tuple(
        replace(author, has_page=manuscript.shares_authors or counts[author.slug] > 1) for author in authors.authors
    )
    for author in listed:
        paths |= both_ways(addresses.author_address(author.slug)) if author.has_page else {}
    axes = make_axes(studies, facets, subjects.keywords)
    problems = (*study_problems, *duplicates, *subject_problems, *facet_problems, *notice_problems)
    return BibliographyWorks(tuple(dossiers), studies, subjects, listed, facets, axes, known, paths, problems)


def _study(
    dossier: Dossier,
    coded: CodedValues,
    keywords: tuple[str, ...],
    authors: tuple[str, ...],
    notices: tuple[Notice, ...],
) -> Study:
    slug, address, reports, note = dossier.slug, dossier.address, dossier.reports, dossier.note
    study = Study(slug, address, reports, keywords=keywords, authors=authors, notices=notices)
    if note is None:
        return study
    return replace(
        study,
        facets=tuple((coding.facet, coded.of(coding)) for coding in note.facets),
        summary=note.summary,
        facts=note.facts,
        cautions=note.cautions,
        updated=note.updated,
    )


def _study_paths(manuscript: Manuscript, dossiers: Iterable[Dossier]) -> dict[str, str]:
    paths: dict[str, str] = {}
    for dossier in dossiers:
        for form in addresses.FORMS:
            bibliography = addresses.bibliography_address(form, dossier.slug)
            paths[bibliography] = bibliography
        for report in dossier.reports:
            paths[f"studies/{report.key}.md"] = dossier.address
        if dossier.note is not None:
            paths[manuscript.path_of(dossier.note.document)] = dossier.address
        paths |= both_ways(dossier.address)
    return paths


def both_ways(page: str) -> dict[str, str]:
    """The paths by which a page may be linked to: its file, and its folder."""
    return {page: page, page.removesuffix("index.html").rstrip("/"): page}
