"""Building again and again: always what a cold build gives, with only the work that the change asks for."""

from __future__ import annotations

from collections import ChainMap
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.build import Build, Builder, build
from site_builder.markdown import read_document
from site_builder.model import Files
from site_builder.render import render
from tests.projects import project

SOURCES = {
    "content/index.md": "# Home\n\nOn [@hall2017].",
    "content/10-a.md": "# A\n\nSleep [@hall2017; see @ito2020, p. 3].\n\nSo @mora2014.",
    "content/20-b.md": "# B\n\nNothing is cited here.",
    "content/30-c.md": "# C\n\nAgain [@mora2014].[^1]\n\n[^1]: A note.",
    "content/studies/mora2014.md": "---\nkeywords: [Youth]\n---\nA book.",
}


def files_of(sources: dict[str, str]) -> Files:
    return project(dict(sources))


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is parsed and rendered from now on, in order."""
    work: list[str] = []

    def count_document(text: str, path: str, *more: Any) -> object:
        work.append(f"parse {path}")
        return read_document(text, path, *more)

    def count_page(theme: object, view: object) -> object:
        work.append(f"render {getattr(view, 'frame').address}")  # noqa: B009
        return render(theme, view)  # type: ignore[arg-type]

    monkeypatch.setattr("site_builder.reading.manuscripts.read_document", count_document)
    monkeypatch.setattr("site_builder.build.render", count_page)
    return work


def test_a_list_of_figures_follows_the_order_of_texts() -> None:
    texts = {f"{name}.qmd": f"# {name}\n\n![Of {name}](i.png){{#fig-{name}}}\n" for name in ("a", "b")}
    texts["c.qmd"] = "# c\n\n::: {.list-of-figures}\n:::\n"

    def site(*order: str) -> Files:
        listed = "\n".join(f"    - {name}.qmd" for name in order)
        return files_of(
            {**texts, "_quarto.yml": f"project: {{type: website}}\nwebsite:\n  sidebar:\n    contents:\n{listed}\n"}
        )

    builder = Builder()
    builder.draft(site("a", "b", "c")).finish()
    assert builder.draft(site("b", "a", "c")).finish().site == build(site("b", "a", "c")).site


def test_an_edited_sentence_parses_one_document_and_renders_only_the_pages_that_show_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    builder = Builder()
    builder.draft(files_of(SOURCES)).finish()
    work = counted(monkeypatch)
    changed = {**SOURCES, "content/10-a.md": SOURCES["content/10-a.md"].replace("So @mora2014", "Thus @mora2014")}
    builder.draft(files_of(changed)).finish()
    pages = ["a", "print", "studies/mora2014"]
    assert work == ["parse content/10-a.md", *(f"render {page}/index.html" for page in pages)]


def test_where_nothing_changed_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    builder = Builder()
    builder.draft(files_of(SOURCES)).finish()
    work = counted(monkeypatch)
    builder.draft(files_of(SOURCES)).finish()
    assert work == []


EDITS = st.lists(
    st.tuples(
        st.sampled_from([*SOURCES, "content/40-d.md", "references.bib", "review.yaml", "templates/404.html"]),
        st.sampled_from(
            [
                "",
                "# Other\n\n[@ito2020] and @hall2017 and [@nobody].",
                "# Same\n\nSee @sec-x and [a](10-a.md#x).\n\n## X {#sec-x}\n",
                "@book{hall2017, title = {Another}, author = {Hall, B.}, year = 2001}\n@book{x, title={Y}, year=1999}",
                "@string{j = {J}}\n@article{mora2014, title = {T}, journal = j, author = {Mora, A.}, year = {2014}}",
                "citation_style: ieee\n",
                "title: Another\ncitation_style: chicago-notes-bibliography\nfacets: {design: Design}\n",
                "{{ page.nothing }}",
                None,
            ]
        ),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=8)
@given(EDITS, st.booleans())
def test_after_any_edits_the_site_is_that_of_a_cold_build(edits: list[tuple[str, str | None]], once: bool) -> None:
    builder = Builder(once=once)
    sources = dict(SOURCES)
    builder.draft(files_of(sources)).finish()
    for path, text in edits:
        if text is None:
            sources.pop(path, None)
        else:
            sources[path] = text
        warm = builder.draft(files_of(sources)).finish()
        cold = build(files_of(sources))
        assert shown(warm) == shown(cold)


def shown(built: Build) -> tuple[dict[PurePosixPath, bytes], list[str]]:
    return dict(built.site), [str(found) for found in built.diagnostics]


def test_a_draft_renders_a_page_only_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    work = counted(monkeypatch)
    draft = Builder().draft(ChainMap({}, dict(files_of(SOURCES))))
    work.clear()
    assert draft.file("b/index.html") is not None
    assert draft.file("nowhere.html") is None
    assert work == ["render b/index.html"]


def test_a_map_follows_the_facets_and_what_studies_are_coded_by() -> None:
    sources = {
        **SOURCES,
        "review.yaml": "facets: {design: Design}",
        "content/40-d.md": "# D\n\n::: {.evidence-map rows=design columns=country}\n:::",
        "content/studies/hall2017.md": "---\nfacets: {design: trial, country: Kenya}\n---\n",
    }
    builder = Builder()
    for change in (
        {},
        {"review.yaml": "facets: {design: Design, country: Country}"},
        {"content/studies/mora2014.md": "---\nfacets: {design: survey, country: Kenya}\n---\n"},
        {"review.yaml": "facets: {design: {label: Design, absent: [trial]}, country: Country}"},
        {"content/40-d.md": "# D\n\n::: {.evidence-map rows=design columns=contry}\n:::"},
    ):
        sources |= change
        again, cold = builder.draft(files_of(sources)).finish(), build(files_of(sources))
        assert (again.site, again.diagnostics) == (cold.site, cold.diagnostics)
