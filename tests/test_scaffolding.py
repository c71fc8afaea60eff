"""`init` and `new`: what a review is begun with, and that nothing of anybody's is touched."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from site_builder.cli import main
from site_builder.files.reading import read_files
from site_builder.markdown import read_document
from site_builder.model import YamlMap
from site_builder.reading import read_manuscript
from site_builder.scaffolding import new_review, new_section, new_study
from site_builder.source_writing import add_files
from site_builder.study_notes import read_note, read_section
from tests.projects import files_in, project

FACETS = "facets: {country: Country, 'odd: name': Odd}\n"
SECTIONS = {"content/10-introduction.md": "# Introduction\n", "content/25-results.md": "# Results\n"}


def test_a_new_review_builds_without_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "review")]) == 0
    assert capsys.readouterr().out.endswith(f"Next: site-builder build {tmp_path}/review\n")
    assert main(["build", "--strict", str(tmp_path / "review")]) == 0
    assert (tmp_path / "review/output/introduction/index.html").is_file()
    assert (tmp_path / "review/output/studies/page2021/index.html").is_file()


def test_a_second_init_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    before = files_in(tmp_path)
    assert main(["init", str(tmp_path)]) == 0
    assert "nothing was created" in capsys.readouterr().out
    assert files_in(tmp_path) == before


def test_what_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    own = {
        "review.yaml": b"title: Mine\n",
        ".gitignore": b"x\n",
        "references.bib": b"@book{a, title = {A}, year = 1}\n",
    }
    for name, data in own.items():
        (tmp_path / name).write_bytes(data)
    assert main(["init", str(tmp_path)]) == 0
    assert own.items() <= files_in(tmp_path).items()
    assert b"[@a]" in files_in(tmp_path)["content/10-introduction.md"]
    assert main(["build", "--strict", str(tmp_path)]) == 0


def test_what_git_should_ignore_is_named_where_it_has_a_list_already(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".gitignore").write_text("*.log\noutput/\n", encoding="utf-8")
    main(["init", str(tmp_path)])
    assert f"add to {tmp_path}/.gitignore: /.output.site_builder-*\n" in capsys.readouterr().out
    (tmp_path / ".gitignore").write_text("/output/\n/.output.site_builder-*\n", encoding="utf-8")
    main(["init", str(tmp_path)])
    assert ".gitignore" not in capsys.readouterr().out


def test_a_folder_with_text_gets_no_other_text() -> None:
    files = project({"10-introduction.md": "# Introduction\n"})
    assert sorted(map(str, new_review(files, read_manuscript(files)[0]))) == [
        ".gitignore",
        ".schema/review.json",
        "review.yaml",
    ]


@pytest.mark.parametrize("other", ["README.md", "LICENSE.md", "docs/notes.md"])
def test_a_repository_whose_texts_are_about_itself_gets_a_review(tmp_path: Path, other: str) -> None:
    (tmp_path / other).parent.mkdir(exist_ok=True)
    (tmp_path / other).write_text("# Ours\n", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 0
    assert main(["build", "--strict", "--no-search", str(tmp_path)]) == 0
    assert (tmp_path / "output/introduction/index.html").is_file()


def test_the_project_of_another_tool_keeps_its_settings(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").write_text(
        "project: {type: book}\nlang: de\nbook: {title: Ours, chapters: [index.qmd]}\n"
    )
    (tmp_path / "index.qmd").write_text("# Anfang\n", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 0
    settings = read_manuscript(read_files(tmp_path)[0])[0].settings
    assert (settings.title, settings.lang) == ("Ours", "de")


WORKFLOW = ".github/workflows/publish.yml"


def test_a_new_review_may_have_its_workflow_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--github-pages"]) == 0
    assert {WORKFLOW, "review.yaml", "content/index.md"} <= files_in(tmp_path).keys()
    assert "settings on GitHub, under “Pages”, choose the source “GitHub Actions”" in capsys.readouterr().out
    assert main(["build", "--strict", str(tmp_path)]) == 0
    assert not list((tmp_path / "output").glob("**/publish.yml"))


def test_a_review_that_is_there_gets_the_workflow_alone(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/10-a.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "mine.bib").write_text("@book{a, title = {A}, year = 1}\n", encoding="utf-8")
    before = files_in(tmp_path)
    assert main(["init", str(tmp_path), "--github-pages"]) == 0
    after = files_in(tmp_path)
    assert after.pop(WORKFLOW).startswith(b"# Builds this review")
    assert after == before


def test_a_workflow_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / WORKFLOW).write_text("name: Mine\n", encoding="utf-8")
    before = files_in(tmp_path)
    assert main(["init", str(tmp_path), "--github-pages"]) == 0
    assert "already has both, so nothing was created" in capsys.readouterr().out
    assert files_in(tmp_path) == before


def test_a_workflow_that_github_would_not_find_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".git").mkdir()
    main(["init", str(tmp_path), "--github-pages"])
    assert capsys.readouterr().err == ""
    main(["init", str(tmp_path / "reviews/sleep"), "--github-pages"])
    assert f"{WORKFLOW} must be in {tmp_path.resolve()}, the top" in capsys.readouterr().err


@pytest.mark.parametrize(("key", "citation"), [("a:b/c", "[@a:b/c]"), ("odd.", "[@{odd.}]")])
def test_an_own_bibliography_is_cited(key: str, citation: str) -> None:
    files = project(bibliography=f"@book{{{key}, title = {{A}}, year = 2000}}")
    made = {str(path): data.decode() for path, data in new_review(files, read_manuscript(files)[0]).items()}
    assert citation in made["content/10-introduction.md"]


# new


@pytest.mark.parametrize(
    ("sources", "path"),
    [
        (SECTIONS, "content/30-search-methods.md"),
        ({"content/index.md": ""}, "content/10-search-methods.md"),
        ({}, "content/10-search-methods.md"),
        ({"10-introduction.md": "# Introduction"}, "20-search-methods.md"),
        ({"index.md": "Welcome."}, "10-search-methods.md"),
        ({"content/100-a.md": "# A"}, "content/110-search-methods.md"),
        ({"content/introduction.md": "# A", "content/methods.md": "# B"}, "content/search-methods.md"),
    ],
)
def test_a_section_comes_after_all_others(sources: dict[str, str], path: str) -> None:
    assert str(new_section(read_manuscript(project(sources))[0], "Search methods").path) == path


@pytest.mark.parametrize("title", ["Methods", "Methods: a search", "# 1", "“Über” & 'all'", "true", "- x", 'a "b" \\c'])
def test_a_section_has_its_title(title: str) -> None:
    made = new_section(read_manuscript(project(SECTIONS))[0], title)
    document, wrong = read_document(made.text, str(made.path))
    assert (wrong, read_section(document)) == ((), ("", ()))
    assert dict(document.front_matter.pairs)["title"].value == title


@pytest.mark.parametrize("title", ["Results", "Search", "Evidence map"])
def test_a_section_takes_no_address_that_another_page_has(title: str) -> None:
    assert new_section(read_manuscript(project(SECTIONS))[0], title).diagnostics


@pytest.mark.parametrize(
    ("sources", "title", "said"),
    [
        ({"content/methods.md": "# A", "content/index.md": "# Home"}, "Results", ""),
        ({"content/10-a.md": "# A", "content/index.md": "# Home"}, "B", ""),
        ({"content/methods.md": "# A"}, "Discussion", "content/discussion.md comes before content/methods.md"),
        (
            {"content/10-a.md": "# A", "content/appendix.md": "# B"},
            "C",
            "content/20-c.md comes before content/appendix.md",
        ),
        ({"_quarto.yml": "book: {chapters: [index.qmd]}", "index.qmd": "# A"}, "C", "10-c.md gets no page yet"),
        ({"_bookdown.yml": "rmd_files: [index.Rmd]", "index.Rmd": "# A"}, "C", "10-c.md gets no page yet"),
    ],
)
def test_a_section_that_is_not_the_last_one_is_reported(
    sources: dict[str, str], title: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_files(tmp_path, {PurePosixPath(path): text.encode() for path, text in sources.items()})
    assert main(["new", "section", title, "--project", str(tmp_path)]) == 0
    assert capsys.readouterr().err.removeprefix("site-builder: ")[: len(said) or None] == said


def test_new_files_go_into_the_only_project_below_the_folder(tmp_path: Path) -> None:
    book = {"_quarto.yml": "project: {type: website}", "index.qmd": "# A", "references.bib": "@misc{a, title = {A}}"}
    add_files(tmp_path, {PurePosixPath("paper", path): text.encode() for path, text in book.items()})
    (tmp_path / "more.bib").write_text("@misc{b, title = {B}}", encoding="utf-8")
    assert main(["new", "section", "Results", "--project", str(tmp_path)]) == 0
    assert main(["import", str(tmp_path / "more.bib"), "--project", str(tmp_path)]) == 0
    assert (tmp_path / "paper/10-results.md").is_file()
    assert "title = {B}" in (tmp_path / "paper/references.bib").read_text(encoding="utf-8")
    assert not (tmp_path / "references.bib").exists()


def test_a_note_is_not_put_where_nothing_reads_it() -> None:
    (found,) = new_study(read_manuscript(project({"10-a.md": "# A"}))[0], "hall2017").diagnostics
    assert found.message == "Notes on studies are only read below content/, which this project does not have."


def test_a_note_is_not_added_to_the_texts_of_another_tool() -> None:
    files = project({"content/metadata.yaml": "title: A\n", "content/01.a.md": "By @hall2017.\n"})
    (found,) = new_study(read_manuscript(files)[0], "hall2017").diagnostics
    assert found.message == "Notes on studies are not read from another tool's project."


def test_a_study_is_asked_for_every_facet() -> None:
    made = new_study(read_manuscript(project({"review.yaml": FACETS, **SECTIONS}))[0], "hall2017")
    assert str(made.path) == "content/studies/hall2017.md"
    document, unreadable = read_document(made.text, str(made.path))
    note, wrong = read_note(document)
    assert (unreadable, wrong) == ((), ())
    assert note.facets == ()
    facets = dict(document.front_matter.pairs)["facets"].value
    assert isinstance(facets, YamlMap)
    assert [name for name, _ in facets.pairs] == ["country", "odd: name"]


def test_a_study_has_an_entry_and_one_note() -> None:
    manuscript, _ = read_manuscript(project({"content/studies/hall2017.md": "Text.", **SECTIONS}))
    assert new_study(manuscript, "hall2018").diagnostics[0].hint == "did you mean “hall2017”?"
    assert "already has a note" in new_study(manuscript, "hall2017").diagnostics[0].message


@pytest.mark.parametrize("key", ["a/b", "../up", ".hidden", "c:d"])
def test_a_key_that_is_no_file_name_is_spelt_as_one(key: str) -> None:
    files = project(SECTIONS, bibliography=f"@book{{{key}, title = {{A}}, year = 2000}}")
    made = new_study(read_manuscript(files)[0], key)
    assert made.path.parent.as_posix() == "content/studies"
    with_note = {**dict.fromkeys(SECTIONS, "# A"), str(made.path): made.text}
    again, wrong = read_manuscript(project(with_note, bibliography=f"@book{{{key}, title = {{A}}, year = 2000}}"))
    assert not wrong
    assert new_study(again, key).diagnostics


def test_new_files_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    (tmp_path / "content/studies/page2021.md").unlink()
    assert main(["new", "section", "Results: a summary", "--project", str(tmp_path)]) == 0
    assert main(["new", "study", "page2021", "--project", str(tmp_path)]) == 0
    assert main(["build", "--strict", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["new", "study", "paje2021", "--project", str(tmp_path)]) == 1
    assert "did you mean “page2021”?" in capsys.readouterr().err
    assert main(["new", "study", "page2021", "--project", str(tmp_path)]) == 1
    assert main(["new", "study", "page2021", "--project", str(tmp_path / "nowhere")]) == 2


def test_a_note_may_be_begun_on_what_no_text_cites_yet(tmp_path: Path) -> None:
    for path, text in {"review.yaml": "studies: cited\n", "content/10-a.md": "# A\n\nBy @a.\n"}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "references.bib").write_text("@misc{a, title = {A}}\n@misc{b, title = {B}}\n", encoding="utf-8")
    assert main(["new", "study", "b", "--project", str(tmp_path)]) == 0
