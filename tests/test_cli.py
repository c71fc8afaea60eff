"""The command line: exit codes, what is printed where, and when nothing is written.

A stand-in for `build` says what is wrong, so that each case is one line; the
tests at the end run the real one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest

from site_builder import __version__
from site_builder.cli import main
from site_builder.cli.printing import as_github, as_text
from site_builder.diagnostics import NOWHERE, Diagnostic, Location, Rule
from site_builder.model import Files

UNKNOWN_KEY = Diagnostic(
    Rule.UNKNOWN_CITATION_KEY, Location("content/20-methods.md", 3, 10), "“smith” is unknown.", "did you mean “smyth”?"
)
NO_YEAR = Diagnostic(Rule.MISSING_YEAR, Location("references.bib", 1, 1), "“a” has no year.")
DEAD_LINK = Diagnostic(Rule.DEAD_LINK, Location("index.html", 1, 4), "Leads nowhere.")

SITE = {PurePosixPath("index.html"): b"<p>home", PurePosixPath("style.css"): b""}


@dataclass(frozen=True, slots=True)
class Build:
    site: Files
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Run:
    code: int
    out: str
    err: str


Runner = Callable[..., Run]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, which is the current folder."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/20-methods.md").write_text("# Methods\n\nShown by @smith and others.\n", encoding="utf-8")
    (tmp_path / "references.bib").write_text("@article{a, title = {A}}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """`run("build", …, wrong=[…])`: the command in a project whose build finds these things wrong."""

    def runner(*arguments: str, wrong: tuple[Diagnostic, ...] = (), site: Files = SITE) -> Run:
        stand_in = ModuleType("site_builder.build")
        stand_in.build = lambda files: Build(site, wrong)  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "site_builder.build", stand_in)
        code = main(arguments)
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return runner


# build


def test_build_says_what_it_did(run: Runner, project: Path) -> None:
    assert run("build") == Run(0, "Built 1 page into output/: 2 files written, 0 unchanged.\n", "")
    assert (project / "output/index.html").read_bytes() == b"<p>home"
    assert run("build").out == "Built 1 page into output/: 0 files written, 2 unchanged.\n"
    other = {PurePosixPath("index.html"): b"<p>new home", PurePosixPath("a/index.html"): b""}
    assert run("build", site=other).out == "Built 2 pages into output/: 2 files written, 0 unchanged, 1 deleted.\n"


def test_errors_leave_the_old_site_as_it_is(run: Runner, project: Path) -> None:
    assert run("build", wrong=(UNKNOWN_KEY, NO_YEAR)).code == 1
    assert not (project / "output").exists()
    run("build")
    broken = run("build", wrong=(UNKNOWN_KEY,), site={})
    assert (broken.code, broken.out) == (1, "Nothing was written: 1 error.\n")
    assert (project / "output/index.html").exists()


def test_warnings_fail_only_when_strict(run: Runner, project: Path) -> None:
    strict = run("build", "--strict", wrong=(NO_YEAR, NO_YEAR))
    assert (strict.code, strict.out) == (1, "Nothing was written: 2 warnings.\n")
    lenient = run("build", wrong=(NO_YEAR,))
    assert (lenient.code, lenient.out) == (0, "Built 1 page into output/: 2 files written, 0 unchanged; 1 warning.\n")


def test_build_takes_a_project_and_an_output(
    run: Runner, project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    assert run("build", str(project)).code == 0
    assert (project / "output/index.html").exists()
    assert run("build", str(project), "-o", "public").code == 0
    assert (elsewhere / "public/index.html").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "nowhere"], "site-builder: there is no folder “nowhere”."),
        (["check", "nowhere"], "site-builder: there is no folder “nowhere”."),
        (["build", "-o", "content"], "site-builder: the output folder “content” holds files that were not built"),
        (["build", "-o", "."], "site-builder: the output folder “.” is the project itself"),
        (["build", "-o", "references.bib/site"], "site-builder: "),
    ],
)
def test_wrong_folders_are_refused(run: Runner, arguments: list[str], said: str) -> None:
    refused = run(*arguments)
    assert refused.code == 2
    assert refused.err.startswith(said)
    assert refused.out == ""


@pytest.mark.parametrize(
    "arguments", [[], ["bake"], ["build", "--fast"], ["check", "--format", "xml"], ["build", "a", "b"]]
)
def test_wrong_usage_exits_with_2(run: Runner, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    assert left.value.code == 2


def test_version(run: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run("--version")
    assert left.value.code == 0
    assert capsys.readouterr().out == f"site-builder {__version__}\n"


# Diagnostics


def test_diagnostics_are_sorted_and_show_their_source(run: Runner) -> None:
    checked = run("check", wrong=(NO_YEAR, DEAD_LINK, UNKNOWN_KEY))
    assert checked.err == (
        "content/20-methods.md:3:10: error: “smith” is unknown. [unknown-citation-key]\n"
        "      3 | Shown by @smith and others.\n"
        "                   ^\n"
        "    hint: did you mean “smyth”?\n"
        "index.html:1:4: error: Leads nowhere. [dead-link]\n"
        "      1 | <p>home\n"
        "             ^\n"
        "references.bib:1:1: warning: “a” has no year. [missing-year]\n"
        "      1 | @article{a, title = {A}}\n"
        "          ^\n"
    )
    assert (checked.code, checked.out) == (1, "Checked 1 page: 2 errors and 1 warning.\n")


def test_check_writes_nothing(run: Runner, project: Path) -> None:
    assert run("check") == Run(0, "Checked 1 page: nothing is wrong.\n", "")
    assert run("check", wrong=(NO_YEAR,)).code == 0
    assert run("check", "--strict", wrong=(NO_YEAR,)).code == 1
    assert not (project / "output").exists()


def test_what_could_not_be_read_is_told_too(run: Runner, project: Path) -> None:
    (project / "content/gone.md").symlink_to("nowhere.md")
    assert "content/gone.md: error: This could not be read" in run("check").err


def test_paths_can_be_opened_from_the_current_folder(
    run: Runner, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.parent)
    lines = run("check", project.name, wrong=(UNKNOWN_KEY, DEAD_LINK)).err.splitlines()
    assert lines[0].startswith(f"{project.name}/content/20-methods.md:3:10: ")
    assert lines[1] == "      3 | Shown by @smith and others."
    assert lines[4].startswith("index.html:1:4: ")


def test_json_is_all_of_standard_output(run: Runner) -> None:
    checked = run("check", "--format", "json", wrong=(UNKNOWN_KEY,))
    assert json.loads(checked.out) == [
        {
            "rule": "unknown-citation-key",
            "severity": "error",
            "path": "content/20-methods.md",
            "line": 3,
            "column": 10,
            "message": "“smith” is unknown.",
            "hint": "did you mean “smyth”?",
        }
    ]
    assert (checked.code, checked.err) == (1, "Checked 1 page: 1 error.\n")
    assert json.loads(run("check", "--format", "json").out) == []


def test_github(run: Runner) -> None:
    checked = run("check", "--format", "github", wrong=(UNKNOWN_KEY,))
    assert checked.out.splitlines()[0] == (
        "::error file=content/20-methods.md,line=3,col=10,title=unknown-citation-key"
        "::“smith” is unknown.%0Adid you mean “smyth”?"
    )


def test_github_commands_cannot_be_broken_out_of() -> None:
    found = Diagnostic(Rule.MISSING_YEAR, Location("a,b:c%.md", 2), "100 %\r\n::error::x")
    assert as_github(found) == "::warning file=a%2Cb%3Ac%25.md,line=2,title=missing-year::100 %25%0D%0A::error::x"


@pytest.mark.parametrize(
    ("source", "column", "shown", "caret_under"),
    [
        ("plain text", 7, "plain text", 6),
        ("\tafter a tab", 2, " after a tab", 1),
        ("文献 @key", 4, "文献 @key", 5),
        ("e\u0301tude @key", 8, "e\u0301tude @key", 6),
        ("clear\x1b[2Jed", 3, "clear\N{REPLACEMENT CHARACTER}[2Jed", 2),
        ("a" * 300, 1, "a" * 100 + "…", 0),
        ("a" * 300, 300, "…" + "a" * 100, 100),
        ("a" * 300, 150, "…" + "a" * 100 + "…", 51),
    ],
)
def test_the_caret_stands_under_its_column(source: str, column: int, shown: str, caret_under: int) -> None:
    found = Diagnostic(Rule.MISSING_YEAR, Location("a.md", 1, column), "x")
    _, line, caret = as_text(found, source).split("\n")
    assert line == "      1 | " + shown
    assert caret == " " * (10 + caret_under) + "^"


def test_a_diagnostic_without_a_place_has_no_snippet() -> None:
    assert as_text(Diagnostic(Rule.NO_CONTENT, NOWHERE, "Nothing here."), "") == "error: Nothing here. [no-content]"


def test_ctrl_c_ends_quietly(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("site_builder.cli.building.read_files", interrupted)
    assert run("build") == Run(130, "", "site-builder: interrupted.\n")


# The real build


def site_builder(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "site_builder", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_real_review_is_built_once_and_then_left_alone(project: Path) -> None:
    (project / "content/20-methods.md").write_text("# Methods\n\nShown by @a.\n", encoding="utf-8")
    (project / "references.bib").write_text("@book{a, title = {A}, author = {B, C}, year = 2020}\n", encoding="utf-8")
    first = site_builder("build", "--strict", folder=project)
    assert (first.returncode, first.stderr) == (0, "")
    assert (project / "output/methods/index.html").is_file()
    again = site_builder("build", "--strict", folder=project)
    assert " 0 files written" in again.stdout


def test_a_real_error_is_pointed_at(project: Path) -> None:
    done = site_builder("check", folder=project)
    assert done.returncode == 1
    assert "content/20-methods.md:3:10: error: " in done.stderr
    assert "      3 | Shown by @smith and others.\n" + " " * 19 + "^" in done.stderr


def test_a_reader_that_stops_listening_gets_no_traceback(project: Path) -> None:
    command = [sys.executable, "-m", "site_builder", "check", "--format", "json"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 141


def test_styles_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "apa-6th"]) == 0
    assert "apa-6th-edition\t" in capsys.readouterr().out
    assert main(["styles", "no such style"]) == 1
    assert "no such style" in capsys.readouterr().err
