"""PRISMA 2020 flow diagrams: what their numbers are read from, whether they add up, and how they are drawn."""

from __future__ import annotations

import json
import re
from csv import DictReader
from io import StringIO
from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import build
from site_builder.pages.flows import COLUMN, LETTER, FlowView, flow_view
from site_builder.pages.home import HomePage
from site_builder.prisma import Flow, read_flow
from site_builder.words import Words
from tests.projects import diagnostic_lines, pages_of, project, resolved, words_of

NUMBERS = """\
databases: {Scopus: 620, PubMed: 410}
registers: 12
duplicates: 340
automation: 15
screened: 687
excluded: 600
sought: 87
not_retrieved: 7
assessed: 80
reports_excluded: {Wrong population: 70, Not peer reviewed: 8}
included: {studies: 2, reports: 2}
"""
CSV = """\
data,node,box,description,boxtext,tooltips,url,n
NA,node4,prevstud,Grey title box; Previous studies,Previous studies,,,
previous_studies,node5,box1,,,,,xxx
database_results,node7,box2,,Databases,,,"1,030"
database_specific_results,NA,box2,,,,,"Scopus, 620; PubMed, 410"
register_results,NA,box2,,Registers,,,12
duplicates,node8,box3,,,,,340
excluded_automatic,NA,box3,,,,,15
records_screened,node9,box4,,,,,687
records_excluded,node10,box5,,,,,600
dbr_sought_reports,node11,box6,,,,,87
dbr_notretrieved_reports,node12,box7,,,,,7
dbr_assessed,node13,box8,,,,,80
dbr_excluded,node14,box9,,,,,"Wrong population, 70; Not peer reviewed, 8"
new_studies,node15,box10,,,,,2
new_reports,NA,box10,,,,,2
"""
WORDS = words_of(project())
DIV = "::: {#fig-flow .prisma-flow file=data/prisma.yaml}\nHow studies were found.\n:::\n"


def amounts(flow: Flow) -> dict[str, tuple[int, tuple[tuple[str, int], ...]]]:
    return {name: (amount.number, amount.parts) for name, amount in flow.amounts}


def problems(text: str, path: str = "data/prisma.yaml") -> list[str]:
    return [f"{each.location.line}:{each.location.column}: {each.message}" for each in read_flow(text, path)[1]]


def test_yaml_and_the_packages_csv_say_the_same() -> None:
    from_yaml, wrong = read_flow(NUMBERS, "prisma.yaml")
    from_csv, wrong_too = read_flow(CSV, "prisma.csv")
    assert wrong == wrong_too == ()
    assert amounts(from_yaml) == amounts(from_csv)
    assert from_yaml.number("databases") == 1030


ROWS = list(DictReader(StringIO(CSV)))
NAMED = {row["data"]: [row["n"]] for row in ROWS if row["data"] != "NA"}
REASONS = [{"reason": "Wrong population", "n": 70}, {"reason": "Not peer reviewed", "n": "8"}]


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(ROWS, indent="\t"),
        json.dumps({column: [row[column] for row in ROWS] for column in ROWS[0]}),
        json.dumps({column: {str(at): row[column] for at, row in enumerate(ROWS)} for column in ROWS[0]}),
        json.dumps({**NAMED, "dbr_excluded": REASONS, "dbr_excluded_text": "Excluded", "tooltips": ["A", "B"]}),
        json.dumps({**NAMED, "dbr_excluded": {"Wrong population": 70, "Not peer reviewed": 8}, "total_studies": None}),
        json.dumps(yaml.safe_load(NUMBERS)),
    ],
)
def test_json_says_the_same_in_our_words_and_the_packages(written: str) -> None:
    from_json, wrong = read_flow(written, "prisma.JSON")
    assert wrong == ()
    assert sorted(amounts(from_json).items()) == sorted(amounts(read_flow(NUMBERS, "prisma.yaml")[0]).items())


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"records_excluded": [1, 2]}, "1:22: “records_excluded” must be a whole number, such as 120, not “a list”."),
        ({"new_studies": 2, "sessions": 3}, "1:32: “sessions” is not a box of the PRISMA2020 package, so its number"),
        ({"references": 100}, "1:2: “references” is not a key of p.json."),
        ([120, 80], "1:1: p.json contains a list, but should contain keys with numbers."),
    ],
)
def test_what_in_a_json_has_no_meaning_is_named(written: object, told: str) -> None:
    assert problems(json.dumps(written), "p.json")[0].startswith(told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "screened: 687",
            "screened: 688",
            "5:11: “screened” is 688, but databases 1,030 + registers 12 − ",
        ),
        ("sought: 87", "sought: 86", "7:9: “sought” is 86, but screened 687 − excluded 600 = 87."),
        ("assessed: 80", "assessed: 81", "9:11: “assessed” is 81, but sought 87 − not_retrieved 7 = 80."),
        ("Not peer reviewed: 8", "Not peer reviewed: 7", "11:33: “included.reports” is 2, but assessed 80"),
        ("studies: 2", "studies: 3", "11:21: “included” has 3 studies but only 2 reports."),
    ],
)
def test_what_does_not_add_up_is_reported_where_it_stands(old: str, new: str, told: str) -> None:
    found = problems(NUMBERS.replace(old, new))
    assert any(each.startswith(told) for each in found), found


