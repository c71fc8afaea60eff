"""The reading basket: kept in the browser, exported, and shared by link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from site_builder.build import build
from tests.projects import project
from tests.serving import serve_sites

SOURCES: dict[str, str | bytes] = {
    "content/10-a.md": "# A\n\n[@hall2017; @ito2020].",
    "content/studies/mora2014.md": "---\nretracted: true\n---\n",
    "content/studies/hall2017.md": '---\ntitle: "Risk &lt;img src=x onerror=alert(1)&gt;"\n---\n',
}
OPEN_STUDY = "studies/hall2017/index.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reviews on one host."""
    folder = tmp_path_factory.mktemp("host")
    for review in ("one", "two"):
        for path, data in build(project(SOURCES)).site.items():
            (folder / review / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / review / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    with serve_sites(site) as origin:
        yield origin


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def keep(page: Page, host: str, *slugs: str, review: str = "one") -> None:
    for slug in slugs:
        page.goto(f"{host}/{review}/studies/{slug}/index.html")
        page.click("#keep")


def listed(page: Page) -> list[str]:
    page.wait_for_load_state("networkidle")
    return [" ".join(text.split()) for text in page.locator("#kept-list li a").all_inner_texts()]


def test_without_a_script_the_page_says_what_a_basket_needs() -> None:
    site = build(project(SOURCES)).site
    basket = site[PurePosixPath("basket/index.html")].decode()
    assert "JavaScript" in basket
    assert 'href="../references.ris" download' in basket
    assert b"basket" not in site[PurePosixPath("sitemap.xml")]
    assert re.search(r'<li id="basket" hidden><a href="basket/index.html">', site[PurePosixPath("index.html")].decode())


def test_a_review_without_studies_has_no_basket() -> None:
    site = build(project({"content/index.md": "# A"}, "")).site
    assert not any(b"basket" in data for path, data in site.items() if path.suffix == ".html")


def test_a_study_is_put_in_and_taken_out(page: Page, host: str) -> None:
    page.goto(f"{host}/one/{OPEN_STUDY}")
    button, basket = page.locator("#keep"), page.locator("#basket")
    assert (button.inner_text(), basket.is_visible()) == ("Add to basket", False)
    button.click()
    assert (button.inner_text(), button.get_attribute("aria-pressed")) == ("In your basket", "true")
    assert basket.inner_text() == "Basket (1)"
    page.reload()
    assert button.inner_text() == "In your basket"
    button.click()
    assert (button.inner_text(), basket.is_visible()) == ("Add to basket", False)


def test_the_basket_lists_what_is_in_it_as_text(page: Page, host: str) -> None:
    keep(page, host, "ito2020", "hall2017")
    page.click("#basket a")
    page.wait_for_selector("#kept-list li")
    assert listed(page) == ["Ito et al. (2020)", "Hall (2017)"]
    assert page.locator("#kept-list li").nth(1).locator(".title").inner_text() == "Risk <img src=x onerror=alert(1)>"
    # “Download all” is for readers without a script: beside a basket it would seem to mean all that is in it.
    assert not page.locator("a[download]").first.is_visible()
    page.locator("#kept-list button").first.click()
    assert listed(page) == ["Hall (2017)"]
    page.click("#kept-list a")
    assert page.url == f"{host}/one/{OPEN_STUDY}"


def test_two_reviews_on_one_host_have_baskets_of_their_own(page: Page, host: str) -> None:
    keep(page, host, "ito2020")
    page.goto(f"{host}/two/basket/index.html")
    assert (listed(page), page.locator("#basket").is_visible()) == ([], False)
    assert page.locator("#kept-none").is_visible()


def test_other_tabs_see_what_changes(context: BrowserContext, page: Page, host: str) -> None:
    other = context.new_page()
    other.goto(f"{host}/one/basket/index.html")
    keep(page, host, "ito2020")
    other.wait_for_selector("#kept-list li")
    assert listed(other) == ["Ito et al. (2020)"]


@pytest.mark.parametrize("form", ["bib", "ris", "json"])
def test_the_basket_is_exported_in_every_form(page: Page, host: str, form: str) -> None:
    keep(page, host, "ito2020", "hall2017")
    page.goto(f"{host}/one/basket/index.html")
    with page.expect_download() as download:
        page.click(f"[data-form={form}]")
    assert download.value.suggested_filename == f"basket.{form}"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    if form == "json":
        assert [item["id"] for item in json.loads(text)] == ["ito2020", "hall2017"]
    else:
        start, end = {"bib": ("@article{", "\n"), "ris": ("TY  - JOUR", "ER  - \n")}[form]
        assert (text.count(start), text.endswith(end)) == (2, True)


def test_a_shared_basket_opens_without_touching_ones_own(page: Page, host: str) -> None:
    keep(page, host, "ito2020")
    page.goto(f"{host}/one/basket/index.html?studies=hall2017,mora2014")
    page.wait_for_selector("#kept-list li")
    assert listed(page) == ["Hall (2017)", "de la Mora (2014) [retracted]"]
    assert page.locator("#kept-list button").count() == 0
    assert page.locator("#basket").inner_text() == "Basket (1)"
    page.click("#kept-add")
    assert listed(page) == ["Ito et al. (2020)", "Hall (2017)", "de la Mora (2014) [retracted]"]
    assert page.url == f"{host}/one/basket/index.html"


def test_what_a_shared_link_names_and_nobody_knows_is_reported(page: Page, host: str) -> None:
    bad = "%3Cimg%20src=x%20onerror=alert(1)%3E"
    page.goto(f"{host}/one/basket/index.html?studies=hall2017,nobody1999,{bad},..%2F..%2Fx")
    page.wait_for_selector("#kept-unknown:not([hidden])")
    assert listed(page) == ["Hall (2017)"]
    assert page.locator("#kept-unknown").inner_text().endswith("<img src=x onerror=alert(1)>, ../../x, nobody1999")
    assert page.locator("main img").count() == 0


def test_a_link_shares_the_basket(page: Page, host: str) -> None:
    keep(page, host, "ito2020", "hall2017")
    page.goto(f"{host}/one/basket/index.html")
    page.click(".share button")
    page.wait_for_function("document.querySelector('.share [role=status]').textContent")
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared == f"{host}/one/basket/index.html?studies=ito2020,hall2017"


def test_the_basket_is_emptied(page: Page, host: str) -> None:
    keep(page, host, "ito2020", "hall2017")
    page.goto(f"{host}/one/basket/index.html")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#kept-clear")
    assert (listed(page), page.locator("#basket").is_visible()) == ([], False)
    expect(page.locator("#kept-none")).to_be_focused()


def test_from_a_folder_the_files_are_offered_one_by_one(page: Page, site: Path) -> None:
    keep(page, site.as_uri(), "ito2020")
    page.click("#basket a")
    assert listed(page) == ["Ito et al. (2020)"]
    page.click("[data-form=ris]")
    page.wait_for_selector("#kept-failed a")
    assert page.locator("#kept-failed a").get_attribute("href") == "../studies/ito2020/ito2020.ris"
    page.goto(f"{site.as_uri()}/one/basket/index.html?studies=hall2017")
    page.wait_for_selector("#kept-list li")
    assert page.locator("#kept-unread").is_visible()


def test_without_storage_nothing_breaks(browser: Browser, host: str) -> None:
    context = browser.new_context()
    refuse = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    context.add_init_script(refuse)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{host}/one/{OPEN_STUDY}")
    page.click("#keep")
    assert "stores nothing" in page.locator("#keep + [role=status]").inner_text()
    page.goto(f"{host}/one/basket/index.html")
    assert page.locator("#kept-unkept").is_visible()
    page.goto(f"{host}/one/basket/index.html?studies=hall2017")
    page.wait_for_selector("#kept-list li")
    page.click("#kept-add")
    assert page.locator("#kept-unkept").is_visible()
    assert errors == []
    context.close()


def test_texts_to_cite_are_copied(page: Page, host: str) -> None:
    page.goto(f"{host}/one/{OPEN_STUDY}")
    page.click("text=Copy BibTeX")
    page.wait_for_function("[...document.querySelectorAll('.cite [role=status]')].some((one) => one.textContent)")
    assert page.evaluate("navigator.clipboard.readText()").startswith("@article{hall2017")
    assert page.locator(".cite [role=status]").nth(1).inner_text() == "Copied"


def test_where_copying_fails_the_text_is_selected(browser: Browser, host: str) -> None:
    page = browser.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject()")
    page.goto(f"{host}/one/{OPEN_STUDY}")
    page.click("text=Copy the reference")
    assert page.evaluate("getSelection().toString()").startswith("Hall, W. J.")
    page.close()


def test_scripts_stay_small() -> None:
    site = build(project(SOURCES)).site
    size = {name: len(site[PurePosixPath(f"{name}.js")]) for name in ("keep", "basket")}
    assert size["keep"] <= 900
    assert size["basket"] <= 8000
