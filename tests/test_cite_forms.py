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
from site_builder.pages.studies import StudyPage
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


def test_a_number_that_is_in_the_line_goes_with_its_punctuation() -> None:
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


# The review itself


def of_the_review(settings: str, style: str = "apa") -> tuple[str, dict[str, object]]:
    """What the style prints of the review, and its record as CSL-JSON."""
    site = build(project({"review.yaml": f"{settings}\ncitation_style: {style}\n", **SOURCES}, ARTICLE)).site
    (record,) = json.loads(site[PurePosixPath("review.json")])
    html = site[PurePosixPath("index.html")].decode()
    found = re.search(r'<div class="cite"[^>]*>\n<p>(.*?)</p>', html)
    assert found
    return unescape(found[1]), record


def test_nothing_is_said_of_a_review_that_its_settings_do_not_say() -> None:
    text, record = of_the_review("title: On sleep")
    assert record == {"id": "review", "type": "webpage", "title": "On sleep"}
    assert text == "On sleep. (n.d.)."


def test_what_the_settings_say_anyway_is_cited() -> None:
    text, record = of_the_review("""\
title: On sleep
authors: [Jan van der Berg, "{The Sleep Group}", "Mora, Ana"]
doi: 10.1000/review
published_in: "Journal of Rest, 3(1)"
landing_page: https://example.org/788""")
    assert record == {
        "id": "berg",
        "type": "article-journal",
        "DOI": "10.1000/review",
        "URL": "https://example.org/788",
        "container-title": "Journal of Rest",
        "issue": "1",
        "title": "On sleep",
        "volume": "3",
        "author": [
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "The Sleep Group"},
            {"family": "Mora", "given": "Ana"},
        ],
    }
    assert text == (
        "van der Berg, J., The Sleep Group, & Mora, A. (n.d.). On sleep. Journal of Rest, 3(1). "
        "https://doi.org/10.1000/review"
    )


def test_citation_says_the_rest() -> None:
    text, record = of_the_review("""\
title: On sleep
authors: Ana Mora
published_in: Journal of Rest, 3(1)
citation: {type: report, container-title: Reports, number: 7, issued: 2025-03-01, url: "https://example.org/7", isbn: 1}
""")
    assert text.startswith("Mora, A. (2025)")
    assert record["issued"] == {"date-parts": [[2025, 3, 1]]}
    assert record["id"] == "mora2025"
    assert record["ISBN"] == "1"
    assert "volume" not in record


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("Journal of Rest, 3(1)", ("Journal of Rest", "3", "1")),
        ("Journal of Rest, 12", ("Journal of Rest", "12", None)),
        ("Journal, 3 (1-2)", ("Journal", "3", "1-2")),
        ("Studies in 1984", ("Studies in 1984", None, None)),
        ("Studies, 2024", ("Studies, 2024", None, None)),
        ("Studies, 3(2024)", ("Studies, 3(2024)", None, None)),
        ("Journal of Rest", ("Journal of Rest", None, None)),
        ("Journal, vol. 3, no. 1", ("Journal, vol. 3, no. 1", None, None)),
    ],
)
def test_volume_and_issue_are_read_where_they_stand_as_explained(
    published: str, expected: tuple[str | None, ...]
) -> None:
    _, record = of_the_review(f"title: T\npublished_in: {published}")
    assert tuple(record.get(variable) for variable in ("container-title", "volume", "issue")) == expected


@pytest.mark.parametrize("style", ["ieee", "vancouver", "chicago-notes-bibliography"])
def test_the_review_takes_no_number_from_its_references(style: str) -> None:
    text, _ = of_the_review("title: On sleep\nauthors: Ana Mora", style)
    assert re.match(r"(A\. )?Mora\b", text)
    site = build(project({"review.yaml": f"citation_style: {style}", **SOURCES}, ARTICLE)).site
    assert b"Ito" in site[PurePosixPath("a/index.html")]


def test_a_work_of_the_same_author_and_year_does_not_change_how_the_review_is_cited() -> None:
    settings = "title: Z\nauthors: William J. Hall\ncitation: {issued: 2017}"
    text, record = of_the_review(settings)
    assert record["id"] == "hall2017"
    assert text.startswith("Hall, W. J. (2017).")


def test_every_form_of_the_review_reads_back() -> None:
    settings = """\
title: 100 % on <sleep>
authors: Ana Mora
doi: 10.1000/review
published_in: Rest, 3
citation: {issued: 2025-03-01, page: 1-20}
"""
    site = build(project({"review.yaml": settings, "content/index.md": "[BibTeX](/review.bib)"})).site
    (again,), faults = read_bibliography(site[PurePosixPath("review.bib")].decode(), "review.bib")
    assert (faults, again.text("title"), again.text("DOI"), again.year) == (
        (),
        "100 % on <sleep>",
        "10.1000/review",
        2025,
    )
    assert b"\n  pages = {1--20},\n  doi" in site[PurePosixPath("review.bib")]
    assert b"TI  - 100 % on <sleep>\r\n" in site[PurePosixPath("review.ris")]
    home = site[PurePosixPath("index.html")].decode()
    assert [name for name, _ in shown_forms(home)] == ["BibTeX", "RIS", "CSL-JSON"]
    assert '<link rel="alternate" type="application/x-bibtex" href="review.bib">' in home
    assert "Cite as: Mora, A. (2025)." in site[PurePosixPath("print/index.html")].decode()
