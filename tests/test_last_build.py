"""A build of what has not changed: it only looks, and is never wrong about that."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from site_builder.cli import main
from site_builder.files.site_paths import MANIFEST, UNFINISHED
from site_builder.files.stamps import digest
from site_builder.files.successors import successor_of
from site_builder.source_writing import KEPT
from tests.projects import stamps_of

HEAVY = "site_builder.cli.full_build"
LIGHT = "site_builder.cli.amending_texts"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A review that is built, and was written a while ago."""
    folder = tmp_path / "review"
    assert main(["init", "-q", str(folder)]) == 0
    for path in folder.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))
    assert build(folder) == "made"
    return folder


def build(project: Path, *options: str) -> str:
    """Whether a build made the site anew, amended it, or saw that there is nothing to do."""
    for module in (HEAVY, LIGHT):
        sys.modules.pop(module, None)
    assert main(["build", "-q", "--no-search", *options, str(project)]) == 0
    return "made" if HEAVY in sys.modules else "amended" if LIGHT in sys.modules else "looked"


def test_what_has_not_changed_is_reported_as_before(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "references.bib").open("a") as file:
        file.write("@book{uncited2020, title = {No year}}\n")
    said = []
    for _ in range(3):
        capsys.readouterr()
        assert main(["build", "--no-search", str(project)]) == 0
        said.append(capsys.readouterr())
    assert "year" in said[0].err
    assert [each.err for each in said] == [said[0].err] * 3
    assert ": 0 files written, " in said[1].out
    assert said[1] == said[2]


def test_a_paper_that_has_not_changed_is_not_looked_through_for_projects(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text("# One\n\nBy @a.\n")
    (tmp_path / "paper.bib").write_text("@book{a, author={A, B}, title={T}, year=2001}\n")
    for path in tmp_path.iterdir():
        os.utime(path, ns=(10**18, 10**18))
    code = f"import sys; from site_builder.cli import main; main(['build', '-q', '--no-search', {str(tmp_path)!r}])\n"
    code += "print(sorted({'site_builder.projects', 'site_builder.build', 'yaml', 'jinja2'} & set(sys.modules)))"
    done = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)]
    assert [each.stdout.splitlines()[-1] for each in done][1] == "[]"


def same_stamp(path: Path) -> None:
    """Another text of the same length, at the very moment of the one before."""
    status = path.stat()
    path.write_text(path.read_text().replace("a", "b", 1))
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))


