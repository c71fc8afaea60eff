"""Every kind of page read from a server and from the disk, wide and narrow, by keyboard, without scripts, on paper."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.sites import BuiltSite

# What must not be seen on paper, nor lie dead on a page whose scripts do not run.
CONTROLS = "button, input, select, textarea, [role=button], [contenteditable]"
SHOWN = """selector => [...document.querySelectorAll(selector)]
  .filter(element => element.checkVisibility({visibilityProperty: true})).map(element => element.outerHTML)"""
DEAD_ANCHORS = """() => [...document.querySelectorAll('a[href^="#"]')].map(link => link.getAttribute('href'))
  .filter(href => !document.getElementById(decodeURIComponent(href.slice(1))))"""
# Of what has text in it, all that scripts do not make.
TEXTS = """() => [...document.querySelectorAll('main :is(h1, h2, h3, p, li, th, td, dt, dd, .csl-entry)')]
  .filter(element => !element.closest('[popover], dialog')).map(element => element.textContent.trim())"""
SPILLED = "() => [document.scrollingElement.scrollWidth, innerWidth]"
FOCUSED = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const seen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0;
  const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  return {on: element !== document.body, skips: element.matches('.skip'), inMain: !!element.closest('main'),
    html: element.outerHTML.slice(0, 200), seen, ringed};
}"""
# What is written in a drawing, where it leaves its column (which the first label of a row of years may, a little) or
# stands on other writing. What scrolls by itself is left out.
CROWDED = """() => {
  const texts = [...document.querySelectorAll('main svg text')]
    .filter(text => text.checkVisibility() && !text.closest('.table-wrap'));
  const out = texts.filter(text => {
    const box = text.getBoundingClientRect();
    const place = text.closest('.neighbourhood') ? 'main > h2' : 'main';
    const column = document.querySelector(place).getBoundingClientRect();
    return box.left < column.left - 8 || box.right > column.right + 8;
  });
  const boxes = texts.map(text => [text, text.getBoundingClientRect()]);
  const on = boxes.filter(([, a], at) => boxes.slice(0, at).some(([, b]) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom - 3 && b.top < a.bottom - 3));
  return [...out, ...on.map(([text]) => text)].map(text => text.textContent);
}"""
MOVED = "() => window.moved || 0"
WATCH_MOVES = """new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.moved = (window.moved || 0) + entry.value;
}).observe({type: 'layout-shift', buffered: true})"""
# A tenth of what Web Vitals call good.
SEEN_TO_MOVE = 0.01
STOPS = 30
# The last is what a window of 1280 × 1024 pixels has at 400 %.
SIZES = ((2560, 900), (1440, 900), (800, 900), (360, 900), (320, 256))


def test_nothing_goes_wrong_and_nothing_is_asked_of_others(visit: Visit, origin: str, addresses: list[str]) -> None:
    with visit(origin) as reader:
        for address in addresses:
            reader.page.goto(address)
        reader.page.wait_for_load_state("networkidle")
    assert reader.wrong == [], "\n".join(reader.wrong)


def test_nothing_goes_wrong_from_the_disk(visit: Visit, sites: Mapping[str, BuiltSite]) -> None:
    for site in sites.values():
        with visit(site.folder.as_uri()) as reader:
            for page in site.one_of_each_kind:
                if page.name != "404.html":  # only a server shows it, and its addresses are the server's
                    reader.page.goto(site.on_disk(page))
                    assert reader.page.locator("h1").is_visible(), page
        assert reader.wrong == [], "\n".join(reader.wrong)


def test_a_synonym_leads_to_its_keyword_from_a_server_and_from_the_disk(
    visit: Visit, sites: Mapping[str, BuiltSite]
) -> None:
    site = sites["golden"]
    for home, address in (
        (site.base_url, f"{site.base_url}/keywords/rest/"),
        (site.folder.as_uri(), f"{site.folder.as_uri()}/keywords/rest/index.html"),
    ):
        with visit(home) as reader:
            reader.page.goto(address)
            expect(reader.page).to_have_url(re.compile("/keywords/sleep/index.html$"))
        assert reader.wrong == [], "\n".join(reader.wrong)


def test_nothing_moves_while_a_page_loads(visit: Visit, sites: Mapping[str, BuiltSite]) -> None:
    site, moved = sites["repo"], []
    with visit(site.base_url) as reader, visit(site.base_url) as other:
        pages = {360: reader.page, 800: other.page}
        for width, page in pages.items():
            page.set_viewport_size({"width": width, "height": 800})
            page.add_init_script(WATCH_MOVES)
        for path in site.one_of_each_kind:
            for page in pages.values():
                page.goto(site.served(path))
            for width, page in pages.items():
                page.wait_for_load_state("networkidle")
                by = page.evaluate(MOVED)
                if by > SEEN_TO_MOVE:
                    moved.append(f"{path} at {width} px: {by}")
    assert moved == [], "\n".join(moved)


