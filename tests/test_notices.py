"""What has become of works since: marks in notes, at citations, and where the text cites in spite of them."""

from __future__ import annotations

import json
import re

import pytest

from site_builder.build import Build, build
from site_builder.model import Date, Mark
from tests.projects import diagnostic_lines, page, project, resolved

RETRACTED = """---
retracted:
  date: 2021-06-10
  reason: Data <could> not be found.
  notice: 10.1000/notice
---
"""
TEXT = "# One\n\nSleep matters [@ito2020; @hall2017].\n\n@hall2017 agrees.\n"


def built(note: str, text: str = TEXT, settings: str = "title: A review\n") -> Build:
    sources = {"review.yaml": settings, "content/10-one.md": text, "content/studies/hall2017.md": note}
    return build(project(sources))


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_a_note_tells_of_notices_the_gravest_first() -> None:
    note = (
        "---\ncorrected: [{date: 2019}, {date: 2020-02}]\nretracted: {date: 2021-06-10, notice: https://x.org/1}\n---\n"
    )
    review, wrong = resolved({"content/studies/hall2017.md": note})
    assert not wrong
    (study,) = (study for study in review.studies if study.notices)
    assert [(notice.mark, notice.key, notice.date) for notice in study.notices] == [
        (Mark.RETRACTED, "hall2017", Date(((2021, 6, 10),))),
        (Mark.CORRECTED, "hall2017", Date(((2019,),))),
        (Mark.CORRECTED, "hall2017", Date(((2020, 2),))),
    ]


def test_notes_and_notices_may_name_works_by_their_aliases() -> None:
    bibliography = "".join(
        f"@book{{{key}2, ids={{{key}1}}, title={{{key}}}, author={{Ash, {key}}}, year=2001}}\n" for key in "abc"
    )
    note = "---\nreports: [b1]\nsuperseded: {report: b1, by: c1}\n---\n"
    review, wrong = resolved({"content/studies/a1.md": note}, bibliography)
    assert not wrong
    assert [[report.key for report in study.reports] for study in review.studies] == [["a2", "b2"], ["c2"]]
    assert [(notice.key, notice.by) for notice in review.studies[0].notices] == [("b2", "c2")]


@pytest.mark.parametrize(("said", "marks"), [("{}", 1), ("true", 1), ("false", 0)])
def test_a_study_is_retracted_where_its_note_says_no_more_than_that(said: str, marks: int) -> None:
    review, wrong = resolved({"content/studies/hall2017.md": f"---\nretracted: {said}\n---\n"})
    assert not wrong
    assert sum(len(study.notices) for study in review.studies) == marks


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("retracted:", "2:11 missing-value"),
        ("retracted: yes", "2:12 wrong-type"),
        ("retracted: [yes]", "2:13 wrong-type"),
        ("retracted: {when: 2020}", "2:13 unknown-key"),
        ("retracted: {date: June}", "2:19 wrong-type"),
        ("retracted: {date: 2021-02-30}", "2:19 wrong-type"),
        ("retracted: {notice: 'javascript:alert(1)'}", "2:21 wrong-type"),
        ("retracted: {cited_knowingly: perhaps}", "2:30 wrong-type"),
        ("superseded: {by: hall2071}", "2:13 unknown-citation-key"),
        ("superseded: {by: 'javascript:alert(1)'}", "2:13 unknown-citation-key"),
        ("retracted: {report: ito2020}", "2:12 unknown-citation-key"),
    ],
)
def test_unreadable_values_are_reported_at_their_places(front_matter: str, expected: str) -> None:
    _, wrong = resolved({"content/studies/hall2017.md": f"---\n{front_matter}\n---\n"})
    assert wrong == [f"content/studies/hall2017.md:{expected}"]


def test_what_is_written_one_step_too_far_out_is_reported_where_it_belongs() -> None:
    (found,) = built("---\nretracted: {date: 2020}\ncited_knowingly: true\n---\n", "# A\n\nText.").diagnostics
    assert (found.rule.name_, found.hint) == ("unknown-key", "write it below “retracted:”, indented further than that.")


def test_every_citation_of_a_retracted_work_says_so_in_words() -> None:
    site = built(RETRACTED)
    html = page(site, "one/index.html")
    assert plain(html).count("Hall, 2017 [retracted]") == 1
    assert "Hall (2017) [retracted] agrees." in plain(html)
    (entry,) = re.findall(r'<div id="ref-hall2017".*?</div>.*?</div>', html, re.DOTALL)
    assert "https://doi.org/10.1000/hall [retracted]" in plain(entry)
    assert "[retracted]" not in re.findall(r'<div id="ref-ito2020".*?</div>.*?</div>', html, re.DOTALL)[0]


@pytest.mark.parametrize(
    "address",
    [
        "print/index.html",
        "studies/index.html",
        "references/index.html",
        "keywords/stigma/index.html",
        "feed.xml",
        "authors/hall-william-j/index.html",
        "studies/ito2020/index.html",
    ],
)
def test_every_list_says_so(address: str) -> None:
    assert "[retracted]" in page(built(RETRACTED), address)