def test_what_is_not_known_is_not_missed() -> None:
    assert problems("screened: 687\nexcluded: 600\nassessed: 80\nincluded: {studies: 2}\n") == []


def test_one_number_is_not_called_a_sum() -> None:
    assert problems("sought: 5\nassessed: 9\n") == ["2:11: “assessed” is 9, but “sought” is 5."]


def test_an_update_adds_what_was_included_before() -> None:
    text = "previous: {studies: 5, reports: 6}\nincluded: {studies: 2, reports: 2}\ntotal: {studies: 8, reports: 8}\n"
    assert problems(text) == ["3:18: “total.studies” is 8, but previous.studies 5 + included.studies 2 = 7."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("screened: many\n", "1:11: “screened” must be a whole number, such as 120, not “many”."),
        ("screened: -3\n", "1:11: “screened” must be a whole number, such as 120, not “-3”."),
        ("screened: 1.5\n", "1:11: “screened” must be a whole number, such as 120, not “1.5”."),
        ("databases: {Scopus: ~}\n", "1:21: “Scopus” has no number."),
        ("databases: {Scopus: 1,120}\n", "1:26: “120” has no number."),
        ("screend: 3\n", "1:1: “screend” is not a key of data/prisma.yaml."),
        ("included: 3\n", "1:11: “included” in data/prisma.yaml must be keys with values, not text."),
        ("- 3\n", "1:1: data/prisma.yaml contains a list, but should contain keys with numbers."),
        ("where: {a: [b]}\n", "1:12: “a” in “where” must be text, not a list."),
    ],
)
def test_a_value_that_is_not_a_number_is_refused(text: str, told: str) -> None:
    assert problems(text) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", "1:1: This CSV has no columns “data” and “n”, as those of the PRISMA2020 package have."),
        ("data,n\nduplicates,some\n", "2:1: “duplicates” must be a whole number, such as 120, not “some”."),
        (
            "data;n\nduplicate;7\n",
            "2:1: “duplicate” is not a box of the PRISMA2020 package, so its number is left out.",
        ),
        (CSV.replace("Scopus, 620", "Scopus, 621"), "4:1: “databases” is 1,030, but its parts add up to 1,031."),
    ],
)
def test_what_is_wrong_in_the_packages_csv_is_reported(text: str, told: str) -> None:
    assert problems(text, "data/prisma.csv") == [told]


@pytest.mark.parametrize(
    "n", ["-5", "12.5", "1 200", "1.200", "1e3", "Scopus, 12,0; PubMed, 80", "Scopus; PubMed, 80"], ids=str
)
def test_what_is_no_number_in_a_csv_is_not_read_as_another_one(n: str) -> None:
    flow, (problem,) = read_flow(f'data,n\ndatabase_results,"{n}"\n', "a.csv")
    assert (flow.amounts, problem.location.line) == ((), 2)


