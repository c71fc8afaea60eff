"""The search: what of a site is indexed, with what it is shown and filtered by, and what a missing program means."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from pagefind.service import get_executable

from site_builder import __version__
from site_builder.build import build
from site_builder.cli import main
from site_builder.model import Files
from site_builder.search import make_index, parts
from site_builder.search.parts import digested_pages, parts_kept, parts_of
from site_builder.serve import Preview
from tests.projects import BIBLIOGRAPHY, diagnostic_lines, pages_of, project

ENTRY = PurePosixPath("pagefind/pagefind-entry.json")
LIST = PurePosixPath("pagefind/parts.json")
REVIEW: dict[str, str | bytes] = {
    "content/index.md": "Opening words.",
    "content/10-methods.md": "# Methods\n\nSought & found, as @hall2017 did.\n\n## Sources {#sources}\n\nTwo $n_1$.",
    "content/studies/hall2017.md": "---\ntitle: Short\nkeywords: [Stigma, 'Care, at home']\n---\nIt reports aardvarks.",
    "content/keywords.yaml": "stigma: {label: Stigma, synonyms: prejudice}\ncare: {label: 'Care, at home'}",
}

needs_program = pytest.mark.skipif(get_executable() is None, reason="no wheel of pagefind_bin for this machine")


@pytest.fixture(scope="module")
def site() -> Files:
    return build(project(REVIEW)).site


@pytest.fixture(scope="module")
def fragments(site: Files) -> dict[str, dict[str, Any]]:
    """What the index says of each page, by its address."""
    index, problems = make_index(site)
    assert problems == ()
    found = (json.loads(gzip.decompress(data)[12:]) for path, data in index.items() if path.suffix == ".pf_fragment")
    return {fragment["url"]: fragment for fragment in found}


@needs_program
def test_what_a_reader_searches_for_is_indexed_and_lists_are_not(fragments: dict[str, dict[str, Any]]) -> None:
    assert sorted(fragments) == [
        "/index.html",
        "/keywords/care/index.html",
        "/keywords/stigma/index.html",
        "/keywords/youth/index.html",
        "/methods/index.html",
        "/studies/hall2017/index.html",
        "/studies/ito2020/index.html",
        "/studies/mora2014/index.html",
    ]


@needs_program
def test_of_a_page_its_own_words_are_indexed(fragments: dict[str, dict[str, Any]]) -> None:
    section = fragments["/methods/index.html"]
    assert section["content"] == "Methods. Sought & found, as Hall (2017) did. Sources. Two n1."
    assert {anchor["id"] for anchor in section["anchors"]} >= {"sources"}
    study = fragments["/studies/hall2017/index.html"]
    assert "aardvarks" in study["content"]
    assert "Risk and protection" in study["content"]
    assert "@article" not in study["content"]
    assert fragments["/keywords/stigma/index.html"]["content"] == "Stigma. Keyword. Also: prejudice."


@needs_program
def test_results_are_shown_and_filtered_by_kind_keyword_and_year(fragments: dict[str, dict[str, Any]]) -> None:
    study = fragments["/studies/hall2017/index.html"]
    assert study["filters"] == {"kind": ["study"], "keyword": ["Stigma", "Care, at home"], "year": ["2017"]}
    assert study["meta"] == {"title": "Short", "kind": "study", "byline": "Hall (2017)", "doi": "10.1000/hall"}
    assert fragments["/methods/index.html"]["filters"] == {"kind": ["section"]}
    kinds = {address: fragment["meta"]["kind"] for address, fragment in fragments.items()}
    assert kinds["/index.html"] == "home"
    assert kinds["/keywords/care/index.html"] == "keyword"


@needs_program
def test_the_same_pages_have_the_same_index_in_any_order(site: Files) -> None:
    note = "---\nkeywords: [a, b, c, d, e, f, g, h]\n---"
    full = build(project({**REVIEW, "content/studies/ito2020.md": note, "content/studies/mora2014.md": note})).site
    first = make_index(full)[0]
    assert len([path for path in first if path.suffix == ".pf_filter"]) == 3
    for _ in range(3):
        assert make_index({path: full[path] for path in sorted(full, reverse=True)})[0] == first


@needs_program
def test_only_what_the_site_s_own_search_loads_is_kept(site: Files) -> None:
    names = {path.name for path in make_index(site)[0] if len(path.parts) == 2}
    assert {name for name in names if not name.endswith(".pf_meta")} == {
        "pagefind.js",
        "pagefind-worker.js",
        "pagefind-entry.json",
        "parts.json",
        "wasm.en-us.pagefind",
    }
    assert {path.parts[1] for path in make_index(site)[0] if len(path.parts) == 3} == {"filter", "fragment", "index"}


@needs_program
def test_a_language_that_pagefind_does_not_know_is_searched_all_the_same() -> None:
    index, problems = make_index({PurePosixPath("index.html"): b"<html lang=tlh><main data-pagefind-body>qapla"})
    assert problems == ()
    assert PurePosixPath("pagefind/wasm.unknown.pagefind") in index


# A large index has parts.


def in_parts(monkeypatch: pytest.MonkeyPatch, pages: int = 3) -> None:
    monkeypatch.setattr(parts, "PAGES", pages)


def kept(site: Files, former: Files) -> list[str]:
    """The folders of the parts of an index that a former one has."""
    program = get_executable()
    assert program is not None
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return [part.folder for part in parts_kept(parts_of(digested_pages(site), f"{__version__} {version}"), former)]


@needs_program
def test_the_parts_of_an_index_hold_all_pages_once(site: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _ = make_index(site)
    in_parts(monkeypatch)
    index, problems = make_index(site)
    assert problems == ()
    assert [path for path in index if path.name == ENTRY.name] == [
        ENTRY,
        *(ENTRY.parent / at / ENTRY.name for at in "23"),
    ]
    assert [path for path in index if path.suffix == ".js"] == [path for path in whole if path.suffix == ".js"]
    fragments = [path.name for path in index if path.suffix == ".pf_fragment"]
    assert sorted(fragments) == sorted(path.name for path in whole if path.suffix == ".pf_fragment")
    assert [part["folder"] for part in json.loads(index[LIST])] == ["", "2/", "3/"]


@needs_program
def test_only_the_part_that_a_page_is_in_is_rebuilt(site: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    in_parts(monkeypatch)
    former, _ = make_index(site)
    assert kept(site, former) == ["", "2/", "3/"]
    page = PurePosixPath("studies/hall2017/index.html")
    edited = {**site, page: site[page].replace(b"aardvarks", b"wombats")}
    assert kept(edited, former) == ["", "3/"]
    assert make_index(edited, former) == make_index(edited)
    fewer = {path: data for path, data in site.items() if path != page}
    assert make_index(fewer, former) == make_index(fewer)


def test_long_pages_count_more_than_short_ones() -> None:
    pages = [(PurePosixPath(f"{at:04}"), b"", 10 if at < 100 else 1) for at in range(1000)]
    assert [len(part.pages) for part in parts_of(pages, "")] == [48, 47, 430, 475]
    assert [len(part.pages) for part in parts_of([(PurePosixPath("a"), b"", 9000), *pages[:2]], "")] == [1, 2]


@needs_program
@pytest.mark.parametrize("harm", [b"", b"[", b"{}", b'["a"]', b'[{"folder": [], "pages": 1, "files": 2}]', b"[" * 9999])
def test_a_damaged_list_of_parts_is_not_believed(site: Files, harm: bytes) -> None:
    index, _ = make_index(site)
    assert kept(site, {**index, LIST: harm}) == []
    assert make_index(site, {**index, LIST: harm}) == (index, ())


@needs_program
def test_a_part_of_which_a_file_was_changed_or_lost_is_rebuilt(site: Files) -> None:
    index, _ = make_index(site)
    assert kept(site, {**index, ENTRY: b"{}"}) == []
    assert kept(site, {path: data for path, data in index.items() if path != ENTRY}) == []
    assert kept(site, {**index, PurePosixPath("pagefind/more.pf_index"): b""}) == []


def test_a_site_without_marked_pages_has_no_index() -> None:
    assert make_index({PurePosixPath("index.html"): b"<main>words"}) == ({}, ())


@pytest.mark.parametrize("program", [None, Path(sys.executable), Path("no/such/program")])
def test_without_the_program_it_is_said_what_to_do(
    program: Path | None, site: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pagefind.service.get_executable", lambda: program)
    index, (problem,) = make_index(site)
    assert index == {}
    assert str(problem).startswith("search/index.html: warning: Pagefind ")
    assert "pip install 'pagefind[bin]'" in problem.hint


def test_pages_are_the_same_with_and_without_an_index(monkeypatch: pytest.MonkeyPatch, site: Files) -> None:
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    assert build(project(REVIEW)).site == site


def test_the_search_page_offers_what_there_is() -> None:
    page: Any = pages_of(REVIEW)["search/index.html"]
    assert page.kinds == ("home", "section", "study", "keyword")
    assert (page.has_keywords, page.years) == (True, (2014, 2017, 2020))
    assert [link.label for link in page.indexes] == ["Sections", "Studies", "Keywords", "Authors", "References"]
    bare: Any = pages_of({"content/index.md": "Words."}, bibliography="")["search/index.html"]
    assert (bare.kinds, bare.has_keywords, bare.years, bare.indexes) == (("home",), False, (), ())


def test_every_page_leads_to_the_search_and_an_author_can(site: Files) -> None:
    page = build(project({"content/10-a.md": "[Found](/search/?q=youth)"})).site[PurePosixPath("a/index.html")].decode()
    assert '<a href="../search/index.html" rel="search" aria-keyshortcuts="/">Search</a>' in page
    assert 'href="../search/index.html?q=youth"' in page


# The commands


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (tmp_path / "content/10-a.md").write_text("# A\n\nSays @hall2017.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@needs_program
def test_the_index_is_a_part_of_the_site(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    assert (folder / "output" / ENTRY).is_file()
    capsys.readouterr()
    assert main(["build", "--strict"]) == 0
    assert ": 0 files written, " in capsys.readouterr().out
    assert main(["build", "--no-search"]) == 0
    assert not (folder / "output/pagefind").exists()
    assert (folder / "output/search/index.html").is_file()
    main(["build"])
    assert main(["clean"]) == 0
    assert not (folder / "output").exists()


def test_a_build_without_the_program_says_so_and_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    assert main(["build"]) == 0
    assert "[no-search-index]" in capsys.readouterr().err
    assert (folder / "output/a/index.html").is_file()
    assert main(["build", "--strict"]) == 1
    assert main(["build", "--strict", "--no-search"]) == 0
    (folder / "review.yaml").write_text("rules: {no-search-index: off}\n", encoding="utf-8")
    assert main(["build", "--strict"]) == 0
    capsys.readouterr()
    assert main(["check", "--strict"]) == 0


@needs_program
def test_the_preview_indexes_when_somebody_searches(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Files] = []

    def counted(pages: Files, former: Files) -> object:
        made.append(pages)
        return make_index(pages, former)

    monkeypatch.setattr("site_builder.serve.preview.make_index", counted)
    preview = Preview(folder)
    assert preview.respond("/search/").status == "200 OK"
    assert made == []
    entry = preview.respond(f"/{ENTRY}")
    assert (entry.status, entry.type) == ("200 OK", "application/json")
    assert preview.respond("/pagefind/pagefind.js").type == "text/javascript"
    assert preview.respond("/pagefind/lost.js").status == "404 Not Found"
    assert len(made) == 1
    (folder / "content/10-a.md").write_text("# A\n\nNow says @ito2020.\n", encoding="utf-8")
    assert preview.look()
    assert len(made) == 1
    assert preview.respond(f"/{ENTRY}").body != entry.body
    (folder / "templates").mkdir()
    (folder / "templates/more.css").write_text("p { color: red }\n", encoding="utf-8")
    assert preview.look()
    preview.respond(f"/{ENTRY}")
    assert len(made) == 2


def test_the_preview_tells_of_a_missing_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    preview = Preview(folder)
    before = preview.diagnostics
    assert preview.respond(f"/{ENTRY}").status == "404 Not Found"
    assert diagnostic_lines((*before, *preview.diagnostics)) == ["search/index.html no-search-index"]
    while preview.go_on():
        pass
    assert diagnostic_lines(preview.diagnostics) == ["search/index.html no-search-index"]
