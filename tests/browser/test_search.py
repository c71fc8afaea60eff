"""The search as a reader meets it: typed into, narrowed, linked to, opened over a page, and done without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from site_builder.build import build
from site_builder.files.writing import write_files
from site_builder.search import make_index, parts
from tests.projects import project
from tests.serving import serve_sites

WORDS = "Whales sing. " * 40
REVIEW: dict[str, str | bytes] = {
    "review.yaml": "title: A review\ndoi: 10.1000/182",
    "content/index.md": "Opening words.",
    "content/10-methods.md": f"# Methods\n\nIn PubMed. How @hall2017 listens.\n\n## Whales {{#whales}}\n\n{WORDS}",
    "content/20-results.md": f"# Results\n\nA <b>bold</b> \\<i>whale\\</i> for @ito2020.\n\n{WORDS}",
    "content/studies/hall2017.md": "---\nkeywords: [Stigma]\n---\nOn whales.",
    **{f"content/{number}-more.md": f"# Part {number}\n\nA walrus." for number in range(30, 45)},
}
PAGEFIND = "/pagefind/"


@dataclass(frozen=True)
class Place:
    address: str
    folder: Path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The site on a server, below a folder of it."""
    root = tmp_path_factory.mktemp("served")
    site = build(project(REVIEW)).site
    index, problems = make_index(site)
    if problems:
        pytest.skip(str(problems[0]))
    write_files({**site, **index}, root / "review")
    with serve_sites(root) as origin:
        yield Place(f"{origin}/review", root / "review")


@pytest.fixture(scope="module")
def divided(place: Place) -> Place:
    """The same site with an index in parts."""
    site = build(project(REVIEW)).site
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parts, "PAGES", 5)
        index, _ = make_index(site)
    assert PurePosixPath("pagefind/4/pagefind-entry.json") in index
    write_files({**site, **index}, place.folder.parent / "divided")
    return Place(place.address.replace("/review", "/divided"), place.folder.parent / "divided")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def titles(page: Page) -> list[str]:
    return page.locator(".results li > a").all_inner_texts()


