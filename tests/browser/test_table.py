"""The table of studies in a browser: sorted, filtered, linked to, paged, printed and taken away."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_builder.build import build
from site_builder.files.writing import write_files
from tests.browser.conftest import Visit
from tests.projects import project

STUDIES = 150
DESIGNS = ("trial", "survey", "=cohort")
COUNTRIES = ("Kenya", "Österreich", "Iran, Islamic Republic of")
REVIEW = """\
title: A table
facets:
  design: {label: Design, labels: {trial: Randomised trial}}
  country: {label: Country, absent: [not stated]}
"""
ROWS = "table.studies tbody tr"
YEARS = "rows => rows.map(row => row.cells[1].textContent)"


def entry(number: int) -> str:
    year = f"year = {{{2000 + number % 20}}}," if number else "year = {in press},"
    return f"@article{{s{number:03}, author = {{Name{number:03}, Ann}}, {year} title = {{Étude {number}}}}}\n"


def note(number: int) -> str:
    countries = [country for at, country in enumerate(COUNTRIES) if number % (at + 2) == 0] or ["not stated"]
    coded = f"design: {DESIGNS[number % 3]!r}, country: {countries}"
    return f"---\nfacets: {{{coded}}}\nfacts: [{{field: sample, value: '{number * 37:,} people'}}]\n---\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    notes: dict[str, str | bytes] = {f"content/studies/s{number:03}.md": note(number) for number in range(STUDIES)}
    built = build(
        project({"review.yaml": REVIEW, "content/index.md": "#", **notes}, "".join(map(entry, range(STUDIES))))
    )
    write_files(built.site, folder)
    return folder


def show(page: Page, site: Path, query: str = "") -> None:
    page.goto((site / "studies/index.html").as_uri() + query)


def status(page: Page) -> str:
    return page.locator("[role=status]").inner_text()


def years(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(ROWS, YEARS)
    return found


def head(page: Page, key: str) -> str | None:
    return page.locator(f"th[data-key={key}]").get_attribute("aria-sort")


def coded(number: int, design: str = "", country: str = "") -> bool:
    return design in ("", DESIGNS[number % 3]) and (not country or number % (COUNTRIES.index(country) + 2) == 0)


def test_without_a_script_the_whole_table_is_there(visit: Visit, site: Path) -> None:
    with visit(site.as_uri(), java_script_enabled=False) as reader:
        show(reader.page, site)
        assert reader.page.locator(ROWS).count() == STUDIES
        assert reader.page.locator("main :is(form, button, [role=status]):visible").count() == 0


def test_a_head_sorts_up_down_and_back(page: Page, site: Path) -> None:
    show(page, site)
    before = years(page)[:100]
    button = page.get_by_role("button", name="Year", exact=True)
    button.click()
    page.get_by_role("button", name="Show all").click()
    up = years(page)
    assert (up, head(page, "year")) == (sorted(up), "ascending")
    button.click()
    assert head(page, "year") == "descending"
    assert years(page)[:8] == ["in press"] + ["2019"] * 7
    button.click()
    assert (years(page), head(page, "year")) == (before, None)


def test_numbers_sort_as_numbers_and_names_as_the_language_has_them(page: Page, site: Path) -> None:
    show(page, site, "?sort=-sample")
    assert page.locator(ROWS).first.locator("td").nth(3).inner_text() == f"{149 * 37:,} people"
    show(page, site, "?sort=country")
    page.get_by_role("button", name="Show all").click()
    shown = page.eval_on_selector_all(ROWS, "rows => rows.map(row => row.cells[3].textContent)")
    assert shown.index("Not stated") < shown.index("Österreich") < len(shown) - 1


def test_filters_count_and_are_in_the_address(page: Page, site: Path) -> None:
    show(page, site)
    assert status(page) == "150 of 150 studies"
    page.get_by_label("Design").select_option("trial")
    expected = sum(coded(number, "trial") for number in range(STUDIES))
    assert status(page) == f"{expected} of 150 studies"
    page.wait_for_url("**?design=trial")
    both = sum(coded(number, "trial", COUNTRIES[2]) for number in range(STUDIES))
    assert f"Iran, Islamic Republic of ({both})" in page.get_by_label("Country").inner_text()
    assert (
        f"Survey ({sum(coded(number, 'survey') for number in range(STUDIES))})"
        in page.get_by_label("Design").inner_text()
    ), "what another choice in the same list would show"
    page.get_by_label("Country").select_option(COUNTRIES[2])
    assert status(page) == f"{both} of 150 studies"
    page.wait_for_url(re.compile(r"design=trial&country=Iran%2C\+Islamic\+Republic\+of"))
    page.reload()
    assert status(page) == f"{both} of 150 studies"
    page.get_by_role("button", name="Clear").click()
    assert status(page) == "150 of 150 studies"
    page.wait_for_url("**/index.html")


def test_text_and_years_filter_too(page: Page, site: Path) -> None:
    show(page, site)
    page.get_by_label("Search in the table").fill("etude name00")
    assert status(page) == "10 of 150 studies"
    page.get_by_label("Year from").fill("2003")
    page.get_by_label("Year to").fill("2005")
    assert status(page) == "3 of 150 studies"
    page.wait_for_url("**?q=etude+name00&year=2003-2005")
    page.get_by_label("Year to").fill("2003")
    page.wait_for_url("**&year=2003")


def test_back_and_forward_find_the_table_as_it_was(page: Page, site: Path) -> None:
    show(page, site)
    page.get_by_label("Design").select_option("survey")
    page.get_by_role("button", name="Year", exact=True).click()
    page.wait_for_url("**?design=survey&sort=year")
    said = status(page)
    first = page.locator(ROWS).first.inner_text()
    page.locator(f"{ROWS} a").first.click()
    page.wait_for_url("**/s*/index.html")
    page.go_back()
    assert (status(page), page.locator(ROWS).first.inner_text()) == (said, first)
    assert page.get_by_label("Design").input_value() == "survey"
    assert head(page, "year") == "ascending"


def test_what_an_address_does_not_mean_is_left_alone(page: Page, site: Path) -> None:
    show(page, site, "?design=none&x=1&year=abc&sort=y")
    assert status(page) == "150 of 150 studies"


def test_where_addresses_of_files_cannot_change_the_state_is_after_a_hash(page: Page, site: Path) -> None:
    page.add_init_script("history.replaceState = () => { throw new Error('not here') }")
    show(page, site)
    page.get_by_label("Design").select_option("survey")
    page.wait_for_url("**#?design=survey")
    page.reload()
    assert status(page) == "50 of 150 studies"


def test_many_rows_come_by_the_hundred(page: Page, site: Path) -> None:
    show(page, site)
    assert page.locator(ROWS).count() == 100
    page.get_by_role("button", name="Show 100 more").click()
    assert page.locator(ROWS).count() == 150
    assert page.get_by_role("button", name="Show all").is_hidden()
    page.get_by_label("Design").select_option("survey")
    assert page.locator(ROWS).count() == 50


def test_paper_has_every_row_and_says_what_is_filtered_by(page: Page, site: Path) -> None:
    show(page, site, "?country=not+stated&year=2001-2019&q=name")
    page.emulate_media(media="print")
    assert page.locator(".on-paper").inner_text() == "“name”; Country: Not stated; Year: 2001–2019"
    assert page.locator(".table-filter").is_hidden()
    show(page, site)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(ROWS).count() == 150
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(ROWS).count() == 100


def test_what_is_shown_can_be_taken_away_as_csv(page: Page, site: Path) -> None:
    show(page, site, "?country=Kenya&sort=-year")
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download these as CSV").click()
    data = Path(downloaded.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 76
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == ["Study", "Title", "Year", "Design", "Country", "Sample", "Cited", "page"]
    assert rows[1][0] == "Name018 (2018)"
    assert rows[1][5:] == [f"{18 * 37} people", "0", "studies/s018/"]
    assert {row[3] for row in rows} == {"Randomised trial", "Survey", "'=cohort"}
    assert {row[4] for row in rows} >= {"Kenya; Iran, Islamic Republic of", "Kenya; Österreich"}


def test_facets_may_have_the_names_of_a_forms_own_properties_and_values_with_two_spaces(
    visit: Visit, tmp_path: Path
) -> None:
    coded: dict[str, str | bytes] = {
        f"content/studies/{key}.md": f'---\nfacets: {{elements: "{value}", querySelectorAll: x}}\n---\n'
        for key, value in (("hall2017", "big  fire"), ("ito2020", "water"))
    }
    write_files(build(project({"review.yaml": "facets: [elements, querySelectorAll]", **coded})).site, tmp_path)
    with visit(tmp_path.as_uri()) as reader:
        show(reader.page, tmp_path)
        reader.page.get_by_label("Elements").select_option("big  fire")
        assert (status(reader.page), reader.wrong) == ("1 of 3 studies", [])
        assert "Big fire (1)" in reader.page.get_by_label("Elements").inner_text()


def test_each_number_of_a_map_leads_to_so_many_rows(page: Page, site: Path) -> None:
    page.goto((site / "evidence-map/index.html").as_uri())
    links = page.eval_on_selector_all(
        "main a[href*='?']", "links => links.map(link => [link.getAttribute('href'), link.getAttribute('aria-label')])"
    )
    cells = {href: int(label.split()[0]) for href, label in links if label}
    assert len(cells) == 16
    for href, count in cells.items():
        page.goto((site / "evidence-map").as_uri() + "/" + href)
        assert status(page) == f"{count} of 150 studies", href


def test_a_long_name_stays_in_its_column_on_a_telephone(visit: Visit, tmp_path: Path) -> None:
    entry = "@misc{a, author = {{Weltgesundheitsorganisationsabteilung}}, title = {T}, year = 2010}"
    home = tmp_path / "site"
    write_files(build(project({"review.yaml": REVIEW, "content/index.md": "# Home\n"}, entry)).site, home)
    with visit(home.as_uri(), viewport={"width": 360, "height": 640}) as reader:
        reader.page.goto((home / "studies/index.html").as_uri())
        cell = reader.page.locator("table.studies tbody th")
        assert cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth")
