"""A review to what its sections leave uncited, and to what rests on too little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.known_keys import key_with_author
from site_builder.model import CitationMode, Html
from site_builder.resolve import PlacedCitation, Review, Study

ROW_MARK = " · "
"""Separates the cells of a table's row, which is one sentence."""


def uncited_studies(review: Review) -> Iterator[Diagnostic]:
    """Entries that nothing cites, and coded studies that no section discusses."""
    discussed = {key for text in review.chapters for key in text.keys}
    cited = discussed | {key for study in review.studies if study.text for key in study.text.keys}
    for study in review.studies:
        keys = {report.key for report in study.reports}
        if study.facets and not keys & discussed:
            message = f"{key_with_author(study.main)} is coded, but no section discusses it."
            place = Location(study.text.path, 1, 1) if study.text else study.main.location
            yield Diagnostic(Rule.UNDISCUSSED_STUDY, place, message, "cite it where its findings belong.")
        elif not keys & cited:
            for report in study.reports:
                message = f"{key_with_author(report)} is never cited."
                hint = "cite it, list it in “nocite”, remove it, or set “studies: cited” in review.yaml."
                if study.text:
                    # Because of its note, it is shown even with “studies: cited”.
                    hint = "cite it, list it in “nocite”, or remove it and its note."
                yield Diagnostic(Rule.UNCITED_ENTRY, report.location, message, hint)


def uncited_sections(review: Review, starts: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Sections without a citation. `starts` maps each path to the line on which its text begins."""
    for text in review.sections:
        if text.path in starts and not text.citations:
            number = "one word" if text.words == 1 else f"{text.words:,} words"
            message = f"This section has no citation in its {number}."
            hint = "cite its sources; if it is only about this review, leave it as it is."
            yield Diagnostic(Rule.SECTION_WITHOUT_CITATION, Location(text.path, starts[text.path], 1), message, hint)


def weak_claims(review: Review) -> Iterator[Diagnostic]:
    """Paragraphs that cite only one study and do not name it in a sentence, as if their claims held in general."""
    study_of = review.study_of
    for text in review.chapters:
        paragraphs: dict[int, list[PlacedCitation]] = defaultdict(list)
        for sentence in text.sentences:
            is_row = any(isinstance(part, Html) and ROW_MARK in part for part in sentence.content)
            if sentence.paragraph and not is_row:
                paragraphs[sentence.paragraph] += (
                    part for part in sentence.content if isinstance(part, PlacedCitation)
                )
        for citations in paragraphs.values():
            studies = {
                study_of[item.key].slug: study_of[item.key] for each in citations for item in each.citation.items
            }
            if len(studies) == 1 and not any(map(_names_the_study, citations)):
                yield _weak_claim(citations[0].citation.location, *studies.values())


def _weak_claim(place: Location, study: Study) -> Diagnostic:
    message = f"This paragraph relies on a single study, {key_with_author(study.main)}, but does not say so."
    hint = f"cite studies that agree or disagree, or name the study in the sentence: “@{study.main.key} found …”."
    return Diagnostic(Rule.SINGLE_STUDY_CLAIM, place, message, hint)


def _names_the_study(citation: PlacedCitation) -> bool:
    items = citation.citation.items
    return citation.citation.mode is CitationMode.TEXTUAL or any(item.suppress_author for item in items)
