"""A library and the texts that cite from it to the works that a site shows."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.bibtex import read_bibliography
from site_builder.build import Build, Builder, build
from site_builder.diagnostics import Severity
from tests.foreign_projects import Sources, built_project, page, reported
from tests.projects import BIBLIOGRAPHY, project

PAPER = "---\ntitle: A paper\nbibliography: references.bib\n{}---\n\n{}\n"
LIBRARY = (
    BIBLIOGRAPHY
    + """
@inproceedings{ash2001, author = {Ash, B.}, title = {In a book}, crossref = {proc}, year = {2001}, ids = {old2001}}
@proceedings{proc, editor = {Elm, C.}, title = {The proceedings}, publisher = {Press}, year = {2001}}
@article{oak2002, author = {Oak, D.}, title = {A \\nosuchcommand title}, journal = nosuchstring, year = {2002}}
@nosuchtype{fir2003, author = {Fir, D.}, title = {Another}, crossref = {lost}, year = {2003}}
@article{hall2018, author = {Hall, William J.}, title = {Of the year after}, journal = {Journal A}, year = {2018}}
"""
)


def shown(result: Build) -> set[str]:
    """The keys of the works that have a page."""
    return {path.parts[1] for path in result.site if path.match("studies/*/index.html") and len(path.parts) == 3}


def paper(text: str, head: str = "", **others: str) -> Build:
    return built_project({"paper.md": PAPER.format(head, text), **others}, LIBRARY)


def review(text: str, **others: str) -> Build:
    sources: Sources = {"review.yaml": "studies: cited\n", "content/10-a.md": f"# A\n\n{text}\n"}
    return built_project(sources | {path.replace("__", "/"): content for path, content in others.items()}, LIBRARY)


def test_a_paper_shows_what_it_cites_of_its_authors_library() -> None:
    result = paper("By @hall2017 [see @{ito2020}, p. 3].^[And -@mora2014.]")
    assert shown(result) == {"hall2017", "ito2020", "mora2014"}
    assert "oak2002" not in page(result, "references.bib")


@pytest.mark.parametrize(
    ("text", "keys"),
    [("By @fig-tree.", {"fig-tree"}), ("In @sec-own.\n\n## Own {#sec-own}", {"hall2017", "fig-tree"})],
)
def test_the_only_citation_may_look_like_a_cross_reference(text: str, keys: set[str]) -> None:
    works = "@misc{fig-tree, title = {A tree}}\n@misc{hall2017, title = {Rest}}\n"
    assert shown(built_project({"review.yaml": "studies: cited", "content/10-a.md": f"# A\n\n{text}"}, works)) == keys


def test_what_is_wrong_with_works_that_nobody_cites_is_not_reported() -> None:
    assert reported(paper("By @hall2017."), Severity.ADVICE) == []
    rules = {each.split()[1] for each in reported(paper("By @oak2002 and @fir2003."))}
    assert rules == {"unknown-command", "undefined-string", "unknown-entry-type", "unknown-citation-key"}


def test_a_damaged_entry_is_reported_whoever_cites_it() -> None:
    result = built_project(
        {"paper.md": PAPER.format("", "By @hall2017.")}, LIBRARY + "@article{torn, title = {Never closed\n"
    )
    assert [each.split()[1] for each in reported(result)] == ["bibtex-syntax"]


def test_a_work_takes_from_one_that_nobody_cites() -> None:
    result = paper("By @ash2001.")
    assert shown(result) == {"ash2001"}
    assert "The proceedings" in page(result, "studies/ash2001/index.html")


def test_a_damaged_entry_that_nobody_cites_does_not_keep_a_review_from_being_built() -> None:
    sources: Sources = {"review.yaml": "studies: cited\n", "content/10-a.md": "# A\n\nBy @hall2017.\n"}
    torn = "@article{torn, title = {Never closed\n"
    assert [each.split()[1] for each in reported(built_project(sources, LIBRARY + torn))] == ["bibtex-syntax"]
    assert reported(built_project(sources, LIBRARY + torn), Severity.ERROR) == []
    assert reported(built_project(sources, LIBRARY + torn.replace("torn", "hall2017")), Severity.ERROR) != []


@pytest.mark.parametrize("files", [["a.bib"], ["a.bib", "b.bib"]])
def test_the_key_that_a_work_is_given_does_not_depend_on_what_is_cited(files: list[str]) -> None:
    works = "@misc{a, title = {A}, year = 2001}\n@misc{, author = {Elm, C.}, title = {First}, year = 2001}\n"
    another = "@misc{a, author = {Elm, C.}, title = {Second}, year = 2001}\n"
    texts = [works + another] if len(files) == 1 else [works, another]
    head = f"---\nbibliography: [{', '.join(files)}]\n---\n\n"
    for wanted in ("all", "cited"):
        sources = {"paper.md": f"{head}By @a and @elm2001.\n", "review.yaml": f"studies: {wanted}\n"}
        result = built_project({**sources, **dict(zip(files, texts, strict=True))}, None)
        assert "First" in page(result, "studies/elm2001/index.html")


PARENT = "@misc{a, title = {A}, year = 2001, crossref = {b}}\n@misc{b, publisher = press, title = {B}, year = 2001}\n"


def test_what_is_wrong_with_a_work_that_a_cited_one_takes_from_is_reported() -> None:
    result = built_project({"paper.md": PAPER.format("", "By @a.")}, PARENT)
    assert reported(result) == ["references.bib:2:22 undefined-string"]


@pytest.mark.parametrize("place", ["beside the child", "in a third file", "where the child is", "where the parent is"])
def test_a_work_takes_what_another_file_abbreviates(place: str) -> None:
    press = '@string{press = "The Press"}\n'
    child, parent = PARENT.splitlines()
    files = {
        "beside the child": {"a.bib": PARENT, "b.bib": press},
        "in a third file": {"a.bib": child, "b.bib": parent, "c.bib": press},
        "where the child is": {"a.bib": press + child, "b.bib": parent},
        "where the parent is": {"a.bib": child, "b.bib": press + parent},
    }[place]
    for wanted in ("cited", "all"):
        text = f"---\nbibliography: [{', '.join(files)}]\n---\n\nBy @a.\n"
        result = built_project({"paper.md": text, "review.yaml": f"studies: {wanted}\n", **files}, None)
        assert "The Press" in page(result, "studies/a/index.html")
        assert reported(result) == []


@pytest.mark.parametrize("key", ["old2001", "doi:10.1000/hall", "citesAsAuthority:mora2014"])
def test_a_work_is_cited_by_what_else_leads_to_it(key: str) -> None:
    meant = {"old2001": "ash2001", "doi:10.1000/hall": "hall2017"}.get(key, "mora2014")
    result = paper(f"By [@{key}].")
    assert shown(result) == {meant}
    assert reported(result) == []


def test_an_unknown_key_may_mean_a_work_that_nobody_cites() -> None:
    result = paper("By @mora2014 and @hall2019.")
    assert shown(result) == {"mora2014"}
    (unknown,) = (each for each in result.diagnostics if each.rule.name_ == "unknown-citation-key")
    assert "hall2018" in unknown.hint


def test_a_label_may_be_the_key_of_a_work() -> None:
    library = LIBRARY + "@misc{fig-leaf, title = {Leaves}}"
    text = "By @fig-leaf, as @hall2017 says."
    assert shown(built_project({"paper.md": PAPER.format("", text)}, library)) == {"fig-leaf", "hall2017"}


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("nocite: '@mora2014, @ito2020'\n", {"hall2017", "mora2014", "ito2020"}),
        ("nocite: |\n  @mora2014\n", {"hall2017", "mora2014"}),
        ("nocite: '@*'\n", {"hall2017", "ito2020", "mora2014", "ash2001", "proc", "oak2002", "fir2003", "hall2018"}),
    ],
)
def test_works_listed_without_being_cited(head: str, found: set[str]) -> None:
    assert shown(paper("By @hall2017.", head)) == found


def test_what_a_projects_own_file_lists() -> None:
    quarto: Sources = {
        "_quarto.yml": "project: {type: website}\nnocite: '@mora2014'\nbibliography: references.bib\n",
        "index.qmd": "# A\n\nBy @hall2017.\n",
    }
    result = built_project(quarto, LIBRARY)
    assert shown(result) == {"hall2017", "mora2014"}
    assert 'id="ref-mora2014"' in page(result, "index.html")


def test_a_bibliography_that_nobody_cites_from_is_shown_as_a_whole() -> None:
    assert len(shown(paper("No work is cited."))) == 8


def test_a_paper_may_show_its_whole_bibliography() -> None:
    assert len(shown(paper("By @hall2017.", **{"review.yaml": "studies: all\n"}))) == 8


def test_a_review_shows_its_whole_bibliography_if_it_says_nothing_else() -> None:
    assert len(shown(built_project({"content/10-a.md": "# A\n\nBy @hall2017.\n"}, LIBRARY))) == 8


def test_a_review_with_a_library_shows_what_it_cites_and_has_notes_on() -> None:
    note = "---\nreports: [ito2020]\nsuperseded: {by: hall2018}\n---\n"
    result = review("By @hall2017.", **{"content__studies__mora2014.md": note})
    assert shown(result) == {"hall2017", "mora2014", "hall2018"}
    assert "ito2020" in page(result, "studies/mora2014/index.html")
    assert reported(result) == []


def test_a_note_is_known_by_the_address_of_its_study() -> None:
    library = LIBRARY + "@misc{A:b, title = {A title}}\n"
    sources: Sources = {"review.yaml": "studies: cited\n", "content/10-a.md": "# A\n\nBy @hall2017.\n"}
    result = built_project(sources | {"content/studies/a-b.md": "---\nsummary: It is.\n---\n"}, library)
    assert shown(result) == {"hall2017", "a-b"}
    assert reported(result) == []


def test_a_data_table_cites_its_studies() -> None:
    table = "::: {.evidence-table file=data/a.csv}\nOf effects\n:::"
    result = review(table, **{"data__a.csv": "study,effect\nito2020,0.3\n"})
    assert shown(result) == {"ito2020"}


def test_an_edit_brings_a_work_in_and_takes_one_out() -> None:
    builder = Builder()
    for text in (
        "By @hall2017.",
        "By @hall2017 and @old2001.",
        "By @nobody.",
        "By @ito2020.",
        "By nobody.",
        "By @ito2020.",
    ):
        files = project({"paper.md": PAPER.format("", text)}, LIBRARY)
        after = builder.draft(files).finish()
        assert after.site == build(files).site
        assert after.diagnostics == build(files).diagnostics


def test_a_page_of_another_format_among_the_bibliographies_is_reported() -> None:
    head = "---\nbibliography: [references.bib, saved.bib, further.bib]\n---\n\nBy @hall2017.\n"
    others = {"saved.bib": "<!DOCTYPE html><p>Not found", "further.bib": "%A comment\n@misc{x, title = {Of none}}\n"}
    result = built_project({"paper.md": head, **others}, LIBRARY)
    assert reported(result) == ["saved.bib:1:1 unknown-format"]
    assert PurePosixPath("studies/hall2017/index.html") in result.site


PIECES = [
    "@article{a, title = {A}, crossref = {b}}",
    "@book{b, title = {B}, xdata = {C}, year = jan # { 2001}}",
    "@xdata{c, publisher = press}",
    '@misc(d, crossref = "e", title = {D})',
    "@collection{E, title = {E}, crossref = b # {}}",
    "@comment{@misc{f, title = {F}}}",
    '@string{press = "Press"}',
    "@string{press = {Another press}}",
    "@misc{g, title = press, crossref = {lost}}",
    "@misc{a, title = {Another A}}",
    "@misc{h, title = {Torn",
    "@misc{i title = {No comma}}",
    "@preamble{{\\newcommand{\\x}{X}}}",
    "@misc{j, title = {\\x}, ids = {k}} e = {left over}}",
    "@misc{, title = {Without a key}}",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=9), st.frozensets(st.sampled_from("abcdEfghij"), min_size=1))
def test_a_cited_work_is_the_same_whatever_else_is_read(pieces: list[str], cited: frozenset[str]) -> None:
    text = "\n\n".join(pieces)
    everything, told = read_bibliography(text, "a.bib")
    found, told_of_cited = read_bibliography(text, "a.bib", cited=cited)
    assert [each for each in found if each.key] == [each for each in everything if each.key in cited]
    # What is told once for all is told where it is first met.
    assert {(each.rule, each.message) for each in told_of_cited} <= {(each.rule, each.message) for each in told}
