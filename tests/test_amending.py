"""A build after an edit of prose: it writes the pages that print it, and the site is that of a cold build."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pagefind.service import get_executable

from site_builder.cli import main
from site_builder.files import staging
from site_builder.files.stamps import digest
from site_builder.source_writing import KEPT
from tests.projects import files_in, stamps_of

HEAVY = "site_builder.cli.full_build"
SEARCHES = "content/20-searching.md"
NOTE = "content/studies/page2021.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A review that is built, and was written a while ago."""
    folder = tmp_path / "review"
    assert main(["init", "-q", str(folder)]) == 0
    with (folder / SEARCHES).open("a") as file:
        file.write("\nPlain words.\n")
    for path in folder.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))
    assert main(["build", "-q", "--no-search", str(folder)]) == 0
    return folder


def build(project: Path, *options: str, search: bool = False) -> str:
    """Whether a build made the site anew, or less than that. In either case it is what a cold build makes."""
    command = ["build", "-q", *options, *([] if search else ["--no-search"])]
    sys.modules.pop(HEAVY, None)
    assert main([*command, str(project)]) == 0
    done = "made" if HEAVY in sys.modules else "amended"
    copy = project.with_name("copy")
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns("output", KEPT))
    assert main([*command, str(copy)]) == 0
    assert files_in(project / "output") == files_in(copy / "output")
    shutil.rmtree(copy)
    return done


def edit(project: Path, path: str = SEARCHES, old: str = "Plain words", new: str = "Plain, if new, words") -> None:
    text = (project / path).read_text()
    assert text.count(old) == 1
    (project / path).write_text(text.replace(old, new))


def kept_texts(project: Path) -> Path:
    (found,) = (project / KEPT).glob("*.texts.jsonl")
    return found


def test_an_edit_of_prose_writes_its_page_and_the_print(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project)
    assert build(project) == "amended"
    edit(project, old="new", new="newer")
    capsys.readouterr()
    assert main(["build", "--no-search", str(project)]) == 0
    assert ": 2 files written, " in capsys.readouterr().out
    assert "newer" in (project / "output/searching/index.html").read_text()
    assert main(["build", "--no-search", str(project)]) == 0
    assert ": 0 files written, " in capsys.readouterr().out


def test_several_texts_may_be_edited_at_once(project: Path) -> None:
    with (project / NOTE).open("a") as file:
        file.write("\nIt reads well.\n")
    assert build(project) == "made"
    edit(project)
    edit(project, NOTE, "reads well", "reads very well")
    assert build(project) == "amended"
    edit(project, old="new, words", new="new, words [@page2021]")
    edit(project, NOTE, "very well", "well")
    assert build(project) == "made"


def test_a_large_site_is_amended_file_by_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_MANY", 1)
    before = (project / "output").stat().st_ino
    edit(project)
    assert build(project) == "amended"
    assert (project / "output").stat().st_ino == before


@pytest.mark.skipif(get_executable() is None, reason="no wheel of pagefind_bin for this machine")
def test_the_search_finds_what_is_new(project: Path) -> None:
    assert build(project, search=True) == "made"
    edit(project)
    assert build(project, search=True) == "amended"


def test_an_edit_of_an_entry_writes_what_shows_its_work(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, "references.bib", "{The {PRISMA} 2020 statement:", "{The fine {PRISMA} 2020 statement:")
    assert build(project) == "amended"
    edit(project, "references.bib", "{The fine {PRISMA} 2020", "{The {PRISMA} 2020")
    assert build(project) == "amended"
    edit(project)
    assert build(project) == "amended"
    edit(project, "references.bib", "{372}", "{373}")
    capsys.readouterr()
    assert main(["build", "--no-search", str(project)]) == 0
    written = int(capsys.readouterr().out.partition(" files written")[0].rpartition(" ")[2])
    assert 5 < written < 20
    edit(
        project,
        "references.bib",
        "@article{page2021,\n  author = {Page, Matthew J.",
        "@article{page2021,\n  author = {Page, Matthew",
    )
    assert build(project) == "made"
    edit(project, "references.bib", "{373}", "{374}")
    assert build(project) == "amended"


