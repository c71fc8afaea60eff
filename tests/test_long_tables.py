"""Evidence tables of many rows in parts: every row once, and every way to a row and back."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from site_builder.build import Build, build
from site_builder.markdown.tables import evidence
from tests.projects import project

STUDIES = 11
BIBLIOGRAPHY = "".join(
    f"@book{{k{number:02}, author={{{letter}mann, Ann}}, title={{Title {letter}}}, year={{2001}}}}\n"
    for number, letter in enumerate("ABCDEFGHIJK")
)
CSV = "study,effect\n" + "".join(f"k{number:02},{number}.5\n" for number in range(STUDIES))
TABLE = "::: {#tbl-e .evidence-table file=data/e.csv}\nWhat they *found*, after @k10.\n\nBelow.\n:::\n"
SOURCES = {
    "content/index.md": "# Home\n\nSee @tbl-e.\n",
    "content/10-found.md": f"# Found\n\nBefore [@k00].\n\n{TABLE}\nAfter [@k01].\n",
    "data/e.csv": CSV,
}
PAGES = ("found/index.html", "found/page/2/index.html", "found/page/3/index.html")


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_ROWS", 4)


def page(built: Build, address: str) -> str:
    return built.site[PurePosixPath(address)].decode().partition("<main")[2]


def effects(text: str) -> list[str]:
    return re.findall(r'<td class="align-right">([\d.]+)</td>', text)


def listed(text: str) -> list[str]:
    return re.findall(r'<div id="ref-(\w+)"', text)


def test_every_row_is_on_one_page_and_all_of_them_in_print() -> None:
    built = build(project(SOURCES, BIBLIOGRAPHY))
    assert built.diagnostics == ()
    every = [f"{number}.5" for number in range(STUDIES)]
    assert [effects(page(built, address)) for address in PAGES] == [every[:4], every[4:8], every[8:]]
    assert effects(page(built, "print/index.html")) == every


@pytest.mark.parametrize("raw_html", ["sanitise", "refuse"])
def test_parts_are_the_same_whatever_becomes_of_raw_html(raw_html: str) -> None:
    allowed = build(project(SOURCES, BIBLIOGRAPHY))
    cleaned = build(project({**SOURCES, "review.yaml": f"raw_html: {raw_html}\n"}, BIBLIOGRAPHY))
    for address in PAGES:
        assert page(cleaned, address).replace('=""', "") == page(allowed, address).replace('=""', "")


def test_what_is_around_the_table_stays_on_the_text_s_own_page() -> None:
    own, second, third = (page(build(project(SOURCES, BIBLIOGRAPHY)), address) for address in PAGES)
    for words in ("Before", "Below.", "After"):
        assert words in own
        assert words not in second + third
    for part in (second, third):
        assert part.count("<h1>Found</h1>") == part.count("<table") == part.count("</table>") == 1
        assert ">e.csv</caption>" in part
        assert '<th scope="col">study</th>' in part


def test_a_caption_that_cites_nothing_is_said_again() -> None:
    text = SOURCES["content/10-found.md"].replace(", after @k10", "")
    built = build(project({**SOURCES, "content/10-found.md": text}, BIBLIOGRAPHY))
    assert ">What they found.</caption>" in page(built, PAGES[1])


def test_each_page_lists_the_works_that_it_cites() -> None:
    built = build(project(SOURCES, BIBLIOGRAPHY))
    own, second, third = (listed(page(built, address)) for address in PAGES)
    assert own == ["k00", "k01", "k02", "k03", "k10"]
    assert second == ["k04", "k05", "k06", "k07"]
    assert third == ["k08", "k09", "k10"]


def test_a_study_s_page_leads_to_the_very_row() -> None:
    built = build(project(SOURCES, BIBLIOGRAPHY))
    href = re.findall(r'href="(../../found/page/[^"]+)"', page(built, "studies/k05/index.html"))
    assert len(href) == 1
    address, _, anchor = href[0].removeprefix("../../").partition("#")
    assert f'id="{anchor}"' in page(built, address)


def test_the_table_leads_to_its_further_rows_and_these_to_one_another() -> None:
    own, second, third = (page(build(project(SOURCES, BIBLIOGRAPHY)), address) for address in PAGES)
    assert (
        '<td colspan="2">Further rows: <a href="page/2/index.html">Rows 5–8</a>; '
        '<a href="page/3/index.html">Rows 9–11</a></td>'
    ) in own
    assert '<a rel="prev" href="../../index.html">' in second
    assert '<a rel="next" href="../3/index.html">' in second
    assert '<a rel="prev" href="../2/index.html">' in third


def test_a_section_s_numbers_are_of_the_whole_text() -> None:
    own = page(build(project(SOURCES, BIBLIOGRAPHY)), PAGES[0])
    assert "11 studies cited" in own


def test_two_long_tables_of_a_text_share_its_further_pages() -> None:
    twice = {**SOURCES, "content/10-found.md": f"# Found\n\n{TABLE}\n::: {{.evidence-table file=data/e.csv}}\n:::\n"}
    built = build(project(twice, BIBLIOGRAPHY))
    assert built.diagnostics == ()
    found = [effects(page(built, PAGES[0].replace("index", f"page/{number}/index"))) for number in range(2, 6)]
    assert [len(rows) for rows in found] == [4, 3, 4, 3]
    assert len(effects(page(built, PAGES[0]))) == 8


@pytest.mark.parametrize(
    "further", [{"review.yaml": "citation_style: chicago-notes-bibliography"}, {"content/found/page/2.md": "# Two\n"}]
)
def test_a_table_stays_whole_where_its_citations_are_notes_or_its_address_is_taken(further: dict[str, str]) -> None:
    built = build(project({**SOURCES, **further}, BIBLIOGRAPHY))
    assert built.diagnostics == ()
    assert len(effects(page(built, PAGES[0]))) == STUDIES


def test_a_table_of_just_as_many_rows_is_not_split() -> None:
    rows = CSV.splitlines(keepends=True)
    built = build(project({**SOURCES, "data/e.csv": "".join(rows[:5])}, BIBLIOGRAPHY))
    assert PurePosixPath(PAGES[1]) not in built.site
    assert "Further rows" not in page(built, PAGES[0])