def test_a_number_of_a_csv_may_have_become_a_fraction() -> None:
    assert amounts(read_flow("data,n\nduplicates,340.0\n", "a.csv")[0]) == {"duplicates": (340, ())}
    flow, wrong = read_flow('data,n\nwebsite_results,"Scopus, 120; PubMed, 80.0"\n', "a.csv")
    assert (amounts(flow), wrong) == ({"websites": (200, (("Scopus", 120), ("PubMed", 80)))}, ())


NOT_FILLED_IN = """\
previous_studies,node5,box1,,,,,0
previous_reports,NA,box1,,,,,0
website_results,node17,box11,,,,,0
other_sought_reports,node18,box12,,,,,0
other_excluded,node21,box15,,,,,"Reason1, xxx; Reason2, xxx; Reason3, xxx"
total_studies,node22,box16,,,,,2
total_reports,NA,box16,,,,,0
identification,node1,identification,Blue identification box,Identification,,,0
screening,node2,screening,Blue screening box,Screening,,,0
included,node3,included,Blue included box,Included,,,0
total_studies_ma,node23,box17,,,,,0
total_reports_ma,NA,box17,,,,,0
"""


def test_rows_of_the_packages_template_that_are_not_filled_in_draw_nothing() -> None:
    flow, wrong = read_flow(CSV.replace("previous_studies,node5,box1,,,,,xxx\n", "") + NOT_FILLED_IN, "prisma.csv")
    assert wrong == ()
    assert amounts(flow) == amounts(read_flow(CSV, "prisma.csv")[0])


def test_a_column_of_which_the_template_has_a_number_is_drawn_with_its_zeros() -> None:
    flow, wrong = read_flow(
        "data,n\nprevious_studies,5\nprevious_reports,5\nwebsite_results,0\n"
        "citations_results,3\nnew_studies,0\ntotal_studies,4\n",
        "a.csv",
    )
    assert [name for name, _ in flow.amounts] == [
        "previous.studies",
        "previous.reports",
        "websites",
        "citation_searching",
        "included.studies",
        "total.studies",
    ]
    assert [each.location.line for each in wrong] == [7]


def test_a_number_beside_the_name_of_a_phase_is_told() -> None:
    (wrong,) = problems("data,n\nincluded,9\nnew_studies,9\n", "a.csv")
    assert wrong.startswith("2:1: “included” is not a box of the PRISMA2020 package")


def test_a_total_that_differs_without_an_update_is_told() -> None:
    assert problems("data,n\nprevious_studies,0\nnew_studies,84\ntotal_studies,86\n", "a.csv") == [
        "4:1: “total.studies” is 86, but “included.studies” is 84."
    ]


def test_studies_in_a_meta_analysis_have_no_box_and_the_rest_is_checked() -> None:
    assert problems("data,n\ndbr_sought_reports,5\ndbr_assessed,9\ntotal_studies_ma,7\n", "a.csv") == [
        "4:1: “total_studies_ma” has no box in a PRISMA 2020 diagram, so 7 is left out.",
        "3:1: “assessed” is 9, but “sought” is 5.",
    ]


def test_a_row_of_a_csv_that_is_given_twice_is_named() -> None:
    flow, (problem,) = read_flow("data,n\nduplicates,3\nduplicates,4\n", "a.csv")
    assert (amounts(flow), problem.location.line) == ({"duplicates": (3, ())}, 3)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yaml", "databases:\n" + "".join(f"  D{at}: 1\n" for at in range(300))),
        ("a.csv", 'data,n\ndatabase_results,"' + "; ".join(f"D{at}, 1" for at in range(300)) + '"\n'),
    ],
)
def test_of_many_parts_all_are_counted(path: str, text: str) -> None:
    assert read_flow(text, path)[0].number("databases") == 300


def test_a_csv_separated_by_semicolons_says_the_same() -> None:
    assert amounts(read_flow('data;n\nduplicates;340\ndbr_excluded;"A, 3; B, 4"\n', "a.csv")[0]) == {
        "duplicates": (340, ()),
        "reports_excluded": (7, (("A", 3), ("B", 4))),
    }


@given(st.text(alphabet='data,n\n"xS;:{}1 -') | st.text())
def test_no_file_is_too_odd(text: str) -> None:
    for path in ("prisma.csv", "prisma.yaml", "prisma.json"):
        flow_view(WORDS, read_flow(text, path)[0])