def test_a_comment_between_entries_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, "references.bib", "@article{page2021,", "% Read in May.\n\n@article{page2021,")
    assert build(project) == "amended"
    edit(project, "references.bib", "in May", "in June")
    capsys.readouterr()
    assert main(["build", "--no-search", str(project)]) == 0
    assert ": 0 files written, " in capsys.readouterr().out
    edit(project, "references.bib", "{372}", "{373}")
    assert build(project) == "amended"


@pytest.mark.parametrize(
    "spoil", [bytes.upper, lambda data: b"", lambda data: b"\xff", lambda data: data.replace(b"{372}", b"{371}")]
)
def test_a_copy_of_a_bibliography_is_believed_only_if_it_is_what_was_read(
    project: Path, spoil: Callable[[bytes], bytes]
) -> None:
    (copy,) = (path for path in (project / KEPT).glob("build-*") if not path.suffix.startswith(".json"))
    copy.write_bytes(spoil(copy.read_bytes()))
    edit(project, "references.bib", "{The {PRISMA} 2020 statement:", "{The fine {PRISMA} 2020 statement:")
    assert build(project) == "made"
    copy.unlink()
    edit(project, "references.bib", "{The fine {PRISMA}", "{The {PRISMA}")
    assert build(project) == "made"


def test_kept_works_are_not_believed_unless_they_are_whole(project: Path) -> None:
    (kept,) = (project / KEPT).glob("*.works.json")
    kept.write_text(kept.read_text().replace("page2021", "page2022"))
    edit(project, "references.bib", "{372}", "{373}")
    assert build(project) == "made"


@pytest.mark.parametrize(
    ("place", "value"), [(0, "studies/\udc00/index.html"), (4, float("inf")), (4, 10**12), (4, 10**30), (6, [1e999])]
)
def test_kept_works_that_cannot_be_are_not_an_error(project: Path, place: int, value: object) -> None:
    kept, (works,) = stamps_of(project), (project / KEPT).glob("*.works.json")
    head, _, written = works.read_text().partition("\n")
    what = json.loads(written)
    what["works"]["page2021"][place] = value
    spoilt = json.dumps(what)
    works.write_text(f"{digest([], spoilt.encode())}\n{spoilt}")
    whole = kept.read_text().partition("\n")[2].replace(head, digest([], spoilt.encode()))
    kept.write_text(f"{digest([], whole.encode())}\n{whole}")
    edit(project, "references.bib", "{372}", "{373}")
    assert build(project) == "made"


@pytest.mark.parametrize(
    ("settings", "old", "new"),
    [
        ("citation_style: nature", "Plain[@page2021] words", "Plain [@page2021] words"),
        ("citation_style: modern-language-association", "By @page2021 in words", "By @page2021. In words"),
        ("citation_style: nature\nnotes_after_punctuation: true", "Plain[@page2021] words", "Plain[@page2021], words"),
    ],
    ids=["a space", "a full stop", "moved punctuation"],
)
def test_what_touches_a_citation_is_not_printed_as_it_is(project: Path, settings: str, old: str, new: str) -> None:
    edit(project, "review.yaml", "citation_style: apa", settings)
    edit(project, new=old)
    build(project)
    edit(project, old=old, new=new)
    assert build(project) == "made"


OTHERS: dict[str, Callable[[Path], object]] = {
    "a study": lambda it: (it / "references.bib").open("a").write("@book{a2020, title={A}, year=2020}"),
    "a file more": lambda it: (it / "content/30-more.md").write_text("# More\n"),
    "its page": lambda it: (it / "output/searching/index.html").write_text("x"),
    "the page to print": lambda it: (it / "output/print/index.html").unlink(),
}


@pytest.mark.parametrize("what", OTHERS)
def test_where_more_has_changed_more_is_made(project: Path, what: str) -> None:
    edit(project)
    OTHERS[what](project)
    assert build(project) == "made"


