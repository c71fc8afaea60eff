"""References and study notes to what they lack, and keywords to those that group nothing."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from site_builder.characters import as_compared
from site_builder.diagnostics import Diagnostic, Location, Rule, in_a_row
from site_builder.known_keys import key_with_author
from site_builder.model import Facet, Reference
from site_builder.patterns import pattern
from site_builder.resolve import Review
from site_builder.resolve.studies import Dossier
from site_builder.resolve.subjects import list_subjects
from site_builder.slugs import slug
from site_builder.study_notes import Coding, WrittenWord

WITH_DOI: Final = ("article-journal", "paper-conference")
# Differences in spelling and ending between forms of one word: of two countries, or of singular and plural.
SPELLINGS: Final = tuple(
    (pattern(letters), spelling)
    for letters, spelling in (
        (r"is(?=e|ing|ation)", "iz"),
        (r"our", "or"),
        (r"programme", "program"),
        (r"centre", "center"),
        (r"aed|paed", "ped"),
        (r"ll(?=ed|ing|or)", "l"),
        (r"ies\b", "y"),
        (r"(?<=[^\Ws]{3})s\b", ""),
    )
)


def missing_dois(references: Iterable[Reference]) -> Iterator[Diagnostic]:
    for reference in references:
        if reference.type in WITH_DOI and not reference.text("DOI"):
            message = f"{key_with_author(reference)} has no DOI, which helps readers and reference managers to find it."
            hint = "look it up at https://search.crossref.org and add “doi = {…}”; older works may have none."
            yield Diagnostic(Rule.MISSING_DOI, reference.location, message, hint)


def missing_facets(dossiers: Iterable[Dossier], declared: Sequence[Facet], place: Location) -> Iterator[Diagnostic]:
    """Declared facets that coded studies lack. One that no study has is reported once, at `place`, its declaration."""
    codings = {dossier.slug: dossier.note.facets for dossier in dossiers if dossier.note and dossier.note.facets}
    used = {coding.facet for facets in codings.values() for coding in facets}
    for facet in declared if codings else ():
        if facet.name not in used:
            message = f"The facet “{facet.name}” is declared, but no study is coded by it."
            yield Diagnostic(Rule.MISSING_FACET, place, message, "code studies by it, or remove it.")
    for dossier in dossiers:
        facets = codings.get(dossier.slug, ())
        lacking = [facet.name for facet in declared if facet.name in used - {coding.facet for coding in facets}]
        if facets and lacking:
            yield _missing_facet(dossier, facets, lacking)


def _missing_facet(dossier: Dossier, facets: Sequence[Coding], lacking: Sequence[str]) -> Diagnostic:
    listed = in_a_row(f"“{name}”" for name in lacking)
    message = f"{key_with_author(dossier.reports[0])} is coded, but not by {listed}."
    hint = "add the value; if the report gives none, say so (“not stated”)."
    return Diagnostic(Rule.MISSING_FACET, facets[0].location, message, hint)


def keyword_advice(dossiers: Sequence[Dossier], review: Review) -> Iterator[Diagnostic]:
    """Keywords that only one study has, and keywords that differ only in spelling."""
    subjects, _ = list_subjects(review.keywords, ())
    uses: dict[str, dict[str, WrittenWord]] = defaultdict(dict)
    for dossier in dossiers:
        for word in dossier.words:
            if as_compared(word.text):
                uses[subjects.slugs[as_compared(word.text)]].setdefault(dossier.slug, word)
    label_of = {keyword.slug: keyword.label for keyword in review.keywords}
    for of_studies in uses.values():
        if len(of_studies) == 1:
            (word,) = of_studies.values()
            message = f"Only one study has the keyword “{word.text}”, so it leads to no other study."
            hint = "add it to other studies that it fits, or use a broader keyword."
            yield Diagnostic(Rule.LONE_KEYWORD, word.location, message, hint)
    first_of: dict[str, str] = {}
    for keyword in uses:
        first = first_of.setdefault(_normalised_spelling(label_of[keyword]), keyword)
        # If both would have the same address, that is already reported.
        if slug(label_of[first]) != slug(label_of[keyword]):
            place, other = (next(iter(uses[each].values())).location for each in (keyword, first))
            message = f"“{label_of[keyword]}” seems to be the keyword “{label_of[first]}”, used at {other}."
            hint = "use one spelling, or make one a synonym of the other in keywords.yaml."
            yield Diagnostic(Rule.KEYWORD_SPELLINGS, place, message, hint)


def _normalised_spelling(label: str) -> str:
    """A label without anything in which spellings of one word differ."""
    word = unicodedata.normalize("NFKD", label.casefold())
    for letters, spelling in SPELLINGS:
        word = letters.sub(spelling, word)
    return "".join(filter(str.isalnum, word))