EDITS: dict[str, Callable[[Path], object]] = {
    "another text": lambda it: (it / "content/index.md").write_text("# Another\n"),
    "a text more": lambda it: (it / "content/90-more.md").write_text("# More\n"),
    "a text less": lambda it: next((it / "content/studies").glob("*.md")).unlink(),
    "a text of the same length at the same moment": lambda it: same_stamp(it / "content/index.md"),
    "a page that is gone": lambda it: (it / "output/index.html").unlink(),
    "a folder of pages that is gone": lambda it: shutil.rmtree(it / "output/studies"),
    "another page": lambda it: (it / "output/index.html").write_text("x"),
    "a site that is gone": lambda it: shutil.rmtree(it / "output"),
    "another list of what was built": lambda it: (it / "output" / MANIFEST).write_text("nothing"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_has_changed_is_rebuilt(project: Path, edit: str) -> None:
    if edit == "a text of the same length at the same moment":
        with (project / "content/index.md").open("a") as file:
            file.write("\n")
        assert build(project) == "amended"
    assert build(project) == "looked"
    EDITS[edit](project)
    if edit == "another list of what was built":
        assert main(["build", "-q", "--no-search", str(project)]) == 2
        return
    assert build(project) != "looked"
    assert (project / "output/studies").is_dir()
    assert (project / "output/index.html").read_text() != "x"
    assert build(project) == "looked"


def test_a_bibliography_beyond_the_folder_is_looked_at_too(project: Path) -> None:
    library = project / "../library.bib"
    with (project / "review.yaml").open("a") as file:
        file.write("bibliography: [references.bib, ../library.bib]\n")
    (project / "content/90-more.md").write_text("# More\n\nBy @ash2001.\n")
    assert main(["build", "-q", "--no-search", str(project)]) == 1
    work = "@book{ash2001, author = {Ash, B.}, title = {Rest}, year = 2001}\n"
    library.write_text(work)
    assert build(project) == "made"
    assert build(project) == "looked"
    with (project / "content/index.md").open("a") as file:
        file.write("\n")
    assert build(project) == "amended"
    assert build(project) == "looked"
    library.write_text(work.replace("Ash", "Elm"))
    assert build(project) == "made"
    assert "Elm" in (project / "output/more/index.html").read_text()
    os.utime(library, ns=(10**18, 10**18))
    assert build(project) == "looked"
    library.unlink()
    assert main(["build", "-q", "--no-search", str(project)]) == 1


def test_a_file_whose_name_is_spelt_as_on_another_system_is_only_looked_at(project: Path) -> None:
    own = project / "content" / normalize("NFD", "40-größe.md")
    own.write_text("# How large\n", encoding="utf-8")
    assert build(project) == "made"
    assert build(project) == "looked"
    own.write_text("# How tall\n", encoding="utf-8")
    assert build(project) != "looked"
    (page,) = project.glob("output/gr*e/index.html")
    assert "How tall" in page.read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_nobody_waits_for_a_pipe_in_the_place_of_a_file(project: Path) -> None:
    (project / "content/index.md").unlink()
    os.mkfifo(project / "content/index.md")
    assert main(["build", "-q", "--no-search", str(project)]) == 1


@pytest.mark.parametrize("options", [["--strict"], ["--base-url", "https://example.org"], ["--format", "json"]])
def test_a_build_with_other_options_is_made_again(project: Path, options: list[str]) -> None:
    assert build(project) == "looked"
    assert build(project, *options) == "made"
    assert build(project, *options) == "looked"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: "null",
        lambda text: text.replace('"said"', '"says"'),
        lambda text: text.replace("review", "Review"),
        lambda text: "\x00" + text,
        lambda text: text.split("\n")[0] + "\n{}",
        lambda text: "\udcff",
    ],
)
def test_what_is_kept_is_not_believed_unless_it_is_whole(project: Path, spoil: Callable[[str], str]) -> None:
    file = stamps_of(project)
    file.write_bytes(spoil(file.read_text()).encode(errors="surrogateescape"))
    assert build(project) == "made"
    assert build(project) == "looked"


def test_what_is_kept_is_not_believed_where_a_number_is_none(project: Path) -> None:
    file = stamps_of(project)
    what = json.loads(file.read_text().partition("\n")[2])
    what["said"][2] = float("inf")
    text = json.dumps(what)
    file.write_text(f"{digest([], text.encode())}\n{text}")
    assert build(project) == "made"


def test_what_is_kept_may_be_deleted_or_have_no_place(project: Path) -> None:
    shutil.rmtree(project / KEPT)
    assert build(project) == "made"
    shutil.rmtree(project / KEPT)
    (project / KEPT).write_text("a file of somebody's")
    assert build(project) == "made"
    assert build(project) == "made"
    assert (project / KEPT).read_text() == "a file of somebody's"


def test_what_was_only_touched_has_not_changed(project: Path) -> None:
    for path in (project / "content").rglob("*.md"):
        path.touch()
    assert build(project) == "looked"


def test_a_build_that_fails_is_not_kept(project: Path) -> None:
    good = (project / "content/index.md").read_text()
    (project / "content/index.md").write_text("# Title\n\n@nobody2000\n")
    for _ in range(2):
        assert main(["build", "-q", "--no-search", str(project)]) == 1
    (project / "content/index.md").write_text(good)
    assert build(project) == "made"


def test_what_a_killed_build_left_is_cleared_though_nothing_has_changed_since(project: Path) -> None:
    left = successor_of(project / "output")
    left.mkdir()
    (left / UNFINISHED).touch()
    (left / "index.html").write_text("half a page")
    assert build(project) == "made"
    assert not left.exists()
    assert build(project) == "looked"


def test_a_copy_of_a_project_is_built_for_itself(project: Path) -> None:
    copy = project.with_name("copy")
    shutil.copytree(project, copy)
    (copy / "content/index.md").write_text("# The copy\n")
    assert build(copy) == "made"
    assert build(project) == "looked"