def test_a_template_of_the_projects_own_may_show_more_of_a_text_than_its_words(project: Path) -> None:
    (project / "templates").mkdir()
    own = project / "templates/section.html"
    bundled = (Path(__file__).parent.parent / "templates/section.html").read_text()
    own.write_text(bundled.replace("<h1>", "<p>{{ page.body | select('string') | join | length }}</p><h1>"))
    assert main(["build", "-q", "--no-search", str(project)]) == 0
    before = (project / "output/searching/index.html").read_text()
    edit(project)
    assert main(["build", "-q", "--no-search", str(project)]) == 0
    assert (project / "output/searching/index.html").read_text() != before


def test_diagnostics_of_an_edited_text_have_its_new_places(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, old="Plain words", new="Plain words ![](pictures/none.png)")
    edit(project, "review.yaml", "title:", "rules: {dead-link: advice, missing-alt: warning}\ntitle:")
    main(["build", "--no-search", str(project)])
    capsys.readouterr()
    edit(project, old="\nPlain", new="\nMore.\n\nPlain")
    main(["build", "--no-search", str(project)])
    assert f"{SEARCHES}:24" in capsys.readouterr().err


def test_where_a_link_to_an_anchor_is_dead_a_paragraph_more_may_mend_it(project: Path) -> None:
    with (project / "content/10-introduction.md").open("a") as file:
        file.write("\nSee [there](20-searching.md#nowhere).\n")
    edit(project, "review.yaml", "title:", "rules: {dead-anchor: warning}\ntitle:")
    assert build(project) == "made"
    edit(project)
    assert build(project) == "made"


@pytest.mark.parametrize("text", ["10-introduction.md", "15-MORE.MD"])
def test_a_paragraph_less_is_none_that_something_may_lead_to(project: Path, text: str) -> None:
    edit(project, new="Plain words.\n\nMore of them")
    assert build(project) == "amended"
    edit(project, old=".\n\nMore of them", new="")
    assert build(project) == "amended"
    with (project / "content" / text).open("a") as file:
        file.write("\nSee [there](20-searching.md#par-2).\n")
    assert build(project) == "made"
    edit(project, new="Plain words.\n\nMore of them")
    assert build(project) == "amended"
    edit(project, old=".\n\nMore of them", new="")
    assert build(project) == "made"


@pytest.mark.skipif(get_executable() is None, reason="no wheel of pagefind_bin for this machine")
def test_a_file_of_the_authors_beside_the_index_stays(project: Path) -> None:
    (project / "content/pagefind").mkdir()
    (project / "content/pagefind/own.txt").write_text("mine")
    edit(project, old="Plain words", new="Plain words in [a file](pagefind/own.txt)")
    assert build(project, search=True) == "made"
    edit(project, old="Plain words", new="Plain, if new, words")
    assert build(project, search=True) == "made"
    assert (project / "output/pagefind/own.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: text.replace("Plain", "Plane"),
        lambda text: text.replace("searching/index.html", "../searching/index.html"),
    ],
)
def test_kept_texts_are_not_believed_unless_they_are_whole(project: Path, spoil: Callable[[str], str]) -> None:
    kept = kept_texts(project)
    kept.write_text(spoil(kept.read_text()))
    edit(project)
    assert build(project) == "made"
    edit(project, old="new,", new="new or so,")
    assert build(project) == "amended"


@pytest.mark.parametrize("text", ["# Another text\n", "# A text with half a sign: \udc00\n"])
def test_a_kept_text_is_believed_only_if_it_was_the_one_that_the_site_was_made_from(project: Path, text: str) -> None:
    kept, texts = stamps_of(project), kept_texts(project)
    head, about, *_ = texts.read_text().split("\n")
    spoilt = f"{about}\n{json.dumps([SEARCHES, text, [], False])}"
    texts.write_text(f"{digest([], spoilt.encode())}\n{spoilt}")
    whole = kept.read_text().partition("\n")[2].replace(head, digest([], spoilt.encode()))
    kept.write_text(f"{digest([], whole.encode())}\n{whole}")
    edit(project)
    assert build(project) == "made"


def test_what_is_kept_is_not_believed_where_it_is_nested_too_deep(project: Path) -> None:
    kept = stamps_of(project)
    text = "[" * 200_000
    kept.write_text(f"{digest([], text.encode())}\n{text}")
    assert build(project) == "made"
