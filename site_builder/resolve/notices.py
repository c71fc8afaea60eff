"""The notices on works to their studies, and to the places that cite a work despite a notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from site_builder.definitions import DOI, WEB_ADDRESS
from site_builder.diagnostics import Diagnostic, Rule, did_you_mean
from site_builder.known_keys import KnownKeys, key_with_author
from site_builder.model import Mark, Notice
from site_builder.patterns import pattern
from site_builder.resolve.holes import Text
from site_builder.resolve.review import Study
from site_builder.resolve.studies import Dossier

A_PLACE: Final = pattern(f"{DOI}|{WEB_ADDRESS}")
# A corrected work may be cited like any other, with its correction.
RULES: Final[Mapping[Mark, tuple[Rule, str]]] = {
    Mark.RETRACTED: (Rule.CITES_RETRACTED, "was retracted"),
    Mark.CONCERN: (Rule.CITES_CONCERN, "is under an expression of concern"),
    Mark.SUPERSEDED: (Rule.CITES_SUPERSEDED, "has been superseded"),
}


def place_notices(
    dossiers: Iterable[Dossier], known: KnownKeys
) -> tuple[dict[str, tuple[Notice, ...]], list[Diagnostic]]:
    """The notices on each study by its slug, each with the key of its report."""
    wrong: list[Diagnostic] = []
    return {dossier.slug: tuple(_placed(dossier, known, wrong)) for dossier in dossiers if dossier.note}, wrong


def _placed(dossier: Dossier, known: KnownKeys, wrong: list[Diagnostic]) -> Iterator[Notice]:
    keys = [report.key for report in dossier.reports]
    for notice in dossier.note.notices if dossier.note else ():
        by = notice.by if A_PLACE.fullmatch(notice.by) else known.meant(notice.by)
        key = known.meant(notice.key)
        if notice.by and not by:
            message = f"“{notice.by}” is not a key of the bibliography, a DOI or an address."
            hint = known.hint(notice.by, "add its entry to the bibliography, or give its DOI.")
            wrong.append(Diagnostic(Rule.UNKNOWN_CITATION_KEY, notice.location, message, hint))
        if notice.key and key not in keys:
            message = f"“{notice.key}” is not a report of this study, so nothing is marked."
            hint = did_you_mean(
                notice.key, keys, "name it under “reports”, or write this in the note of its own study."
            )
            wrong.append(Diagnostic(Rule.UNKNOWN_CITATION_KEY, notice.location, message, hint))
        else:
            yield replace(notice, by=by, key=key or keys[0])


def cited_despite_notices(studies: Iterable[Study], texts: Iterable[Text]) -> Iterator[Diagnostic]:
    """A diagnostic for each citation of a work with a grave notice that its note does not accept.

    A study's own note may cite it.
    """
    found = {
        report.key: (study, notice)
        for study in studies
        for report in study.reports
        for notice in study.notices_on(report.key)[:1]
        if notice.mark in RULES and not notice.cited_knowingly
    }
    for text in texts if found else ():
        for citation in text.citations:
            for item in citation.citation.items:
                study, notice = found.get(item.key, (None, None))
                if study and notice and text.address != study.address:
                    rule, what = RULES[notice.mark]
                    reference = next(report for report in study.reports if report.key == item.key)
                    message = f"{key_with_author(reference)} {what}, but is cited here."
                    hint = (
                        "remove the citation, or, if the text takes account of it, add "
                        f"“cited_knowingly: true” below “{notice.mark.value}” at {notice.location}."
                    )
                    yield Diagnostic(rule, item.location, message, hint)
