"""What a reader must wait for, in bytes before compression: no kind of page goes over its budget."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib

from benchmarks.make_review import make_review
from site_builder.build import build
from tests.projects import project
from tests.sites import BuiltSite

KB = 1000
STYLE_SHEET = 20 * KB
SCRIPTS = 4 * KB
# Where a table is sorted and filtered, studies are gathered, or words are sought.
SCRIPTS_OF_KIND = {
    "basket.html": 12 * KB,
    "study.html": 12 * KB,
    "studies.html": 12 * KB,
    "references.html": 12 * KB,
    "search.html": 12 * KB,
}
LONG_SECTION = 150 * KB
PROGRAMS = ("", "module", "text/javascript")


def elements(site: BuiltSite, page: PurePosixPath, name: str) -> Iterator[Element]:
    tree: Element = html5lib.parse((site.folder / page).read_bytes(), namespaceHTMLElements=False)
    yield from tree.iter(name)


def file_at(site: BuiltSite, page: PurePosixPath, address: str) -> Path:
    return site.folder / urljoin(site.served(page), address).partition("?")[0].removeprefix(f"{site.base_url}/")


def style_sheets(site: BuiltSite, page: PurePosixPath) -> set[Path]:
    links = (link for link in elements(site, page, "link") if link.get("rel") == "stylesheet")
    return {file_at(site, page, link.get("href", "")) for link in links}


def script_bytes(site: BuiltSite, page: PurePosixPath) -> int:
    programs = [script for script in elements(site, page, "script") if script.get("type", "") in PROGRAMS]
    return sum(
        file_at(site, page, script.get("src", "")).stat().st_size if script.get("src") else len(script.text or "")
        for script in programs
    )


def test_one_small_style_sheet_serves_all_pages(sites: Mapping[str, BuiltSite]) -> None:
    site = sites["repo"]
    found = {sheet for page in site.one_of_each_kind for sheet in style_sheets(site, page)}
    running_title = site.folder / "print" / "title.css"
    assert found == {site.folder / "style.css", running_title}
    assert sum(sheet.stat().st_size for sheet in found) <= STYLE_SHEET


def test_scripts_are_small(sites: Mapping[str, BuiltSite]) -> None:
    for site in sites.values():
        for kind, pages in site.kinds.items():
            assert script_bytes(site, pages[0]) <= SCRIPTS_OF_KIND.get(kind, SCRIPTS), kind


def test_a_section_of_10000_words_with_125_citations_stays_under_its_budget() -> None:
    files = dict(make_review(100))
    bibliography = files.pop("references.bib")
    sections = [text.partition("\n")[2] for path, text in files.items() if path.endswith(".md") and "section" in path]
    one_work_each = re.sub(r"\[(@\w+)(; @\w+)+\]", r"[\1]", "".join(sections))
    assert len(one_work_each.split()) > 10_000
    assert one_work_each.count("[@") == 125
    built = build(project({"content/10-long.md": f"# Long\n{one_work_each}"}, bibliography))
    assert len(built.site[PurePosixPath("long/index.html")]) <= LONG_SECTION
