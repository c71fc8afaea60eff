"""A project's files to advice: what the review could cover better, though nothing in it is wrong."""

from __future__ import annotations

from pathlib import PurePosixPath

from site_builder.advice.citing import uncited_sections, uncited_studies, weak_claims
from site_builder.advice.coding import keyword_advice, missing_dois, missing_facets
from site_builder.advice.mentions import Names, uncited_mentions
from site_builder.diagnostics import Diagnostic
from site_builder.markdown import read_plain_sentences
from site_builder.model import Files
from site_builder.reading import ReadingMemo, decode, place_of_setting, read_manuscript
from site_builder.resolve import ResolveMemo, resolve

__all__ = ["advise"]


def advise(files: Files, reading: ReadingMemo | None = None) -> tuple[Diagnostic, ...]:
    """All advice. It costs about as much as reading the project, so it is given only on request.

    What `reading` has of these files is not read again.
    """
    manuscript, _ = read_manuscript(files, reading)
    memo = ResolveMemo()
    review, _ = resolve(manuscript, memo=memo)
    dossiers = memo.works(manuscript).dossiers
    if manuscript.incomplete:
        # Parts that cannot be read would seem to be missing.
        return ()
    names = Names(review.studies)
    paths = [chapter.document.path for chapter in manuscript.chapters]
    paths += [note.document.path for note in manuscript.notes]
    texts = {path: decode(path, files[PurePosixPath(path)])[0] for path in paths}
    sentences = {path: read_plain_sentences(text, path) for path, text in texts.items()}
    mentions = (found for path in paths for found in uncited_mentions(path, texts[path], sentences[path], names))
    starts = {path: found[0].first_line for path, found in sentences.items() if found}
    return (
        *uncited_studies(review),
        *uncited_sections(review, starts),
        *weak_claims(review),
        *missing_dois(manuscript.references),
        *missing_facets(dossiers, manuscript.settings.facets, place_of_setting(files, "facets")),
        *keyword_advice(dossiers, review),
        *mentions,
    )