def test_a_missing_page_is_reported_at_any_depth(visit: Visit, sites: Mapping[str, BuiltSite]) -> None:
    site = sites["repo"]
    with visit(site.base_url) as reader:
        missing = f"{site.base_url}/no/such/page/"
        response = reader.page.goto(missing)
        assert response is not None
        assert response.status == 404
        assert reader.page.evaluate("() => document.styleSheets[0].cssRules.length") > 0
        reader.page.locator("main a").first.click()
        assert reader.page.url.removesuffix("index.html") == f"{site.base_url}/"
    assert [what for what in reader.wrong if missing not in what] == []


def test_no_page_scrolls_sideways_and_what_is_written_in_drawings_keeps_its_place(
    visit: Visit, origin: str, addresses: list[str]
) -> None:
    spilled, crowded = [], []
    with visit(origin) as reader:
        for address in addresses:
            reader.page.goto(address)
            for width, height in SIZES:
                reader.page.set_viewport_size({"width": width, "height": height})
                wide, window = reader.page.evaluate(SPILLED)
                if wide > window:
                    spilled.append(f"{address}: {wide} px in a window of {width} px")
                crowded += [f"{address} at {width} px: {text}" for text in reader.page.evaluate(CROWDED)]
            assert reader.page.locator("h1").is_visible(), address
    assert spilled == [], "\n".join(spilled)
    assert crowded == [], "\n".join(crowded)


def test_pages_are_whole_without_scripts(visit: Visit, origin: str, addresses: list[str]) -> None:
    with visit(origin, java_script_enabled=False) as still, visit(origin) as lively:
        for address in addresses:
            still.page.goto(address)
            lively.page.goto(address)
            assert {*lively.page.evaluate(TEXTS)} - {*still.page.evaluate(TEXTS)} == set(), address
            for reader in (still, lively):
                assert reader.page.evaluate(DEAD_ANCHORS) == [], address
            assert still.page.evaluate(SHOWN, CONTROLS) == [], f"{address}: without scripts this does nothing"
            assert still.page.evaluate(SHOWN, "[hidden]") == [], address
    assert still.wrong == []


def test_the_first_stop_of_the_keyboard_skips_to_the_text(visit: Visit, origin: str, addresses: list[str]) -> None:
    """Without scripts: the page of the search puts the reader into its field."""
    with visit(origin, java_script_enabled=False) as reader:
        for address in addresses:
            reader.page.goto(address)
            reader.page.keyboard.press("Tab")
            first = reader.page.evaluate(FOCUSED)
            assert first["skips"], f"{address}: {first}"
            assert first["seen"], f"{address}: {first}"
            reader.page.keyboard.press("Enter")
            reader.page.keyboard.press("Tab")
            after = reader.page.evaluate(FOCUSED)
            assert after["inMain"] or reader.page.locator("main a:visible").count() == 0, f"{address}: {after}"


@pytest.mark.parametrize("width", [360, 1440])
def test_every_stop_of_the_keyboard_is_seen(visit: Visit, sites: Mapping[str, BuiltSite], width: int) -> None:
    lost, site = [], sites["repo"]
    with visit(site.base_url, viewport={"width": width, "height": 800}, reduced_motion="reduce") as reader:
        for page in site.one_of_each_kind:
            reader.page.goto(site.served(page))
            for _ in range(STOPS):
                reader.page.keyboard.press("Tab")
                stop = reader.page.evaluate(FOCUSED)
                if not stop["on"]:
                    break
                if not (stop["seen"] and stop["ringed"]):
                    lost.append(f"{page}: {stop['html']}")
    assert lost == [], "\n".join(lost)


@pytest.mark.parametrize("path", ["index.html", "studies/hall2017/index.html"])
def test_who_goes_back_finds_the_colours_chosen_last(visit: Visit, sites: Mapping[str, BuiltSite], path: str) -> None:
    home = f"{sites['golden'].base_url}/"
    with visit(home) as reader:
        page = reader.page
        page.goto(f"{home}{path}")
        page.get_by_label("dark").check()
        page.goto(f"{home}studies/index.html")
        page.get_by_label("light").check()
        page.go_back()
        expect(page.get_by_label("light")).to_be_checked()
        assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_paper_shows_the_text_alone_in_black_on_white(visit: Visit, origin: str, addresses: list[str]) -> None:
    with visit(origin, color_scheme="dark") as reader:
        for address in addresses:
            reader.page.goto(address)
            reader.page.emulate_media(media="print")
            assert reader.page.locator("main h1").is_visible(), address
            assert reader.page.evaluate(SHOWN, f"nav, .skip, [popover], dialog, {CONTROLS}") == [], address
            colours = "() => [getComputedStyle(document.documentElement)].map(s => [s.backgroundColor, s.color])[0]"
            assert reader.page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"], address
            lines = "links => links.filter(a => getComputedStyle(a).textDecorationLine !== 'none').length"
            assert reader.page.eval_on_selector_all("main a", lines) == 0, address
            assert reader.page.pdf(prefer_css_page_size=True).startswith(b"%PDF"), address
            reader.page.emulate_media(media="screen")