def test_the_study_page_has_a_band_with_what_when_why_and_a_link() -> None:
    html = page(built(RETRACTED), "studies/hall2017/index.html")
    (band,) = re.findall(r'<section class="notice".*?</section>', html, re.DOTALL)
    assert (
        plain(band) == "This work was retracted. Data &lt;could&gt; not be found. Notice of retraction, June 10, 2021"
    )
    assert 'href="https://doi.org/10.1000/notice"' in band
    assert html.index(band) < html.index('class="csl-entry"')


def test_what_supersedes_a_work_is_linked() -> None:
    note = "---\nsuperseded: [{by: ito2020, date: 2020-03}, {by: 10.1000/new, date: 2021}]\n---\n"
    html = page(built(note), "studies/hall2017/index.html")
    bands = re.findall(r"<p><strong>A newer work.*?</p>", html, re.DOTALL)
    assert '<a href="../ito2020/index.html">Ito et al. (2020)</a>' in bands[0]
    assert "March 2020" in bands[0]
    assert '<a href="https://doi.org/10.1000/new">' in bands[1]


def test_a_further_report_is_marked_alone() -> None:
    note = "---\nreports: [mora2014]\nretracted: {report: mora2014}\n---\n"
    site = built(note, "# One\n\nA [@hall2017], and B [@mora2014].\n")
    text = plain(page(site, "one/index.html"))
    assert "(Hall, 2017)" in text
    assert "(de la Mora, 2014 [retracted])" in text
    assert "[retracted]" not in page(site, "studies/index.html")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("ieee", "Sleep matters [1], [2] [retracted]."),
        ("nature", "Sleep matters1,2 [retracted]."),
        ("chicago-notes-bibliography", "Sleep matters.1 [retracted]"),
        ("vancouver", "Sleep matters (1,2 [retracted])."),
    ],
)
def test_styles_with_numbers_and_notes_are_marked_too(style: str, expected: str) -> None:
    settings = f"citation_style: {style}\n"
    text = plain(page(built(RETRACTED, settings=settings), "one/index.html"))
    assert expected in text, text


def test_a_work_that_the_style_leaves_out_of_a_range_is_named_where_it_is_marked() -> None:
    text = "# One\n\nAll [@ito2020; @hall2017; @mora2014].\n"
    html = page(built(RETRACTED, text, "citation_style: vancouver\n"), "one/index.html")
    assert "(1–3) Hall 2017 [retracted]" in plain(html).replace("Hall (2017)", "Hall 2017"), plain(html)


def test_headings_in_contents_say_so() -> None:
    site = built(RETRACTED, "# One\n\n## On @hall2017\n\nText.\n")
    assert ">On Hall (2017) [retracted]</a>" in page(site, "one/index.html")


def test_marks_leave_what_the_style_prints_as_it_is() -> None:
    def without(html: str) -> str:
        return re.sub(r" ?<strong class=\"status\">.*?</strong>", "", html)

    marked, unmarked = (page(built(note), "one/index.html") for note in (RETRACTED, "---\ntitle: X\n---\n"))
    body = re.compile(r"<p id.*?</p>", re.DOTALL)
    assert list(map(without, body.findall(marked))) == body.findall(unmarked)


def test_a_citation_of_a_retracted_work_is_a_warning_at_its_place() -> None:
    text = TEXT + "\nNote.[^1]\n\n[^1]: See @hall2017.\n"
    assert diagnostic_lines(built(RETRACTED + "As @hall2017 says.\n", text).diagnostics) == [
        "content/10-one.md:3:26 cites-retracted",
        "content/10-one.md:5:1 cites-retracted",
        "content/10-one.md:9:11 cites-retracted",
    ]


def test_an_author_may_cite_it_knowingly() -> None:
    known = RETRACTED.replace("  date", "  cited_knowingly: true\n  date")
    site = built(known)
    assert site.diagnostics == ()
    assert "[retracted]" in page(site, "one/index.html")
    assert diagnostic_lines(built(RETRACTED, settings="rules: {cites-retracted: off}\n").diagnostics) == []


def test_concern_is_a_warning_too_and_a_correction_is_none() -> None:
    rules = [
        rule.partition(" ")[2] for rule in diagnostic_lines(built("---\nconcern: {date: 2020}\n---\n").diagnostics)
    ]
    assert rules == ["cites-concern"] * 2
    site = built("---\ncorrected: {date: 2020}\n---\n")
    assert site.diagnostics == ()
    assert "Hall (2017) [corrected] agrees" in plain(page(site, "one/index.html"))


def test_exports_say_so_where_their_format_can() -> None:
    site = built(RETRACTED)
    (item,) = json.loads(page(site, "studies/hall2017/hall2017.json"))
    assert item["status"] == "retracted"
    assert "N1  - Retracted 2021-06-10. Data <could> not be found. https://doi.org/10.1000/notice\r\n" in page(
        site, "references.ris"
    )
    assert "retracted" not in page(site, "references.bib").casefold()
    rows = {row["key"]: row for row in json.loads(page(site, "studies.json"))}
    assert (rows["hall2017"]["status"], rows["ito2020"]["status"]) == ("retracted", "")


def test_the_words_are_in_the_language_of_the_site() -> None:
    html = plain(page(built(RETRACTED, settings="lang: de\n"), "studies/hall2017/index.html"))
    assert "Diese Arbeit wurde zurückgezogen." in html
    assert "10. Juni 2021" in html
