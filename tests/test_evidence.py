"""Maps and charts: what they count, where they lead, how authors ask for them, and the pages that show them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.build import build
from site_builder.pages import Page
from site_builder.pages.charts import spans
from site_builder.pages.evidence import EvidencePage
from site_builder.pages.exhibits import BarChart, MapView
from site_builder.pages.maps import MOST_COLUMNS, MOST_ROWS
from site_builder.pages.sections import SectionPage
from site_builder.resolve import Axis, AxisValue
from tests.projects import diagnostic_lines, pages_of, project, resolved

MAP = "evidence-map/index.html"
SELECT = re.compile(r'<select name="([^"]+)">(.*?)</select>', re.DOTALL)
REVIEW = """\
facets:
  design: {label: Design, labels: {trial: Randomised trial, survey: Survey}}
  country: {label: Country, absent: [not stated]}
"""
CODED = {
    "review.yaml": REVIEW,
    "content/index.md": "# Home\n",
    "content/studies/hall2017.md": "---\nfacets: {design: trial, country: [Kenya, Uganda]}\nkeywords: [A]\n---\n",
    "content/studies/ito2020.md": "---\nfacets: {design: survey, country: not stated}\nkeywords: [A, B]\n---\n",
    "content/studies/mora2014.md": "---\nfacets: {country: Kenya}\nkeywords: [A]\n---\n",
}


def evidence(pages: dict[str, Page], address: str = MAP) -> EvidencePage:
    found = pages[address]
    assert isinstance(found, EvidencePage)
    return found


def counts(view: MapView) -> dict[str, list[int]]:
    return {row.head.label: [cell.count for cell in row.cells] for row in view.lines}


def exhibits(markdown: str, **sources: str) -> list[object]:
    """The maps and charts of a section."""
    page = pages_of({**CODED, "content/10-a.md": markdown, **sources})["a/index.html"]
    assert isinstance(page, SectionPage)
    return [part for part in page.body if isinstance(part, MapView | BarChart)]


# Maps


def test_a_map_counts_each_study_once_for_each_value_and_leads_to_them() -> None:
    view = evidence(pages_of(CODED)).map
    assert [head.label for head in view.heads] == ["Kenya", "Uganda", "Not stated"]
    assert counts(view) == {"Randomised trial": [1, 1, 0], "Survey": [0, 0, 1]}
    assert view.lines[0].cells[0].href == "../studies/index.html?design=trial&country=Kenya"
    assert [row.head.total.count for row in view.lines] == [1, 1]
    assert [(head.total.count, head.total.href) for head in view.heads] == [
        (2, "../studies/index.html?country=Kenya"),
        (1, "../studies/index.html?country=Uganda"),
        (1, "../studies/index.html?country=not%20stated"),
    ]
    assert (view.total.count, view.repeats, view.outside) == (3, True, 1)


def test_values_that_say_there_is_none_stand_apart_and_make_no_gaps() -> None:
    view = evidence(pages_of(CODED)).map
    assert [head.apart for head in view.heads] == [False, False, True]
    assert (view.gaps, view.combinations) == (2, 4)


def test_the_area_of_a_disc_is_the_count() -> None:
    values = {"hall2017": "a", "ito2020": "a", "mora2014": "c"}
    notes = {f"content/studies/{key}.md": f"---\nfacets: {{x: {x}, y: b}}\n---\n" for key, x in values.items()}
    view = evidence(pages_of({"review.yaml": "facets: {x: X, y: Y}", "content/index.md": "#", **notes})).map
    two, one = (float(row.cells[0].radius) for row in view.lines)
    assert [row.cells[0].count for row in view.lines] == [2, 1]
    assert two**2 == pytest.approx(2 * one**2, rel=0.02)


def test_years_are_an_axis_and_those_without_studies_are_shown() -> None:
    view = evidence(pages_of(CODED), "evidence-map/year-by-design/index.html").map
    assert counts(view) == {
        "2014": [0, 0], "2015": [0, 0], "2016": [0, 0], "2017": [1, 0], "2018": [0, 0], "2019": [0, 0], "2020": [0, 1]
    }  # fmt: skip
    assert view.lines[3].cells[0].href == "../../studies/index.html?year=2017&design=trial"


def test_of_very_many_values_the_most_frequent_are_shown() -> None:
    values = [f"v{number}" for number in range(60)]
    notes = {
        "content/studies/hall2017.md": f"---\nfacets: {{x: [{', '.join(values)}], y: [{', '.join(values)}]}}\n---\n",
        "content/studies/ito2020.md": "---\nfacets: {x: v59, y: v59}\n---\n",
    }
    view = evidence(pages_of({"review.yaml": "facets: {x: X, y: Y}", "content/index.md": "#", **notes})).map
    assert (len(view.lines), len(view.heads)) == (MOST_ROWS, MOST_COLUMNS)
    assert "V59" in counts(view)
    assert [(cut.label, cut.shown, cut.others) for cut in view.cut] == [("X", 40, 20), ("Y", 20, 40)]


CODES = st.lists(st.sampled_from(["a", "b", "c d", "ä"]), unique=True, max_size=3)


@given(st.tuples(*(st.tuples(CODES, CODES) for _ in range(3))))
@settings(max_examples=20)
def test_a_cell_counts_what_its_link_filters(coded: tuple[tuple[list[str], list[str]], ...]) -> None:
    codings = dict(zip(("hall2017", "ito2020", "mora2014"), coded, strict=True))
    notes = {f"content/studies/{key}.md": f"---\nfacets: {{x: {x}, y: {y}}}\n---\n" for key, (x, y) in codings.items()}
    pages = pages_of({"review.yaml": "facets: {x: X, y: Y}", "content/index.md": "#", **notes})
    if MAP not in pages:
        return
    for row in evidence(pages).map.lines:
        for cell in (*row.cells, row.head.total):
            wanted = parse_qsl(cell.href.partition("?")[2])
            found = [all(value in {"x": x, "y": y}[axis] for axis, value in wanted) for x, y in coded]
            assert cell.count == (sum(found) if wanted else 0)


# Charts


def test_a_chart_has_the_most_frequent_first_and_what_is_absent_last() -> None:
    (chart,) = exhibits("::: {.chart of=country}\n:::")
    assert isinstance(chart, BarChart)
    assert [(bar.label, bar.count, bar.apart) for bar in chart.bars] == [
        ("Kenya", 2, False),
        ("Uganda", 1, False),
        ("Not stated", 1, True),
    ]
    assert chart.bars[0].href == "../studies/index.html?country=Kenya"


def test_a_chart_of_years_has_those_without_studies_too() -> None:
    (chart,) = exhibits("::: {.chart of=year}\n:::")
    assert isinstance(chart, BarChart)
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("2014", 1), ("2015", 0), ("2016", 0), ("2017", 1), ("2018", 0), ("2019", 0), ("2020", 1)
    ]  # fmt: skip


def test_a_chart_of_keywords_leads_to_their_pages() -> None:
    (chart,) = exhibits("::: {.chart of=keyword}\n:::")
    assert isinstance(chart, BarChart)
    assert [(bar.label, bar.count, bar.href) for bar in chart.bars] == [
        ("A", 3, "../keywords/a/index.html"),
        ("B", 1, "../keywords/b/index.html"),
    ]


@pytest.mark.parametrize(
    ("years", "most", "expected"),
    [
        ([2017], 5, ["2017"]),
        ([2014, 2016], 5, ["2014", "2015", "2016"]),
        ([2013, 2020], 5, ["2012-2013", "2014-2015", "2016-2017", "2018-2019", "2020-2021"]),
        ([8, 2020], 3, ["0-999", "1000-1999", "2000-2999"]),
        ([], 5, []),
    ],
)
def test_years_become_spans_where_they_are_too_many(years: list[int], most: int, expected: list[str]) -> None:
    found = spans(Axis("year", "year", tuple(AxisValue(str(year), str(year), 1) for year in years)), most)
    assert [span.name for span in found] == expected


# In the text


def test_a_map_is_in_the_text() -> None:
    (view,) = exhibits("::: {.evidence-map rows=country columns=design}\nMy caption.\n:::")
    assert isinstance(view, MapView)
    assert (view.rows, view.columns) == ("Country", "Design")


def test_a_map_by_what_no_study_is_coded_by_says_so() -> None:
    bare = {"review.yaml": REVIEW + "  level: Level\n"}
    (chart,) = exhibits("::: {.evidence-map rows=level columns=design}\n:::", **bare)
    assert chart == BarChart("", "", ())


@pytest.mark.parametrize(
    ("markdown", "expected", "hint"),
    [
        ("::: {.evidence-map rows=contry columns=design}\n:::", "3:20 unknown-facet", "did you mean “country”?"),
        ("::: {.chart of=keywords}\n:::", "3:13 unknown-facet", "did you mean “keyword”?"),
        ("::: {.evidence-map columns=design}\n:::", "3:1 missing-value", "add rows=NAME to its attributes"),
        ("::: {.evidence-map rows=year columns=year}\n:::", "3:30 missing-value", "name another facet"),
        ("::: chart\n:::", "3:1 missing-value", "add of=NAME to its attributes; the names are: design, country, year"),
    ],
)
def test_an_unknown_axis_is_reported_at_its_place(markdown: str, expected: str, hint: str) -> None:
    built = build(project({**CODED, "content/10-a.md": f"# A\n\n{markdown}"}))
    (found,) = built.diagnostics
    assert diagnostic_lines((found,)) == [f"content/10-a.md:{expected}"]
    assert found.hint.startswith(hint)
    assert PurePosixPath("a/index.html") in built.site


# Pages


def test_every_pair_of_axes_has_a_page_and_the_main_one_leads_to_all() -> None:
    pages = pages_of(CODED)
    maps = [address for address in pages if address.startswith("evidence-map/")]
    assert maps == [
        MAP,
        "evidence-map/design-by-year/index.html",
        "evidence-map/country-by-design/index.html",
        "evidence-map/country-by-year/index.html",
        "evidence-map/year-by-design/index.html",
        "evidence-map/year-by-country/index.html",
    ]
    linked = [link for line in evidence(pages).others for link in line.links]
    assert [link.current for link in linked] == [True, *[False] * 5]
    assert len({link.href for link in linked}) == 6
    assert [section.id for section in evidence(pages).charts] == ["by-year", "by-design", "by-country", "by-keyword"]
    other = evidence(pages, "evidence-map/country-by-year/index.html")
    assert (other.charts, other.main_href) == ((), "../index.html")


def test_review_yaml_says_which_map_is_the_main_one() -> None:
    pages = pages_of({**CODED, "review.yaml": REVIEW + "evidence_map: {rows: year, columns: design}\n"})
    assert (evidence(pages).map.rows, evidence(pages).map.columns) == ("Year", "Design")
    assert "evidence-map/design-by-country/index.html" in pages


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("{rows: contry, columns: design}", ["review.yaml:4:22 unknown-facet"]),
        ("{rows: design, columns: design}", ["review.yaml:4:39 missing-value"]),
        ("{rows: design}", ["review.yaml:4:15 missing-value"]),
    ],
)
def test_a_main_map_of_no_two_facets_is_reported(setting: str, expected: list[str]) -> None:
    review, wrong = resolved({**CODED, "review.yaml": f"{REVIEW}evidence_map: {setting}\n"})
    assert wrong == expected
    assert next(iter(review.maps)) == ("design", "country")


def test_studies_coded_by_one_facet_have_no_map() -> None:
    pages = pages_of({"content/index.md": "#", "content/studies/hall2017.md": "---\nfacets: {x: 1}\n---\n"})
    assert MAP not in pages
    assert "Evidence map" not in [link.label for link in pages["index.html"].frame.menu]
    assert "Evidence map" in [link.label for link in pages_of(CODED)["index.html"].frame.menu]


def test_facets_with_names_that_the_table_needs_itself_go_by_another() -> None:
    sources = {
        "review.yaml": "facets: {year: Year of the survey, q: Quality, 'a/b': One, 'a b': Two}",
        "content/index.md": "See [maps](/evidence-map/facet-q-by-facet-year/).",
        "content/studies/hall2017.md": "---\nfacets: {year: 1999, q: good, 'a/b': 1, 'a b': 2}\n---\n",
    }
    built = build(project(sources))
    assert built.diagnostics == ()
    pages = pages_of(sources)
    assert evidence(pages).map.lines[0].cells[0].href == "../studies/index.html?facet-year=1999&facet-q=good"
    assert "evidence-map/a-b-by-a-b-2/index.html" in pages
    assert '<select name="facet-year">' in built.site[PurePosixPath("studies/index.html")].decode()


def test_every_link_to_the_table_finds_its_filter_there() -> None:
    site = build(project({**CODED, "content/10-a.md": "::: {.chart of=country}\n:::"})).site
    table = site[PurePosixPath("studies/index.html")].decode()
    lists = {name: re.findall(r'<option value="([^"]+)', text) for name, text in re.findall(SELECT, table)}
    for path in site:
        if path.suffix == ".html":
            for query in re.findall(r'href="[^"]*studies/index\.html\?([^"]+)', site[path].decode()):
                for name, value in parse_qsl(query.replace("&amp;", "&")):
                    assert name == "year" or value in lists[name], f"{path}: {query}"