def test_studies_whose_notes_cannot_be_read_are_not_missed() -> None:
    note = {"content/studies/hall2017.md": "---\nfacets: {a: b\n---\n"}
    built = build(project({"content/index.md": DIV, "data/prisma.yaml": NUMBERS, **note}))
    assert [found.rule.name_ for found in built.diagnostics] == ["unreadable-yaml"]


def test_included_are_the_studies_that_the_review_has() -> None:
    _, told = resolved({"content/index.md": DIV, "data/prisma.yaml": NUMBERS})
    assert told == ["data/prisma.yaml:11:21 prisma-included", "data/prisma.yaml:11:33 prisma-included"]


CODED = {
    "review.yaml": "facets: {role: Role}\n",
    "content/index.md": DIV,
    "content/studies/hall2017.md": "---\nfacets: {role: included}\n---\n",
    "content/studies/ito2020.md": "---\nfacets: {role: included}\n---\n",
}


def test_where_studies_are_coded_the_coded_ones_are_included() -> None:
    assert resolved({**CODED, "data/prisma.yaml": NUMBERS})[1] == []


def test_a_facet_can_say_which_are_included() -> None:
    third = {"content/studies/mora2014.md": "---\nfacets: {role: background}\n---\n"}
    assert len(resolved({**CODED, **third, "data/prisma.yaml": NUMBERS})[1]) == 2
    assert resolved({**CODED, **third, "data/prisma.yaml": f"{NUMBERS}where: {{role: included}}\n"})[1] == []
    (told,) = resolved({**CODED, "data/prisma.yaml": f"{NUMBERS}where: {{roll: included}}\n"})[1]
    assert "unknown-facet" in told
    (wrong,) = build(project({**CODED, "data/prisma.yaml": f"{NUMBERS}where: {{role: inclded}}\n"})).diagnostics
    assert (str(wrong.location), wrong.hint) == ("data/prisma.yaml:12:15", "did you mean “included”?")


@pytest.mark.parametrize(
    ("path", "text", "hint"),
    [
        ("data/a.yaml", "included: {studies: 5}\n", "or say which they are: where: {role: included}."),
        ("data/a.csv", "data,n\nnew_studies,5\n", "or write the numbers as YAML, which can say which they are: "),
    ],
)
def test_the_hint_says_where_the_included_can_be_named(path: str, text: str, hint: str) -> None:
    (told,) = build(
        project({**CODED, "content/index.md": DIV.replace("data/prisma.yaml", path), path: text})
    ).diagnostics
    assert hint in told.hint


@pytest.mark.parametrize(
    ("facet", "value"), [("Role", "Included"), ("{label: Role, labels: {included: In the review}}", "in the review")]
)
def test_the_included_are_found_in_other_capitals_and_by_label(facet: str, value: str) -> None:
    files = {
        **CODED,
        "review.yaml": f"facets: {{role: {facet}}}\n",
        "content/studies/ito2020.md": "---\nfacets: {role: Included}\n---\n",
        "content/studies/mora2014.md": "---\nfacets: {role: background}\n---\n",
        "data/prisma.yaml": f"{NUMBERS}where: {{role: {value}}}\n",
    }
    assert resolved(files)[1] == []


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("file=data/prism.yaml", "content/index.md:1:29 missing-data"),
        ("", "content/index.md:1:1 missing-data"),
    ],
)
def test_a_diagram_of_nothing_is_reported(file: str, told: str) -> None:
    text = DIV.replace("file=data/prisma.yaml", file)
    assert resolved({**CODED, "content/index.md": text, "data/prisma.yaml": NUMBERS})[1] == [told]


def test_a_file_of_another_format_is_not_called_absent() -> None:
    files = {**CODED, "content/index.md": DIV.replace("prisma.yaml", "prisma.xlsx"), "data/prisma.xlsx": "PK"}
    (told,) = build(project(files)).diagnostics
    assert told.message == "“data/prisma.xlsx” is neither YAML, JSON nor CSV, so its numbers cannot be read."