def test_words_are_found_as_they_are_typed_and_narrowed(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/search/")
    status = page.locator("[role=status]")
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.type("whales")
    expect(status).to_have_text("Results: 4")
    assert sorted(titles(page)) == ["A survey of sleep", "Methods", "Results", "Risk and protection"]
    expect(page).to_have_url(f"{place.address}/search/?q=whales")
    page.locator("[name=kind]").select_option("study")
    expect(status).to_have_text("Results: 2")
    assert sorted(page.locator(".results .note").all_inner_texts()) == [
        "Study · Hall (2017)",
        "Study · Ito et al. (2020)",
    ]
    keywords = page.locator("[name=keyword]").locator("option:not([hidden])")
    assert keywords.all_inner_texts() == ["all", "Stigma (1)", "Youth (1)"]
    assert page.locator("[name=kind]").locator("option:not([hidden])").all_inner_texts() == [
        "all",
        "Section (2)",
        "Study (2)",
    ]
    page.locator("[name=to]").fill("2019")
    expect(status).to_have_text("Results: 1")
    page.locator("[name=from]").fill("2018")
    expect(status).to_have_text("Nothing was found.")
    page.locator("[name=from]").fill("2017")
    expect(status).to_have_text("Results: 1")
    page.locator(".results a").first.click()
    expect(page).to_have_url(f"{place.address}/studies/hall2017/index.html")


@pytest.mark.parametrize("query", ["blockchain", "zzzzqq", "whales blockchain"])
def test_a_word_that_no_page_has_finds_nothing(page: Page, place: Place, query: str) -> None:
    """Pagefind takes ever less of its beginning, until some page has that."""
    page.goto(f"{place.address}/search/?q={query}")
    expect(page.locator("[role=status]")).to_have_text("Nothing was found.")
    assert titles(page) == []


@pytest.mark.parametrize("query", ["WHALE", "listened", "med", "pubmed", "“whales sing”", "«whales sing»", "whalé"])
def test_other_forms_and_quotation_marks_of_any_language_find_what_is_there(
    page: Page, place: Place, query: str
) -> None:
    page.goto(f"{place.address}/search/?q={query}")
    expect(page.locator("[role=status]")).to_contain_text("Results: ")
    assert "Methods" in titles(page)


@pytest.mark.parametrize(
    "query",
    ["10.1000/hall", "10.1000/HA", "doi:10.1000/Hall.", "https://doi.org/10.1000/hall", "Hall. DOI 10.1000/hall"],
)
def test_a_doi_finds_its_study_and_nothing_else(page: Page, place: Place, query: str) -> None:
    page.goto(f"{place.address}/search/?q={query}")
    expect(page.locator("[role=status]")).to_have_text("Results: 1")
    assert titles(page) == ["Risk and protection"]


def test_the_review_is_found_by_its_own_doi(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/search/?q=https://doi.org/10.1000/182")
    expect(page.locator("[role=status]")).to_have_text("Results: 1")


@pytest.mark.parametrize("query", ["10.1000/hill", "hall 10.1000/12"])
def test_a_doi_that_no_page_has_finds_nothing(page: Page, place: Place, query: str) -> None:
    page.goto(f"{place.address}/search/?q={query}")
    expect(page.locator("[role=status]")).to_have_text("Nothing was found.")


def test_a_search_can_be_linked_to(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/search/?keyword=Stigma&from=2010")
    expect(page.locator("[role=status]")).to_have_text("Results: 1")
    assert page.locator("[name=keyword]").input_value() == "Stigma"
    page.goto(f"{place.address}/search/?keyword=Stigma&from=731&to=10000")
    expect(page.locator("[role=status]")).to_have_text("Results: 1")
    page.goto(f"{place.address}/search/?q=%22whales+sing%22")
    expect(page.locator("[role=status]")).to_have_text("Results: 2")


def test_results_lead_to_headings_and_show_the_words_of_the_page_as_text(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/search/?q=whales&kind=section")
    heading = page.locator(".results a", has_text="Whales")
    expect(heading).to_have_attribute("href", "/review/methods/index.html#whales")
    page.goto(f"{place.address}/search/?q=bold")
    excerpt = page.locator(".results li > p").first
    expect(excerpt).to_contain_text("A bold <i>whale</i>")
    assert excerpt.locator("mark").all_inner_texts() == ["bold"]


def test_more_results_come_when_asked_for(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/search/?q=walrus")
    expect(page.locator("[role=status]")).to_have_text("Results: 15")
    assert len(titles(page)) == 10
    page.get_by_role("button", name="More results").click()
    expect(page.locator(".results li")).to_have_count(15)
    expect(page.locator(".results li").nth(10).locator("a")).to_be_focused()
    expect(page.get_by_role("button", name="More results")).to_be_hidden()


def test_slash_opens_the_search_over_any_page_and_escape_leads_back(page: Page, place: Place) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{place.address}/methods/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if PAGEFIND in url or "search.js" in url]
    link = page.get_by_role("link", name="Keywords", exact=True)
    link.focus()
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.locator("[name=q]")).to_be_focused()
    page.keyboard.type("whales")
    expect(dialog.locator("[role=status]")).to_have_text("Results: 4")
    page.keyboard.press("ArrowDown")
    expect(dialog.locator(".results a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(dialog.locator("[name=q]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("/")
    expect(dialog.locator("[name=q]")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{place.address}/search/index.html?q=whales")
    expect(page.locator("[role=status]")).to_have_text("Results: 4")
    assert any(PAGEFIND in url for url in asked)


def test_a_dialog_makes_way_for_a_place_of_its_page(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/methods/index.html")
    page.keyboard.press("/")
    page.get_by_role("dialog").locator("[name=q]").fill("whales")
    page.get_by_role("dialog").get_by_role("link", name="Whales").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url(f"{place.address}/methods/index.html#whales")


def test_slash_can_be_turned_off_and_is_a_letter_where_one_types(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/search/")
    page.locator("[name=q]").fill("a")
    page.keyboard.press("/")
    expect(page.locator("[name=q]")).to_have_value("a/")
    page.get_by_label("does nothing").check()
    page.goto(f"{place.address}/methods/")
    page.keyboard.press("/")
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("dialog").count() == 0


def test_without_scripts_or_from_a_file_the_lists_are_offered(browser: Browser, place: Place) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{place.address}/search/")
        assert page.locator("form").is_hidden()
        assert "Searching needs JavaScript." in page.locator("main").inner_text()
        assert page.locator("main").get_by_role("link", name="Studies").is_visible()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((place.folder / "methods/index.html").as_uri())
        page.keyboard.press("/")
        page.wait_for_url("**/search/index.html")
        expect(page.locator("[role=status]")).to_contain_text("needs a web server")
        assert page.locator("form").is_hidden()
        assert page.locator("main").get_by_role("link", name="Keywords").is_visible()


def test_without_an_index_the_page_says_so(page: Page, place: Place) -> None:
    page.route(f"**{PAGEFIND}**", lambda route: route.fulfill(status=404))
    page.goto(f"{place.address}/search/")
    expect(page.locator("[role=status]")).to_have_text("This site has no search index.")
    assert page.locator("main").get_by_role("link", name="Studies").is_visible()


def test_a_strict_content_policy_is_no_hindrance(page: Page, place: Place) -> None:
    def strictly(route: Route) -> None:
        answer = route.fetch()
        policy = {"content-security-policy": "default-src 'self'"}
        route.fulfill(response=answer, headers={**answer.headers, **policy})

    page.route("**/search/*", strictly)
    page.goto(f"{place.address}/search/?q=whales")
    expect(page.locator("[role=status]")).to_have_text("Results: 4")


@pytest.mark.parametrize("query", ["q=whales", "kind=study", "from=2015&kind=study", "q=whales&keyword=Youth"])
def test_an_index_in_parts_is_searched_as_one(page: Page, place: Place, divided: Place, query: str) -> None:
    found = []
    for whole in (place, divided):
        page.goto(f"{whole.address}/search/?{query}")
        expect(page.locator("[role=status]")).to_have_text(re.compile(r"Results: [1-9]"))
        counts = page.locator("[name=kind], [name=keyword]").locator("option").all_inner_texts()
        found.append((page.locator("[role=status]").inner_text(), sorted(titles(page)), counts))
    assert found[0] == found[1]
