"""axe-core's judgement of every kind of page."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Any, Literal, TypeAlias

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.sites import BuiltSite

Scheme: TypeAlias = Literal["light", "dark"]
Options: TypeAlias = dict[str, Any]

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "([within, options]) => axe.run(within, {...options, resultTypes: ['violations']})"
COLOURS = ["color-contrast", "link-in-text-block"]
ALL: Options = {"runOnly": {"type": "tag", "values": TAGS}}
IN_COLOUR: Options = {"runOnly": {"type": "rule", "values": COLOURS}}
BUT_COLOURS: Options = {**ALL, "rules": {rule: {"enabled": False} for rule in COLOURS}}
# In the dark all is as it is in the light but its colours. To look at colours takes longer than all else together, and
# they are the same at every width: what only one width shows is looked at in one of the schemes.
SCHEMES: dict[Scheme, Options] = {"light": ALL, "dark": IN_COLOUR}
SEEN: tuple[tuple[int, Scheme, Options], ...] = (
    (360, "light", BUT_COLOURS),
    (360, "dark", IN_COLOUR),
    (1440, "light", ALL),
)
# What is folded is read, too.
UNFOLD = "() => document.querySelectorAll('details').forEach(details => { details.open = true })"


def violations(page: Page, scheme: Scheme, options: Options, within: str = "html") -> list[str]:
    page.emulate_media(color_scheme=scheme)
    found: list[dict[str, Any]] = page.evaluate(RUN, [within, options])["violations"]
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_axe_finds_no_violation(visit: Visit, origin: str, addresses: list[str]) -> None:
    """On a telephone and on a desk, where it is dark, too."""
    found = []
    with visit(origin) as reader:
        for address in addresses:
            reader.page.goto(address)
            reader.page.evaluate(UNFOLD)
            reader.page.evaluate(AXE)
            for width, scheme, options in SEEN:
                reader.page.set_viewport_size({"width": width, "height": 800})
                wrong = violations(reader.page, scheme, options)
                found += [f"{address} {scheme} {width} px: {what}" for what in wrong]
    assert found == [], "\n".join(found)


def test_axe_finds_no_violation_in_an_open_citation(visit: Visit, origin: str, addresses: list[str]) -> None:
    found, opened = [], 0
    with visit(origin) as reader:
        for address in addresses:
            reader.page.goto(address)
            cited = reader.page.locator("main [data-entry]:visible")
            if reader.page.locator("#cited").count() and cited.count():
                opened += 1
                cited.first.focus()
                expect(reader.page.locator("#cited")).to_be_visible()
                reader.page.evaluate(AXE)
                for scheme, options in SCHEMES.items():
                    wrong = violations(reader.page, scheme, options, "#cited")
                    found += [f"{address} {scheme}: {what}" for what in wrong]
    assert found == [], "\n".join(found)
    assert opened


def test_axe_finds_no_violation_in_an_open_search(visit: Visit, sites: Mapping[str, BuiltSite]) -> None:
    site, found = sites["repo"], []
    if "search.html" not in site.kinds:
        pytest.skip("there is no Pagefind for this machine, so nothing can be searched")
    with visit(site.base_url) as reader:
        reader.page.goto(f"{site.base_url}/")
        reader.page.keyboard.press("/")
        reader.page.get_by_role("dialog").locator("[name=q]").fill("support")
        expect(reader.page.locator(".results li").first).to_be_visible()
        reader.page.evaluate(AXE)
        for scheme, options in SCHEMES.items():
            found += [f"{scheme}: {what}" for what in violations(reader.page, scheme, options)]
    assert found == [], "\n".join(found)
    assert reader.wrong == [], "\n".join(reader.wrong)
