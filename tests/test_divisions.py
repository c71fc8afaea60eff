"""Long lists in parts: every item once, each part bounded, and every link to the part that has what it leads to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest

from site_builder.addresses import part_address
from site_builder.build import Build, build
from site_builder.pages import divisions, frames, sitemaps
from site_builder.pages.divisions import Division
from site_builder.search import searched
from tests.projects import page, project

MOST, STUDIES = 4, 11
LETTERS = "ABCDEFGHIJK"
BIBLIOGRAPHY = "".join(
    f"@book{{k{number:02}, author={{{LETTERS[number]}mann, Ann and Yang, Li}}, title={{Title {number}}}, "
    f"year={{{2000 + number // 3}}}, keywords={{All, Word {LETTERS[number]}}}}}\n"
    for number in range(STUDIES)
)
SOURCES = {
    "content/index.md": "# Home\n\n[The tenth](/references/#ref-k09), [those with J](/authors/#letter-j) "
    "and [all](/references/), [its keywords](/keywords/#group-seldom), [A to Z](/keywords/#a-z).\n",
    "content/10-one.md": "# One\n\n@k00\n",
    "content/keywords.yaml": "All: {group: Often, synonyms: [Every]}\n"
    + "".join(f"Word {letter}: {{group: Seldom}}\n" for letter in LETTERS),
}
EACH_STUDY = {f"studies/k{number:02}/index.html" for number in range(STUDIES)}


class Links(HTMLParser):
    """The addresses that links within `main` lead to, those of navigation left out."""

    def __init__(self, page: PurePosixPath, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._page, self._open = page, [""]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("main", "nav"):
            self._open.append(tag)
        href = dict(attrs).get("href")
        if tag == "a" and self._open[-1] == "main" and href and ":" not in href and not href.startswith("#"):
            self.found.append(resolved(self._page, href))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("main", "nav"):
            self._open.pop()


def resolved(page: PurePosixPath, href: str) -> str:
    steps: list[str] = [*page.parent.parts]
    for step in href.partition("#")[0].split("/"):
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Build:
    monkeypatch.setattr(divisions, "MOST", MOST)
    return build(project(SOURCES, BIBLIOGRAPHY))


def parts(site: Mapping[PurePosixPath, bytes], address: str) -> list[list[str]]:
    """The links of each part of a list."""
    found: list[list[str]] = []
    while (path := PurePosixPath(part_address(address, len(found) + 1))) in site:
        found.append(Links(path, site[path].decode()).found)
    return found


@pytest.mark.parametrize("total", [0, 1, 499, 500, 501, 999, 1000, 1001, 12_345])
def test_the_parts_of_a_list_are_all_of_it_each_once(total: int) -> None:
    division = Division("studies/index.html", total)
    spans = [division.span(number) for number in division.numbers]
    assert [place for span in spans for place in span] == [*range(total)]
    assert all(place in division.span(division.part_of(place)) for place in range(total))
    assert max(map(len, spans)) - min(map(len, spans)) <= 1
    assert max(map(len, spans)) <= divisions.MOST


def test_the_first_part_has_the_list_s_own_address_and_no_slug_meets_the_others() -> None:
    assert part_address("studies/index.html", 1) == "studies/index.html"
    assert part_address("studies/index.html", 2) == "studies/page/2/index.html"
    built = build(project({"content/index.md": "#"}, "@book{page, title={Page}}\n@book{2, title={Two}}"))
    assert {"studies/page/index.html", "studies/2/index.html"} <= set(map(str, built.site))


def test_every_link_of_a_site_in_parts_leads_somewhere(built: Build) -> None:
    assert built.diagnostics == ()


@pytest.mark.parametrize(
    "address", ["studies/index.html", "references/index.html", "keywords/all/index.html", "authors/yang-li/index.html"]
)
def test_every_study_stands_once_in_the_parts_of_a_list(built: Build, address: str) -> None:
    listed = [[link for link in dict.fromkeys(part) if link in EACH_STUDY] for part in parts(built.site, address)]
    assert sorted(link for part in listed for link in part) == sorted(EACH_STUDY)
    assert len(listed) == 3
    assert max(map(len, listed)) <= MOST


def test_every_author_stands_once_under_their_letter(built: Build) -> None:
    listed = parts(built.site, "authors/index.html")
    assert [len(part) for part in listed] == [4, 4, 4]
    assert len({link for part in listed for link in part}) == STUDIES + 1
    assert 'href="../3/index.html#letter-y">Y</a>' in page(built, "authors/page/2/index.html")


def test_keywords_are_in_their_groups_and_then_from_a_to_z(built: Build) -> None:
    listed = parts(built.site, "keywords/index.html")
    links = [link for part in listed for link in part if link.startswith("keywords/") and "page" not in link]
    # In a group, from A to Z, and from the synonym.
    assert links.count("keywords/all/index.html") == 3
    assert links.count("keywords/word-c/index.html") == 2
    assert len(listed) == 7
    pages = [page(built, part_address("keywords/index.html", number)) for number in range(1, 8)]
    assert [page.count('id="a-z"') for page in pages] == [0, 0, 0, 1, 1, 1, 1]


def test_links_into_a_list_lead_to_the_part_that_has_what_they_name(built: Build) -> None:
    home = page(built, "index.html")
    assert 'href="references/page/3/index.html#ref-k09"' in home
    assert 'href="authors/page/3/index.html#letter-j"' in home
    assert 'href="references/index.html"' in home
    assert 'href="keywords/page/4/index.html#a-z"' in home
    assert 'href="../index.html#group-seldom"' in page(built, "keywords/word-c/index.html")


def test_each_part_leads_to_those_beside_it_and_to_all(built: Build) -> None:
    first, second, third = (page(built, part_address("references/index.html", number)) for number in (1, 2, 3))
    assert 'rel="prev"' not in first
    assert '<a rel="next" href="page/2/index.html">' in first
    assert '<a rel="prev" href="../../index.html">' in second
    assert '<a rel="next" href="../3/index.html">' in second
    assert 'rel="next"' not in third
    assert "<title>References, part 2 of 3 ·" in second
    assert re.findall(r'<li><a href="([^"]+)"( aria-current="page")?>\d', second) == [
        ("../../index.html", ""),
        ("index.html", ' aria-current="page"'),
        ("../3/index.html", ""),
    ]


def test_only_the_first_of_many_parts_lists_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(divisions, "MOST", 1)
    monkeypatch.setattr(divisions, "MOST_LISTED", 5)
    built = build(project(SOURCES, BIBLIOGRAPHY))
    assert built.diagnostics == ()
    assert page(built, "references/index.html").count(", from ") == STUDIES + 1
    assert page(built, "references/page/5/index.html").count(", from ") == 2


def test_only_the_first_part_of_the_table_can_be_filtered_and_it_can_load_the_rest(built: Build) -> None:
    first, second = (page(built, part_address("studies/index.html", number)) for number in (1, 2))
    assert "<form" in first
    assert "<form" not in second
    assert 'data-files="page/2/rows.js page/3/rows.js"' in first
    assert PurePosixPath("rows.js") in built.site
    rows = page(built, "studies/page/2/rows.js")
    assert rows.startswith('studyRows("')
    assert rows.count("k0") == len([link for link in parts(built.site, "studies/index.html")[1] if link in EACH_STUDY])


def test_a_site_without_long_lists_has_neither_parts_nor_their_script() -> None:
    built = build(project(SOURCES, BIBLIOGRAPHY))
    assert [path for path in built.site if path.name == "rows.js" or "/page/" in str(path)] == []
    assert "rel=" not in page(built, "references/index.html").partition("<main")[2]


def test_the_search_looks_through_the_same_pages_whether_lists_are_in_parts_or_not(
    built: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    whole = build(project(SOURCES, BIBLIOGRAPHY))
    assert len(whole.site) < len(built.site)
    assert [*searched(built.site)] == [*searched(whole.site)]


def test_beside_many_sections_stand_the_nearest_and_a_link_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "MOST_BESIDE", 9)
    monkeypatch.setattr(frames, "NEAREST", 2)
    sources = {f"content/{number}-s{number}.md": f"# Section {number}\n" for number in range(10, 20)}
    built = build(project({"content/index.md": "#", **sources}, BIBLIOGRAPHY))
    beside = page(built, "s15/index.html").partition('<nav class="contents beside"')[2].partition("</nav>")[0]
    assert re.findall(r">([^<>]+)</a>", beside) == [*(f"Section {at}" for at in range(13, 18)), "All 10 sections"]
    assert 'href="../index.html#sections"' in beside
    assert built.diagnostics == ()


def test_a_site_larger_than_a_sitemap_has_several_and_a_list_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = build(project(SOURCES, BIBLIOGRAPHY), "https://example.org/r")
    listed = re.findall("<loc>(.*)</loc>", page(whole, "sitemap.xml"))
    monkeypatch.setattr(sitemaps, "MOST_LISTED", 10)
    built = build(project(SOURCES, BIBLIOGRAPHY), "https://example.org/r")
    index = page(built, "sitemap.xml")
    assert "<sitemapindex" in index
    names = [address.removeprefix("https://example.org/r/") for address in re.findall("<loc>(.*)</loc>", index)]
    assert names == [f"sitemap-{number}.xml" for number in range(1, len(names) + 1)]
    found = [re.findall("<loc>(.*)</loc>", page(built, name)) for name in names]
    assert [page for pages in found for page in pages] == listed
    assert max(map(len, found)) == 10
