"""The table of studies in parts: whole without scripts, and sorted, filtered and linked to as one in a browser."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Page, expect

from site_builder.build import build
from site_builder.files.writing import write_files
from site_builder.pages import divisions
from tests.browser.conftest import Visit
from tests.projects import project

STUDIES = 250
REVIEW = "title: A table\nfacets:\n  country: {label: Country}\n"
ROWS = "table.studies tbody tr"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    entries = (
        f"@book{{s{number:03}, author = {{Name{number:03}, A.}}, year = {{2009}}, title = {{É {number}}}}}\n"
        for number in range(STUDIES)
    )
    notes: dict[str, str | bytes] = {
        f"content/studies/s{number:03}.md": f"---\nfacets: {{country: {country}}}\n---\n"
        for number in range(STUDIES)
        for country in ["Kenya" if number % 50 == 9 else "Iran"]
    }
    with patch.object(divisions, "MOST", 100):
        built = build(project({"review.yaml": REVIEW, "content/index.md": "#", **notes}, "".join(entries)))
    assert built.diagnostics == ()
    write_files(built.site, folder)
    return folder


def names(page: Page) -> list[str]:
    return page.locator(f"{ROWS} th a").all_inner_texts()


def test_without_a_wish_to_sort_only_the_first_part_is_there(page: Page, site: Path) -> None:
    page.goto((site / "studies/index.html").as_uri())
    expect(page.locator(".further button")).to_have_text("Sort and filter all 250 studies")
    expect(page.locator(".table-filter")).to_have_count(0)
    assert len(names(page)) == len(set(names(page))) == 83


def test_one_press_makes_the_whole_table_sortable(page: Page, site: Path) -> None:
    page.goto((site / "studies/index.html").as_uri())
    page.locator(".further button").click()
    expect(page.locator("[role=status]")).to_have_text("250 of 250 studies")
    expect(page.locator(".further, [rel=next]")).to_have_count(0)
    expect(page.locator(".table-filter [name]").first).to_be_focused()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(f"{ROWS} th a").nth(100)).to_be_focused()
    assert len(set(names(page))) == STUDIES
    page.get_by_role("button", name="Study", exact=True).click()
    page.get_by_role("button", name="Study", exact=True).click()
    assert names(page)[0] == "Name249 (2009)"
    page.locator(f"{ROWS} th a").first.click()
    assert page.url == (site / "studies/s249/index.html").as_uri()


def test_the_address_of_a_filter_finds_studies_of_all_parts(page: Page, site: Path) -> None:
    page.goto((site / "studies/index.html").as_uri() + "?country=Kenya")
    expect(page.locator("[role=status]")).to_have_text("5 of 250 studies")
    assert [name[:7] for name in names(page)] == ["Name009", "Name059", "Name109", "Name159", "Name209"]


def test_without_scripts_every_part_is_a_table_that_leads_to_the_next(visit: Visit, site: Path) -> None:
    found: list[str] = []
    with visit(site.as_uri(), java_script_enabled=False) as reader:
        reader.page.goto((site / "studies/index.html").as_uri())
        for _ in range(3):
            found += names(reader.page)
            following = reader.page.locator("a[rel=next]")
            if following.count():
                following.click()
        assert reader.wrong == []
    assert len(found) == len(set(found)) == STUDIES


def test_every_part_leads_to_the_table_that_can_be_sorted(page: Page, site: Path) -> None:
    page.goto((site / "studies/page/3/index.html").as_uri())
    page.get_by_role("link", name="Sort and filter all 250 studies").click()
    expect(page.locator("[role=status]")).to_have_text("250 of 250 studies")
