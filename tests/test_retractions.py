"""What a file of Retraction Watch's knows of a review's works."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.cli import main
from site_builder.diagnostics import Diagnostic
from site_builder.retractions import unmarked_works
from tests.projects import BIBLIOGRAPHY, diagnostic_lines, project

COLUMNS = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,"
    "Reason,Paywalled,Notes"
)
NOTE = "content/studies/hall2017.md"
RETRACTION = {
    "RetractionDate": "6/10/2021 0:00",
    "RetractionDOI": "10.1000/NOTICE",
    "OriginalPaperDOI": "10.1000/HALL",
    "RetractionNature": "Retraction",
    "Reason": "+Concerns/Issues About Data;+Investigation by Journal/Publisher;",
}


def table(*rows: dict[str, str], delimiter: str = ",") -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS.split(","), restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def check(
    data: str | bytes, notes: dict[str, str | bytes] | None = None, bib: str = BIBLIOGRAPHY
) -> tuple[Diagnostic, ...]:
    lines = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return unmarked_works(project({"content/index.md": "", **(notes or {})}, bib), lines, "rw.csv")


def test_a_retracted_work_is_reported_with_what_to_write() -> None:
    (found,) = check(table({"OriginalPaperDOI": "10.1/other", "RetractionNature": "Retraction"}, RETRACTION))
    assert diagnostic_lines((found,)) == ["references.bib:2:1 unmarked-retraction"]
    assert found.message == "“hall2017” (Hall, 2017) was retracted on 2021-06-10, but no note says so."
    assert found.hint == (
        'add to the front matter of content/studies/hall2017.md: “retracted: {date: "2021-06-10", reason: '
        '"Concerns/Issues About Data; Investigation by Journal/Publisher", notice: "10.1000/NOTICE"}”.'
    )


def test_in_a_project_whose_notes_are_not_read_no_note_is_asked_for() -> None:
    (found,) = check(table(RETRACTION), {"_quarto.yml": "project: {type: website}", "index.qmd": "By @hall2017."})
    assert found.hint == (
        "say so where you cite it. Notes are not read from another tool's project: to see no more such "
        "warnings, write “rules: {unmarked-retraction: off}” in review.yaml."
    )


def test_once_that_is_written_nothing_more_is_reported() -> None:
    (found,) = check(table(RETRACTION))
    written = re.search("“(retracted: .*)”", found.hint)
    assert written
    notes: dict[str, str | bytes] = {NOTE: f"---\n{written[1]}\n---\n"}
    assert check(table(RETRACTION), notes) == ()
    assert build(project({**notes, "content/index.md": ""})).diagnostics == ()


def test_a_note_that_is_there_is_where_to_write() -> None:
    (found,) = check(table(RETRACTION), {NOTE: "---\ncorrected: {date: 2019}\n---\n"})
    assert diagnostic_lines((found,)) == [f"{NOTE}:1:1 unmarked-retraction"]


@pytest.mark.parametrize(
    ("rows", "marked", "expected"),
    [
        ([("Correction", "1/2/2020")], "", ["unmarked-correction"]),
        ([("Expression of concern", "1/2/2020")], "", ["unmarked-concern"]),
        ([("Correction", "1/2/2020"), ("Retraction", "1/3/2021"), ("Expression of concern", "1/2/2020")], "",
         ["unmarked-retraction"]),
        ([("Correction", "1/2/2020"), ("Retraction", "1/3/2021")], "retracted: {}", []),
        ([("Retraction", "1/3/2020"), ("Reinstatement", "2/3/2021")], "", []),
        ([("Retraction", "1/3/2020"), ("Reinstatement", "2/3/2021")], "retracted: {}", ["reinstated"]),
        ([("Reinstatement", "1/3/2020"), ("Retraction", "2/3/2021")], "", ["unmarked-retraction"]),
        ([("Correction", "1/2/2020")], "corrected: [{date: 2020}]", []),
        ([("", "1/2/2020")], "", []),
    ],
)  # fmt: skip
def test_of_several_records_the_gravest_is_reported(
    rows: list[tuple[str, str]], marked: str, expected: list[str]
) -> None:
    records = [{**RETRACTION, "RetractionNature": nature, "RetractionDate": date} for nature, date in rows]
    found = check(table(*records), {NOTE: f"---\ntitle: A\n{marked}\n---\n"})
    assert [each.rule.name_ for each in found] == expected


def test_a_record_without_a_date_does_not_hide_one_with_a_date() -> None:
    (found,) = check(table({**RETRACTION, "RetractionDate": "", "RetractionDOI": "", "Reason": ""}, RETRACTION))
    assert "was retracted on 2021-06-10" in found.message


def test_works_are_known_by_their_pubmed_number_as_well() -> None:
    bib = "@article{a, title={A}, year=2001, pmid={123}}\n@article{b, title={B}, year=2001, doi={unavailable}}"
    unknown = {**RETRACTION, "OriginalPaperDOI": "unavailable", "RetractionDOI": "unavailable"}
    (found,) = check(table({**unknown, "OriginalPaperPubMedID": "123", "RetractionPubMedID": "99"}), bib=bib)
    assert "“a”" in found.message
    assert "https://pubmed.ncbi.nlm.nih.gov/99/" in found.hint
    assert check(table({**unknown, "OriginalPaperPubMedID": "0"}), bib=bib) == ()


def test_a_further_report_is_reported_by_its_own_key() -> None:
    notes: dict[str, str | bytes] = {"content/studies/ito2020.md": "---\nreports: [hall2017]\nretracted: {}\n---\n"}
    (found,) = check(table(RETRACTION), notes)
    assert 'report: "hall2017"' in found.hint
    assert "content/studies/ito2020.md" in found.hint


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + table(RETRACTION).encode(),
        table({"Title": "Caf\xe9"}, RETRACTION).encode("cp1252"),
        table({"Title": "Caf\x81\xe9"}, RETRACTION).encode("latin-1"),
        table(RETRACTION).encode("utf-16"),
        table(RETRACTION, delimiter=";").encode(),
        table({"Notes": "one\n\ntwo, “three”\0"}, RETRACTION).encode(),
        table(RETRACTION).replace("\r\n", "\n").encode(),
    ],
)
def test_the_file_may_be_in_any_encoding(data: bytes) -> None:
    assert [each.rule.name_ for each in check(data)] == ["unmarked-retraction"]


@pytest.mark.parametrize("data", [b"", b"\0\0", b"a,b\n1,2\n", b"\x89PNG\r\n\x1a\n\xff\xfe", b"<html>"])
def test_a_file_that_is_not_retraction_watchs_is_reported(data: bytes) -> None:
    assert diagnostic_lines(check(data)) == ["rw.csv:1:1 unreadable-retractions"]


def test_a_quote_that_never_ends_is_reported_and_what_came_before_counts() -> None:
    data = table(RETRACTION) + '1,"' + "x\n" * 200_000
    assert [each.rule.name_ for each in check(data)] == ["unreadable-retractions", "unmarked-retraction"]


def test_check_reads_such_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review = tmp_path / "review"
    review.mkdir()
    (review / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (review / "index.md").write_text("As @hall2017 says.\n", encoding="utf-8")
    file = tmp_path / "rw.csv"
    file.write_text(table(RETRACTION), encoding="utf-8")
    assert main(["check", str(review), "--retractions", str(file)]) == 0
    assert "[unmarked-retraction]" in capsys.readouterr().err
    assert main(["check", str(review), "--strict", "--retractions", str(file)]) == 1
    file.write_text("no such thing", encoding="utf-8")
    assert main(["check", str(review), "--retractions", str(file)]) == 1
    assert f"{file}:1:1: error" in capsys.readouterr().err
    assert main(["check", str(review), "--retractions", str(tmp_path / "none.csv")]) == 2
