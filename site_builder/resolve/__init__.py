"""Everything an author wrote, read file by file, to one review: all that must agree across files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from operator import is_

from site_builder import addresses
from site_builder.addresses import Claim, distinct
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.known_keys import KnownKeys
from site_builder.model import Document, Facet, Keyword, Reference, Settings
from site_builder.notes import StudyNote
from site_builder.resolve.destinations import Destinations, Place, number_targets
from site_builder.resolve.duplicates import find_duplicates
from site_builder.resolve.review import (
    Mention,
    PlacedBody,
    PlacedCitation,
    PlacedLink,
    PlacedNoteMark,
    PlacedReference,
    Review,
    Study,
    Text,
)
from site_builder.resolve.studies import Dossier, facets_of, open_dossiers
from site_builder.resolve.subjects import Subjects, list_subjects
from site_builder.resolve.texts import PlacedText, TextsMemory

__all__ = [
    "Chapter",
    "Manuscript",
    "Mention",
    "PlacedBody",
    "PlacedCitation",
    "PlacedLink",
    "PlacedNoteMark",
    "PlacedReference",
    "ResolveMemory",
    "Review",
    "Study",
    "Text",
    "resolve",
]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A Markdown file that becomes the home page or a section."""

    document: Document
    description: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What an author wrote. `root` is the folder of the content, with its slash, or "".

    `files` are the addresses of what is copied as it is; `chapters` stand in reading order. Where a bibliography is
    missing, `references` are `incomplete`: a key that they do not have may well be right.
    """

    settings: Settings
    references: tuple[Reference, ...] = ()
    incomplete: bool = False
    chapters: tuple[Chapter, ...] = ()
    notes: tuple[StudyNote, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    files: tuple[str, ...] = ()
    root: str = "content/"


@dataclass(frozen=True, slots=True)
class Works:
    """What follows from the bibliography and the notes on it, whatever the text says.

    `studies` are those of the dossiers, in the same order, before it is known who cites them.
    """

    dossiers: tuple[Dossier, ...]
    studies: tuple[Study, ...]
    subjects: Subjects
    facets: tuple[Facet, ...]
    known: KnownKeys
    problems: tuple[Diagnostic, ...]


class ResolveMemory:
    """The works and the texts of the last review that was resolved, for the next one that has the same."""

    def __init__(self) -> None:
        self.texts = TextsMemory()
        self._of: Manuscript | None = None
        self._works: Works | None = None

    def works(self, manuscript: Manuscript) -> Works:
        before = self._of
        if self._works is None or before is None or not _has_same_works(manuscript, before):
            self._works = _works(manuscript)
        self._of = manuscript
        return self._works


def _has_same_works(one: Manuscript, other: Manuscript) -> bool:
    # Equal references may stand in other places, which diagnostics tell.
    references = len(one.references) == len(other.references) and all(map(is_, one.references, other.references))
    facets = one.settings.facets == other.settings.facets
    return references and facets and (one.notes, one.keywords, one.root) == (other.notes, other.keywords, other.root)


def _works(manuscript: Manuscript) -> Works:
    dossiers, study_problems = open_dossiers(manuscript.references, manuscript.notes, f"{manuscript.root}studies/")
    words = [dossier.words for dossier in dossiers]
    subjects, subject_problems = list_subjects(manuscript.keywords, chain.from_iterable(words))
    facets, facet_problems = facets_of(dossiers, manuscript.settings.facets)
    study_of = {report.key: dossier.slug for dossier in dossiers for report in dossier.reports}
    duplicates = find_duplicates(manuscript.references, study_of)
    problems = (*study_problems, *duplicates, *subject_problems, *facet_problems)
    studies = tuple(_study(dossier, subjects.of(some)) for dossier, some in zip(dossiers, words, strict=True))
    return Works(tuple(dossiers), studies, subjects, facets, KnownKeys(manuscript.references), problems)


def _study(dossier: Dossier, keywords: tuple[str, ...]) -> Study:
    return Study(
        slug=dossier.slug,
        address=dossier.address,
        reports=dossier.reports,
        facets=tuple((coding.facet, coding.values) for coding in dossier.note.facets) if dossier.note else (),
        keywords=keywords,
        summary=dossier.note.summary if dossier.note else "",
        facts=dossier.note.facts if dossier.note else (),
        cautions=dossier.note.cautions if dossier.note else (),
    )


def resolve(
    manuscript: Manuscript, in_notes: bool = False, memory: ResolveMemory | None = None
) -> tuple[Review, tuple[Diagnostic, ...]]:
    """The review as one whole, and everything in it that names nothing or names two things at once.

    `in_notes` says that citations become notes: they are numbered together with the author's own.
    """
    memory = memory or ResolveMemory()
    works = memory.works(manuscript)
    dossiers, subjects = works.dossiers, works.subjects
    chapters, address_problems = _chapter_places(manuscript)
    notes = [Place(dossier.note.document, dossier.address) for dossier in dossiers if dossier.note]
    targets, label_problems = number_targets([*chapters, *notes])
    destinations = Destinations(
        root=manuscript.root,
        known=works.known,
        bibliographies=" or ".join(manuscript.settings.bibliography) or "the bibliography",
        paths=_paths(manuscript, chapters, dossiers, subjects),
        anchors={place.address: frozenset(place.document.anchors) for place in chapters},
        labels={place.address: place.document.label for place in [*chapters, *notes]},
        targets=targets,
    )
    placed = memory.texts.place([*chapters, *notes], destinations, in_notes)
    texts = [text.text for text in placed]
    review = Review(
        settings=manuscript.settings,
        home=next((text for text in texts if text.address == addresses.HOME), None),
        sections=tuple(text for text in texts[: len(chapters)] if text.address != addresses.HOME),
        studies=_studies(works.studies, placed),
        keywords=subjects.keywords,
        facets=works.facets,
        citations={text.place.address: text.citations for text in placed},
    )
    text_problems = (problem for text in placed for problem in text.diagnostics)
    problems = (*works.problems, *address_problems, *label_problems, *text_problems)
    return review, tuple(
        problem
        for problem in problems
        if not (manuscript.incomplete and problem.rule in (Rule.UNKNOWN_CITATION_KEY, Rule.STUDY_WITHOUT_ENTRY))
    )


def _chapter_places(manuscript: Manuscript) -> tuple[list[Place], tuple[Diagnostic, ...]]:
    home = [chapter for chapter in manuscript.chapters if _path(manuscript, chapter.document) == "index.md"]
    sections = [chapter for chapter in manuscript.chapters if chapter not in home]
    claims = (
        Claim(
            f"the section {chapter.document.path}",
            addresses.section_slug(_path(manuscript, chapter.document)),
            Location(chapter.document.path, 1, 1),
        )
        for chapter in sections
    )
    slugs, clashes = distinct(claims, addresses.RESERVED_FOLDERS)
    folders = [*("" for _ in home), *slugs]
    places = [
        Place(chapter.document, addresses.folder_page(folder), chapter.description)
        for chapter, folder in zip([*home, *sections], folders, strict=True)
    ]
    return places, clashes


def _path(manuscript: Manuscript, document: Document) -> str:
    return document.path.removeprefix(manuscript.root)


def _paths(
    manuscript: Manuscript, chapters: Iterable[Place], dossiers: Iterable[Dossier], subjects: Subjects
) -> Mapping[str, str]:
    """Every path that an author may link to, of a source or of the site, with its address."""
    pages = [addresses.HOME, *(addresses.keyword_address(keyword.slug) for keyword in subjects.keywords)]
    paths = {file: file for file in manuscript.files}
    if subjects.keywords:
        pages.append(addresses.KEYWORDS)
    if manuscript.references:
        pages += [addresses.STUDIES, addresses.AUTHORS, addresses.REFERENCES]
        files = (addresses.STUDIES_CSV, addresses.STUDIES_JSON, *map(addresses.bibliography, addresses.FORMS))
        paths |= {file: file for file in files}
    for place in chapters:
        paths[_path(manuscript, place.document)] = place.address
        pages.append(place.address)
    for dossier in dossiers:
        pages.append(dossier.address)
        for form in addresses.FORMS:
            bibliography = addresses.bibliography(form, dossier.slug)
            paths[bibliography] = bibliography
        for report in dossier.reports:
            paths[f"studies/{report.key}.md"] = dossier.address
        if dossier.note is not None:
            paths[_path(manuscript, dossier.note.document)] = dossier.address
    for page in pages:
        paths[page] = page
        paths[page.removesuffix("index.html").rstrip("/")] = page
    return paths


def _studies(studies: Iterable[Study], placed: Iterable[PlacedText]) -> tuple[Study, ...]:
    """The studies with their notes' texts and with what is said of them, in reading order."""
    by_address = {text.place.address: text for text in placed}
    mentions: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    for place, text in enumerate(by_address.values()):
        for key, mention in text.mentions:
            mentions[key].append((place, mention))
    return tuple(_with_mentions(study, by_address.get(study.address), mentions) for study in studies)


def _with_mentions(study: Study, note: PlacedText | None, mentions: Mapping[str, list[tuple[int, Mention]]]) -> Study:
    found = [placed for report in study.reports for placed in mentions.get(report.key, ())]
    if not found and note is None:
        return study
    found.sort(key=lambda placed: (placed[0], placed[1].number))
    return replace(study, text=note.text if note else None, mentions=tuple(mention for _, mention in found))
