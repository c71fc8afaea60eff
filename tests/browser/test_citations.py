"""A citation under the finger and the way back to it: by mouse, by keyboard and by touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Reader, Visit
from tests.sites import BuiltSite

MARK = "#cited:popover-open"
PLACE = "element => { const box = element.getBoundingClientRect(); return [box.left, innerHeight - box.bottom]; }"


@pytest.fixture
def reader(visit: Visit, sites: Mapping[str, BuiltSite]) -> Iterator[Reader]:
    site = sites["repo"]
    with visit(site.base_url, viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as reader:
        reader.page.goto(site.served(site.kinds["section.html"][0]))
        yield reader
    assert reader.wrong == []


def citation(reader: Reader) -> Locator:
    """One whose study has facts to show."""
    entries = reader.page.locator("[role=listitem]:has(.about) > .csl-entry").evaluate_all(
        "all => all.map(one => one.id)"
    )
    known = ", ".join(f"main p .citation a[data-entry='{entry}']" for entry in entries)
    return reader.page.locator(known).first


def expect_the_work(reader: Reader, link: Locator) -> None:
    shown = reader.page.locator(MARK)
    expect(shown).to_be_visible()
    entry = reader.page.locator(f"[role=listitem]:has([id='{link.get_attribute('data-entry')}'])")
    for part in (".about", ".about .note", ".entry-links a"):
        expect(shown.locator(part).first).to_be_visible()
        expect(shown.locator(part).first).to_have_text(entry.locator(part).first.text_content() or "?")
    assert (entry.text_content() or "").strip()[:40] in (shown.text_content() or "")


def test_a_pointer_that_rests_on_a_citation_shows_what_is_cited(reader: Reader) -> None:
    link = citation(reader)
    link.hover()
    expect_the_work(reader, link)
    reader.page.locator(f"{MARK} .entry-links a").first.hover()
    reader.page.wait_for_timeout(500)
    expect(reader.page.locator(MARK)).to_be_visible()
    reader.page.mouse.move(2, 2)
    expect(reader.page.locator(MARK)).to_have_count(0)


def test_the_number_of_an_entry_is_not_shown_beside_its_citation(reader: Reader) -> None:
    numbered = '<div class="csl-left-margin">[1]</div><div class="csl-right-inline">Ash</div>'
    link = citation(reader)
    entry = f"[id='{link.get_attribute('data-entry')}']"
    reader.page.locator(entry).evaluate("(entry, html) => { entry.innerHTML = html; }", numbered)
    link.hover()
    shown = reader.page.locator(MARK)
    expect(shown.locator(".csl-left-margin")).to_be_hidden()
    starts = [
        shown.locator(part).evaluate("one => one.getBoundingClientRect().left")
        for part in (".csl-right-inline", ".about")
    ]
    assert starts[0] == starts[1]


def test_the_keyboard_shows_what_is_cited_and_goes_back(reader: Reader) -> None:
    link = citation(reader)
    link.focus()
    expect_the_work(reader, link)
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("() => document.querySelector('#cited').contains(document.activeElement)")
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator(MARK)).to_have_count(0)
    expect(link).to_be_focused()


def test_a_finger_shows_what_is_cited_at_the_foot_of_a_telephone(visit: Visit, sites: Mapping[str, BuiltSite]) -> None:
    site = sites["repo"]
    address = site.served(site.kinds["section.html"][0])
    with visit(site.base_url, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as reader:
        reader.page.goto(address)
        link = citation(reader)
        link.tap()
        expect_the_work(reader, link)
        assert reader.page.url == address
        assert reader.page.locator(MARK).evaluate(PLACE) == [0, 0]
        reader.page.locator("h1").tap()
        expect(reader.page.locator(MARK)).to_have_count(0)


def test_who_comes_back_finds_the_sentence_marked(reader: Reader) -> None:
    address = reader.page.url
    link = citation(reader)
    link.click()
    expect(reader.page).not_to_have_url(address)
    reader.page.go_back()
    expect(reader.page).to_have_url(f"{address}#{citation(reader).get_attribute('id')}")
    sentence = reader.page.locator(".sentence, tr").filter(has=reader.page.locator(":target"))
    assert sentence.evaluate("element => getComputedStyle(element).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_row_that_is_led_to_is_marked_from_end_to_end(visit: Visit, sites: Mapping[str, BuiltSite]) -> None:
    site = sites["golden"]
    with visit(site.base_url) as reader:
        reader.page.goto(f"{site.base_url}/gaps/#cite-3")
        cells = reader.page.locator("tr:has(:target) > *")
        colours = cells.evaluate_all("all => all.map(cell => getComputedStyle(cell).backgroundColor)")
        assert len(colours) > 1
        assert len(set(colours)) == 1


def test_who_arrives_at_a_citation_sees_the_text_about_it(reader: Reader) -> None:
    id_ = citation(reader).get_attribute("id")
    # By a link of another page, and by one of this page's own list of references.
    address = f"{reader.page.url}#{id_}"
    reader.page.goto(reader.home)
    reader.page.goto(address)
    reader.page.wait_for_timeout(500)
    expect(reader.page.locator(MARK)).to_have_count(0)
    back = reader.page.locator(f"#refs .entry-links a[href$='#{id_}']").first
    back.click()
    reader.page.mouse.move(2, 2)
    reader.page.wait_for_timeout(500)
    expect(reader.page.locator(MARK)).to_have_count(0)
    # Who goes on by keyboard from there is shown what is cited again.
    back.focus()
    link = citation(reader)
    link.focus()
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Shift+Tab")
    expect_the_work(reader, link)


def test_without_scripts_a_citation_is_a_link_to_its_study(visit: Visit, sites: Mapping[str, BuiltSite]) -> None:
    site = sites["repo"]
    with visit(site.base_url, java_script_enabled=False) as reader:
        reader.page.goto(site.served(site.kinds["section.html"][0]))
        citation(reader).click()
        expect(reader.page.locator("h2#mentions, #mentions h2, h2:has-text('Cited')").first).to_be_visible()
