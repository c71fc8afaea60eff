"""References and study notes to studies, each with its own address."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from site_builder.addresses import TEXT_SUFFIX, as_label, study_address
from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.frozen import frozen
from site_builder.known_keys import KnownKeys
from site_builder.model import Facet, Reference
from site_builder.slugs import Claim, distinct, slug
from site_builder.study_notes import StudyNote, WrittenWord


@frozen
class Dossier:
    """A study without its mentions: its reports, the main one first, and its note."""

    slug: str
    reports: tuple[Reference, ...]
    note: StudyNote | None = None

    @property
    def address(self) -> str:
        return study_address(self.slug)

    @property
    def words(self) -> tuple[WrittenWord, ...]:
        """The note's keywords, else those of its bibliography entries."""
        if self.note is not None and self.note.keywords:
            return self.note.keywords
        return tuple(WrittenWord(word, report.location) for report in self.reports for word in report.keywords)


def open_dossiers(
    known: KnownKeys, notes: Iterable[StudyNote], folder: str
) -> tuple[tuple[Dossier, ...], tuple[Diagnostic, ...]]:
    """One dossier for each study, in the order of the bibliography.

    Every reference is a study of its own, unless a note lists it as a further report. `folder` holds the notes; a
    note's file is named after a citation key, an alias of one, or the slug of a key. Of two for one key, the exact
    name counts.
    """
    by_key = {reference.key: reference for reference in known.references}
    by_slug = functools.cache(lambda: {slug(key): key for key in reversed(by_key)})
    diagnostics: list[Diagnostic] = []
    note_of: dict[str, StudyNote] = {}
    named = [(TEXT_SUFFIX.sub("", note.document.path.removeprefix(folder)), note) for note in notes]
    for name, note in sorted(named, key=lambda each: each[0] not in by_key):
        key = known.meant(name) or by_slug().get(slug(name), "")
        if key and key not in note_of:
            note_of[key] = note
            continue
        message = f"No entry of the bibliography has the key “{name}”, so this note belongs to no study."
        hint = known.hint(name, "add its entry to the bibliography, or name the file after an entry's key.")
        if key:
            message = f"“{key}” already has a note: {note_of[key].document.path}."
            hint = "merge the two files."
        diagnostics.append(Diagnostic(Rule.STUDY_WITHOUT_ENTRY, Location(note.document.path, 1, 1), message, hint))
    main_of = dict(_merged(note_of, by_key, known, diagnostics))
    further: dict[str, list[Reference]] = defaultdict(list)
    for report, main in main_of.items():
        further[main].append(by_key[report])
    mains = [key for key in by_key if key not in main_of]
    slugs, clashes = distinct(Claim(f"the study “{key}”", slug(key), by_key[key].location) for key in mains)
    dossiers = tuple(
        Dossier(chosen, (by_key[key], *further[key]), note_of.get(key))
        for key, chosen in zip(mains, slugs, strict=True)
    )
    return dossiers, (*diagnostics, *clashes)


def _merged(
    note_of: dict[str, StudyNote], by_key: dict[str, Reference], known: KnownKeys, diagnostics: list[Diagnostic]
) -> Iterator[tuple[str, str]]:
    """Each further report with the main report of its study."""
    main_of: dict[str, str] = {}
    for main, note in note_of.items():
        for report in note.reports:
            key = known.meant(report.text)
            if not key:
                message = f"The further report “{report.text}” has no bibliography entry."
                hint = known.hint(report.text, "add its entry to the bibliography.")
                diagnostics.append(Diagnostic(Rule.UNKNOWN_CITATION_KEY, report.location, message, hint))
            elif key == main or main in main_of or main_of.get(key, main) != main:
                owner = main_of.get(key) or main_of.get(main) or main
                message = f"“{report.text}” cannot be a further report here: the study “{owner}” already has it."
                diagnostics.append(
                    Diagnostic(Rule.STUDY_WITHOUT_ENTRY, report.location, message, "name each report in one note only.")
                )
            elif key in note_of:
                other = note_of[key].document.path
                message = f"“{report.text}” is a further report here, but {other} makes it a study of its own."
                hint = "merge the two notes."
                diagnostics.append(Diagnostic(Rule.STUDY_WITHOUT_ENTRY, report.location, message, hint))
            elif key not in main_of:
                main_of[key] = main
                yield key, main


def facets_of(
    dossiers: Iterable[Dossier], declared: Sequence[Facet]
) -> tuple[tuple[Facet, ...], tuple[Diagnostic, ...]]:
    """The declared facets, followed by those that only notes use."""
    facets = {facet.name: facet for facet in declared}
    names = tuple(facets)
    unknown: dict[str, list[Location]] = defaultdict(list)
    for dossier in dossiers:
        for coding in dossier.note.facets if dossier.note else ():
            if coding.facet not in names:
                unknown[coding.facet].append(coding.location)
                facets.setdefault(coding.facet, Facet(coding.facet, as_label(coding.facet)))
    return tuple(facets.values()), tuple(_unknown_facet(name, names, places) for name, places in unknown.items())


def _unknown_facet(name: str, known: Iterable[str], places: Sequence[Location]) -> Diagnostic:
    """One diagnostic for each facet, however many studies are coded by it."""
    others = f", and {len(places)} studies are coded by it" if len(places) > 1 else ""
    message = f"“{name}” is not among the facets of review.yaml{others}."
    hint = did_you_mean(name, known, "declare it under “facets:” in review.yaml.")
    return Diagnostic(Rule.UNKNOWN_FACET, min(places), message, hint)
