"""Retraction Watch's file to the works of a review whose notes lack something that it knows of them.

The columns are those of `retraction_watch.csv`, the file that Crossref publishes. It is large, so it is read as a
stream.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from site_builder.characters import as_compared
from site_builder.definitions import DOI
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.dois import bare_doi
from site_builder.frozen import frozen
from site_builder.known_keys import key_with_author
from site_builder.model import Files, Mark, Reference
from site_builder.patterns import pattern
from site_builder.project_paths import NOTES
from site_builder.reading import read_manuscript
from site_builder.resolve import ResolveMemo
from site_builder.resolve.studies import Dossier

NATURES: Final = {
    "retraction": Mark.RETRACTED,
    "expression of concern": Mark.CONCERN,
    "correction": Mark.CORRECTED,
}
REINSTATEMENT: Final = "reinstatement"
TOLD: Final[Mapping[Mark, tuple[Rule, str]]] = {
    Mark.RETRACTED: (Rule.UNMARKED_RETRACTION, "was retracted"),
    Mark.CONCERN: (Rule.UNMARKED_CONCERN, "is under an expression of concern"),
    Mark.CORRECTED: (Rule.UNMARKED_CORRECTION, "was corrected"),
}
PAPER: Final = "originalpaperdoi"
PAPER_IN_PUBMED: Final = "originalpaperpubmedid"
NATURE: Final = "retractionnature"
DATE: Final = "retractiondate"
NOTICE: Final = "retractiondoi"
NOTICE_IN_PUBMED: Final = "retractionpubmedid"
REASON: Final = "reason"
DOI_START: Final = "10."
A_DOI: Final = pattern(DOI)
PUBMED_NUMBER: Final = pattern(r"0*([1-9]\d*)(?:\.0)?")
AMERICAN: Final = pattern(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
ISO: Final = pattern(r"(\d{4})-(\d{2})-(\d{2})\b")
SAFE_NAME: Final = pattern(r"\w[\w.+-]*")
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
WHERE_FROM: Final = "use the file retraction_watch.csv from Crossref, unchanged."


@frozen
class Record:
    """What the file knows of a work. `date` is in ISO 8601, "" if unknown."""

    nature: str
    date: str
    reason: str
    notice: str


def unmarked_works(files: Files, lines: Iterable[bytes], path: str) -> tuple[Diagnostic, ...]:
    """A diagnostic for each note that lacks the gravest fact in the file, or that calls a reinstated work retracted.

    `path` names the file in messages.
    """
    manuscript, _ = read_manuscript(files)
    dossiers = ResolveMemo().works(manuscript).dossiers
    by_doi: dict[str, list[str]] = defaultdict(list)
    by_number: dict[str, list[str]] = defaultdict(list)
    for reference in manuscript.references:
        if (doi := bare_doi(reference.text("DOI")).casefold()).startswith(DOI_START):
            by_doi[doi].append(reference.key)
        if number := PUBMED_NUMBER.fullmatch(reference.text("PMID").strip()):
            by_number[number[1]].append(reference.key)
    known: dict[str, list[Record]] = defaultdict(list)
    wrong: list[Diagnostic] = []
    for row in _rows(lines, path, wrong):
        number = PUBMED_NUMBER.fullmatch(row[PAPER_IN_PUBMED].strip())
        keys = (*by_doi.get(bare_doi(row[PAPER]).casefold(), ()), *(by_number.get(number[1], ()) if number else ()))
        for key in dict.fromkeys(keys):
            known[key].append(_record(row))
    folder = "" if manuscript.dialect.is_foreign else f"{manuscript.root}{NOTES}/"
    found = (
        problem
        for dossier in dossiers
        for report in dossier.reports
        if report.key in known
        for problem in _unmarked(dossier, report, known[report.key], folder)
    )
    return (*wrong, *found)


def _rows(lines: Iterable[bytes], path: str, wrong: list[Diagnostic]) -> Iterator[Mapping[str, str]]:
    """The file's rows, keyed by the lower-case names of the columns. A file that cannot be read is reported once."""
    texts = _decoded(lines)
    head = next(texts, "")
    delimiter = max(",;\t", key=head.count)
    names = [name.strip().casefold() for name in next(csv.reader([head], delimiter=delimiter), [])]
    lacking = [name for name in (PAPER, NATURE) if name not in names]
    if lacking:
        message = "This is not a file from Retraction Watch: its first line lacks the columns for works and notices."
        wrong.append(Diagnostic(Rule.UNREADABLE_RETRACTIONS, Location(path, 1, 1), message, WHERE_FROM))
        return
    blank = dict.fromkeys((PAPER, PAPER_IN_PUBMED, NATURE, DATE, NOTICE, NOTICE_IN_PUBMED, REASON), "")
    rows = csv.reader(texts, delimiter=delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            message = "From here on this file cannot be read as a table, so works may be missing."
            place = Location(path, rows.line_num + 1, 1)
            wrong.append(Diagnostic(Rule.UNREADABLE_RETRACTIONS, place, message, WHERE_FROM))
            return
        yield {**blank, **dict(zip(names, row, strict=False))}


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """Each line decoded as UTF-8, else as Windows-1252: the file mixes both. Saved by a spreadsheet, it is UTF-16."""
    lines = iter(lines)
    first = next(lines, b"")
    if first.startswith(UTF_16):
        yield from b"".join([first, *lines]).decode("utf-16", errors="replace").splitlines(keepends=True)
        return
    yield _line(first.removeprefix(b"\xef\xbb\xbf"))
    yield from map(_line, lines)


def _line(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\0", "")


def _record(row: Mapping[str, str]) -> Record:
    notice = bare_doi(row[NOTICE])
    number = PUBMED_NUMBER.fullmatch(row[NOTICE_IN_PUBMED].strip())
    in_pubmed = f"https://pubmed.ncbi.nlm.nih.gov/{number[1]}/" if number else ""
    reasons = (reason.strip().removeprefix("+").strip() for reason in row[REASON].split(";"))
    return Record(
        nature=as_compared(row[NATURE]),
        date=_date(row[DATE]),
        reason="; ".join(filter(None, reasons)),
        notice=notice if A_DOI.fullmatch(notice) else in_pubmed,
    )


def _date(text: str) -> str:
    if found := AMERICAN.match(text.strip()):
        month, day, year = map(int, found.groups())
        return f"{year:04}-{month:02}-{day:02}"
    found = ISO.match(text.strip())
    return found[0] if found else ""


def _unmarked(dossier: Dossier, report: Reference, records: Sequence[Record], folder: str) -> Iterator[Diagnostic]:
    """What to change about a work. `folder` is that of the notes, "" if none are read."""
    path = dossier.note.document.path if dossier.note else _path_of_note(dossier, folder)
    place = Location(path, 1, 1) if dossier.note else report.location
    main = dossier.reports[0].key
    notices = dossier.note.notices if dossier.note else ()
    marks = {notice.mark for notice in notices if (notice.key or main) == report.key}
    latest = max((each for each in records if each.nature == REINSTATEMENT), key=lambda each: each.date, default=None)
    standing = [each for each in records if not (latest and _is_void(each, latest))]
    told = [(mark, each) for each in standing for nature, mark in NATURES.items() if each.nature == nature]
    if latest and Mark.RETRACTED in marks and not any(mark is Mark.RETRACTED for mark, _ in told):
        message = f"{key_with_author(report)} was reinstated{_on(latest)}, but its note says that it was retracted."
        hint = f"remove “retracted” from the front matter of {path}, or say there what applies now."
        yield Diagnostic(Rule.REINSTATED, place, message, hint)
    if not told:
        return
    order = list(Mark)
    newest_first = sorted(told, key=lambda pair: pair[1].date, reverse=True)
    gravest, record = min(newest_first, key=lambda pair: order.index(pair[0]))
    if gravest not in marks:
        rule, what = TOLD[gravest]
        silent = "its note does not say so" if dossier.note else "no note says so"
        message = f"{key_with_author(report)} {what}{_on(record)}, but {silent}."
        lines = _yaml(gravest, record, "" if report.key == main else report.key)
        hint = f"add to the front matter of {path}: “{lines}”."
        if not folder:
            hint = (
                "say so where you cite it. Notes are not read from another tool's project: to see no more such "
                f"warnings, write “rules: {{{rule.name_}: off}}” in review.yaml."
            )
        yield Diagnostic(rule, place, message, hint)


def _is_void(record: Record, reinstatement: Record) -> bool:
    """Whether a retraction was taken back by a reinstatement on the same day or later."""
    return record.nature == "retraction" and record.date <= reinstatement.date


def _on(record: Record) -> str:
    return f" on {record.date}" if record.date else ""


def _yaml(mark: Mark, record: Record, report: str) -> str:
    quoted = {"reason": record.reason, "report": report}
    plain = {"date": record.date, "notice": record.notice}
    values = {name: json.dumps(text, ensure_ascii=False) for name, text in quoted.items() if text}
    values |= {name: f'"{text}"' for name, text in plain.items() if text}
    pairs = (f"{name}: {values[name]}" for name in ("date", "reason", "notice", "report") if name in values)
    return f"{mark.value}: {{{', '.join(pairs)}}}"


def _path_of_note(dossier: Dossier, folder: str) -> str:
    key = dossier.reports[0].key
    return f"{folder}{key if SAFE_NAME.fullmatch(key) else dossier.slug}.md"