def test_a_suffix_may_be_in_capitals() -> None:
    files = {**CODED, "content/index.md": DIV.replace("prisma.yaml", "P.CSV"), "data/P.CSV": "data,n\nnew_studies,3\n"}
    assert resolved(files)[1] == ["data/P.CSV:2:1 prisma-included"]


def view(numbers: str, words: Words = WORDS) -> FlowView:
    return flow_view(words, read_flow(numbers, "prisma.yaml")[0])


def test_no_box_covers_another_and_no_line_leaves_its_box() -> None:
    whole = "previous: {studies: 5, reports: 6}\nwebsites: 4\nother: {sought: 4, assessed: 4}\ntotal: {studies: 7}\n"
    drawing = view(NUMBERS + whole)
    boxes = [*drawing.titles, *drawing.boxes]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart_x or one.y + one.height <= other.y or other.y + other.height <= one.y
        assert all(one.x < line.x < one.x + one.width and one.y < line.y < one.y + one.height for line in one.lines)
        assert one.x + one.width <= drawing.width
        assert one.y + one.height <= drawing.height


def test_the_drawing_is_as_wide_as_what_it_shows() -> None:
    assert view("screened: 3\n").width < 3 * COLUMN < view(NUMBERS + "websites: 4\n").width


def test_a_page_shows_the_numbers_as_a_drawing_and_in_words() -> None:
    built = build(project({**CODED, "data/prisma.yaml": NUMBERS.replace("Scopus", '"<b>Scopus & Co"')}))
    assert not built.diagnostics
    html = built.site[PurePosixPath("index.html")].decode()
    drawing = html[html.index("<svg") : html.index("</svg>")]
    assert 'role="img" aria-label="PRISMA 2020 flow diagram"' in drawing
    assert re.search(r"<text [^>]*>Records screened \(n\xa0=\xa0687\)</text>", drawing)
    assert "&lt;b&gt;Scopus &amp; Co" in drawing
    assert "<li>Records identified from: Databases (n\xa0=\xa01,030); &lt;b&gt;Scopus &amp; Co (n\xa0=\xa0620);" in html


def test_wider_letters_take_more_room() -> None:
    drawing = view(NUMBERS, words_of(project(), "ru"))
    assert "Дублирующиеся записи" in [line.text for box in drawing.boxes for line in box.lines]


@pytest.mark.parametrize("numbers", ["included: {studies: 2}\n", "databases: 3\n", NUMBERS])
def test_the_name_of_a_phase_is_no_longer_than_its_bar(numbers: str) -> None:
    drawing = view(numbers, words_of(project(), "de"))
    assert all(phase.height >= len(phase.name) * LETTER for phase in drawing.phases)
    assert drawing.height >= max(phase.y + phase.height for phase in drawing.phases)


def test_after_a_colon_of_full_width_stands_no_further_mark() -> None:
    steps = [step for phase in view(NUMBERS, words_of(project(), "ja")).phases for step in phase.steps]
    assert steps[0].startswith("特定されたレコード： データベース (n")


def test_the_file_may_lie_beside_the_text() -> None:
    page = pages_of({**CODED, "content/data/prisma.yaml": NUMBERS})["index.html"]
    assert isinstance(page, HomePage)
    assert any(isinstance(part, FlowView) for part in page.body)


@pytest.mark.parametrize("path", ["data/a.yaml", "data/a.csv"])
def test_a_file_without_a_number_is_reported(path: str) -> None:
    text = "data,n\nscreened,xxx\n" if path.endswith(".csv") else "screened:\n"
    assert diagnostic_lines(read_flow(text, path)[1]) == [f"{path}:1:1 missing-value"]
    assert diagnostic_lines(read_flow("", "data/a.yaml")[1]) == ["data/a.yaml:1:1 missing-value"]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("records_screened: 5", "did you mean “screened”?"),
        ("records_excluded: 5", "did you mean “excluded”?"),
        ("reports_assessed_for_eligibility: 5", "did you mean “assessed”?"),
        ("included: 5", "write “included: {studies: 5}”."),
    ],
)
def test_the_words_of_prisma_lead_to_the_keys(line: str, hint: str) -> None:
    (told,) = read_flow(f"databases: 5\n{line}\n", "data/prisma.yaml")[1]
    assert told.hint == hint
