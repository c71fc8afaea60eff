"""How readers take a work away: the forms in which a study and the review are cited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath

import pytest

from site_builder.bibtex import read_bibliography
from site_builder.build import build
from site_builder.exports import export_references
from site_builder.pages.views import StudyPage
from tests.projects import pages_of, project

ARTICLE = """
@article{hall2017, author = {Hall, William J.}, title = {Risk and {DNA} <protection>}, journal = {Journal A},
  year = {2017}, doi = {10.1000/hall}, abstract = {All about it.}}
@article{ito2020, author = {Ito, Ken}, title = {Sleep}, journal = {Journal B}, year = {2020}}
"""
SOURCES = {"content/10-a.md": "# A\n\nFirst [@ito2020], then [@hall2017].\n"}


def study(style: str = "apa", sources: dict[str, str | bytes] | None = None) -> StudyPage:
    page = pages_of({**SOURCES, **(sources or {})}, ARTICLE, style)["studies/hall2017/index.html"]
    assert isinstance(page, StudyPage)
    return page


def shown_forms(html: str) -> Iterator[tuple[str, str]]:
    """What a reader of the page can copy, by its heading."""
    for name, text in re.findall(r"<summary>([^<]*)</summary>\s*<pre[^>]*><code>(.*?)</code></pre>", html, re.DOTALL):
        yield name, unescape(text)


def test_a_study_is_cited_in_every_form() -> None:
    (report,) = study().reports
    assert report.cited.text == "Hall, W. J. (2017). Risk and DNA <protection>. Journal A. https://doi.org/10.1000/hall"
    assert [form.name for form in report.cited.forms] == ["BibTeX", "RIS", "CSL-JSON"]
    bibtex, ris, csl_json = (form.text for form in report.cited.forms)
    assert bibtex.startswith("@article{hall2017, author")
    assert ris.startswith("TY  - JOUR")
    assert json.loads(csl_json)[0]["DOI"] == "10.1000/hall"


def test_what_is_shown_reads_back_to_the_work() -> None:
    html = build(project({**SOURCES}, ARTICLE)).site[PurePosixPath("studies/hall2017/index.html")].decode()
    forms = dict(shown_forms(html))
    assert list(forms) == ["BibTeX", "RIS", "CSL-JSON"]
    (again,), _ = read_bibliography(forms["BibTeX"], "x.bib")
    (work, _), _ = read_bibliography(ARTICLE, "x.bib")
    assert again.texts == work.texts


def test_an_abstract_is_in_the_file_but_not_twice_more_on_the_page() -> None:
    (work, _), _ = read_bibliography(ARTICLE, "x.bib")
    _, ris, csl_json = (form.text for form in study().reports[0].cited.forms)
    assert "All about it" not in ris + csl_json
    assert b"AB  - All about it." in export_references([work], "ris")


@pytest.mark.parametrize("style", ["ieee", "vancouver", "din-1505-2-alphanumeric", "springer-basic-brackets"])
def test_a_number_in_the_list_is_no_part_of_the_work(style: str) -> None:
    page = study(style)
    assert page.reports[0].entry.html.startswith('<div class="csl-left-margin">')
    assert re.match(r"(W\. J\. )?Hall\b", page.reports[0].cited.text)
    assert page.frame.description == page.reports[0].cited.text


def test_a_number_that_stands_in_the_line_goes_with_its_punctuation() -> None:
    style = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title><id>t</id></info>
<citation><layout><text variable="citation-number"/></layout></citation>
<bibliography><layout suffix="."><group delimiter=" "><text variable="citation-number" prefix="(" suffix=")"/>
<text variable="title"/></group></layout></bibliography></style>
"""
    report = study("t.csl", {"t.csl": style}).reports[0]
    assert report.entry.html == "(2) Risk and DNA &lt;protection&gt;."
    assert report.cited.text == "Risk and DNA <protection>."


def test_each_report_of_a_study_has_its_own_forms() -> None:
    page = study(sources={"content/studies/hall2017.md": "---\nreports: [ito2020]\n---\n"})
    assert [report.cited.forms[0].text.partition(",")[0] for report in page.reports] == [
        "@article{hall2017",
        "@article{ito2020",
    ]
