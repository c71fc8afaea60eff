"""The command line: exit codes, what is printed where, and when nothing is written.

A stand-in for `build` says what is wrong, so that each case is one line; the
tests at the end run the real one.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest

from site_builder import __version__
from site_builder.build import Builder
from site_builder.cli import main
from site_builder.cli.diagnostic_formats import as_github, as_text
from site_builder.cli.terminal import Paint, paint_for, progress
from site_builder.diagnostics import NOWHERE, Diagnostic, Location, Rule, Severity, Weights
from site_builder.model import Files
from site_builder.settings import read_settings
from tests.projects import BIBLIOGRAPHY

UNKNOWN_KEY = Diagnostic(
    Rule.UNKNOWN_CITATION_KEY, Location("content/20-methods.md", 3, 10), "“smith” is unknown.", "did you mean “smyth”?"
)
NO_YEAR = Diagnostic(Rule.MISSING_YEAR, Location("references.bib", 1, 1), "“a” has no year.")
UNCITED = Diagnostic(Rule.UNCITED_ENTRY, Location("references.bib", 1, 1), "“a” is never cited.", "cite it.")
DEAD_LINK = Diagnostic(Rule.DEAD_LINK, Location("index.html", 1, 4), "Leads nowhere.")

SITE = {PurePosixPath("index.html"): b"<p>home", PurePosixPath("style.css"): b""}


@dataclass(frozen=True, slots=True)
class StandIn:
    """A draft of which it is known what is wrong with it."""

    site: Files
    wrong: tuple[Diagnostic, ...]
    weights: Weights = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    base_url: str = ""
    basis: None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(map(str, self.site))

    def make(self, address: str) -> tuple[bytes, tuple[Diagnostic, ...]]:
        return self.site[PurePosixPath(address)], ()

    def all_diagnostics(self, *_made: object) -> tuple[Diagnostic, ...]:
        return self.wrong


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

    def runner(*arguments: str, wrong: tuple[Diagnostic, ...] = (), site: Files = SITE, weights: Weights = ()) -> Run:
        adviser = ModuleType("site_builder.advice")
        adviser.advise = lambda files: (UNCITED,)  # type: ignore[attr-defined]
        # Another stand-in is another review, so that no file may be what it was.
        with (project / "references.bib").open("a", encoding="utf-8") as file:
            file.write(" ")
        monkeypatch.setattr(Builder, "draft", lambda *_: StandIn(site, wrong, weights))
        monkeypatch.setitem(sys.modules, "site_builder.advice", adviser)
        code = main(arguments)
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return runner


# build


@pytest.mark.parametrize("given", ["--version", "build --help"])
def test_commands_that_build_nothing_do_not_load_the_builder(given: str) -> None:
    # Since Python 3.14, the help of `argparse` has colours, for which it loads `dataclasses` itself.
    code = "import sys; from argparse import ArgumentParser\n"
    code += "if 'help' in sys.argv[1]: ArgumentParser().format_help()\n"
    code += "own = set(sys.modules); from site_builder.cli import main\n"
    code += f"try: main({given.split()})\nexcept SystemExit: pass\n"
    heavy = "{'jinja2', 'yaml', 'pybtex', 'markdown_it', 'babel', 'dataclasses'}"
    code += f"print(sorted({heavy} & set(sys.modules) - own))"
    done = subprocess.run([sys.executable, "-c", code, given], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_build_says_what_it_did(run: Runner, project: Path) -> None:
    assert run("build") == Run(0, "Built 1 page into output/: 2 files written, 0 unchanged.\n", "")
    assert (project / "output/index.html").read_bytes() == b"<p>home"
    assert run("build").out == "Built 1 page into output/: 0 files written, 2 unchanged.\n"
    other = {PurePosixPath("index.html"): b"<p>new home", PurePosixPath("a/index.html"): b""}
    assert run("build", site=other).out == "Built 2 pages into output/: 2 files written, 0 unchanged, 1 deleted.\n"


def test_build_says_where_its_time_went(run: Runner) -> None:
    stages, *_, memory = run("build", "--profile").err.splitlines()
    assert stages.split() == ["stage", "seconds", "processor"]
    assert memory.startswith("MiB at most")


@pytest.mark.parametrize("port", ["0", "-1", "many", "65536"])
def test_a_port_that_cannot_be_is_refused(run: Runner, port: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("serve", "--port", port)


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "65"])
def test_a_number_of_processes_that_cannot_be_is_refused(run: Runner, jobs: str) -> None:
    with pytest.raises(SystemExit):
        run("build", "--jobs", jobs)


def test_errors_leave_the_old_site_as_it_is(run: Runner, project: Path) -> None:
    run("build")
    broken = run("build", wrong=(UNKNOWN_KEY,), site={})
    assert (broken.code, broken.out) == (1, "Nothing was written: 1 error.\n")
    assert (project / "output/index.html").exists()


def test_errors_hold_up_no_site_where_there_is_none_without(run: Runner, project: Path) -> None:
    first = run("build", wrong=(UNKNOWN_KEY, NO_YEAR))
    told = "Built 1 page into output/: 3 files written, 0 unchanged; 1 error and 1 warning.\n"
    assert (first.code, first.out) == (1, told)
    assert (project / "output/index.html").exists()
    assert run("build", wrong=(UNKNOWN_KEY,)).out.startswith("Built 1 page into output/: 0 files written")
    mended = run("build")
    assert (mended.code, mended.out) == (0, "Built 1 page into output/: 0 files written, 2 unchanged, 1 deleted.\n")
    assert run("build", wrong=(UNKNOWN_KEY,)).out == "Nothing was written: 1 error.\n"


@pytest.mark.parametrize("rule", [Rule.NO_CONTENT, Rule.TEMPLATE_ERROR])
def test_no_site_is_written_without_a_text_or_with_a_page_that_fails(rule: Rule, tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY)
    if rule is Rule.TEMPLATE_ERROR:
        (tmp_path / "content").mkdir()
        (tmp_path / "content/index.md").write_text("# A review\n")
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates/home.html").write_text("{{ page.nothing }}")
    assert main(["build", str(tmp_path), "--no-search", "--quiet"]) == 1
    assert not (tmp_path / "output").exists()


def test_warnings_fail_only_when_strict(run: Runner, project: Path) -> None:
    run("build")
    strict = run("build", "--strict", wrong=(NO_YEAR, replace(NO_YEAR, message="“b” has no year.")))
    assert (strict.code, strict.out) == (1, "Nothing was written: 2 warnings.\n")
    lenient = run("build", wrong=(NO_YEAR,))
    assert (lenient.code, lenient.out) == (0, "Built 1 page into output/: 0 files written, 2 unchanged; 1 warning.\n")


def test_build_takes_a_project_and_an_output(
    run: Runner, project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    assert run("build", str(project)).code == 0
    assert (project / "output/index.html").exists()
    # A variable of a script may be unset.
    assert run("build", str(project), "-o", "").code == 0
    assert not list(elsewhere.iterdir())
    assert run("build", str(project), "-o", "public").code == 0
    assert (elsewhere / "public/index.html").exists()


def test_an_address_is_taken_as_review_yaml_takes_one(run: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    for address in ("https://example.org/review/", ""):
        assert run("build", "--base-url", address).code == 0
    for address in ("example.org", "https://example.org/?a", "https://me:secret@example.org", "https://e.org/a/../b"):
        with pytest.raises(SystemExit) as refused:
            main(["check", "--base-url", address])
        assert refused.value.code == 2
        said = (
            f"argument --base-url: “base_url” must be an address such as “https://example.org/review”, not “{address}”."
        )
        assert said in capsys.readouterr().err
        assert read_settings(f"base_url: '{address}'", "review.yaml")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "nowhere"], "site-builder: there is no folder “nowhere”."),
        (["check", "nowhere"], "site-builder: there is no folder “nowhere”."),
        (["build", "references.bib"], "site-builder: “references.bib” is a file, and a project is a folder: give “.”"),
        (["build", "-o", "content"], "site-builder: the output folder “content” is a place for what you write"),
        (["build", "-o", "templates/new"], "site-builder: the output folder “templates/new” is a place for what you"),
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


def test_version(run: Runner) -> None:
    assert run("--version") == Run(0, f"site-builder {__version__}\n", "")


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


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_snippets_are_in_the_encoding_in_which_the_file_was_read(run: Runner, project: Path, encoding: str) -> None:
    (project / "references.bib").write_bytes("@article{é, title = {Ä}}\n".encode(encoding))
    wrong = replace(UNKNOWN_KEY, location=Location("references.bib", 1, 10))
    assert "      1 | @article{é, title = {Ä}}\n                   ^\n" in run("check", wrong=(wrong,)).err


@pytest.mark.parametrize(("line_end", "start"), [("\n", "\ufeff"), ("\r", ""), ("\r\n", "\ufeff")])
def test_snippets_know_byte_order_marks_and_every_line_end(
    run: Runner, project: Path, line_end: str, start: str
) -> None:
    path = project / "content/20-methods.md"
    path.write_text(f"{start}@a\n@smith\n".replace("\n", line_end), encoding="utf-8", newline="")
    wrong = (replace(UNKNOWN_KEY, location=Location("content/20-methods.md", line, 2)) for line in (1, 2))
    snippets = [line for line in run("check", wrong=tuple(wrong)).err.splitlines() if line.startswith("      ")]
    assert snippets == ["      1 | @a", "           ^", "      2 | @smith", "           ^"]


def test_check_writes_nothing(run: Runner, project: Path) -> None:
    assert run("check") == Run(0, "Checked 1 page: nothing is wrong.\n", "")
    assert run("check", wrong=(NO_YEAR,)).code == 0
    assert run("check", "--strict", wrong=(NO_YEAR,)).code == 1
    assert not (project / "output").exists()


def test_unreadable_files_are_reported_too(run: Runner, project: Path) -> None:
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


def test_advice_is_for_those_who_ask_and_never_fails(run: Runner) -> None:
    assert run("check", "--strict").out == "Checked 1 page: nothing is wrong.\n"
    asked = run("check", "--strict", "--advice", wrong=(UNKNOWN_KEY, NO_YEAR))
    assert asked.out == "Checked 1 page: 1 error, 1 warning and 1 piece of advice.\n"
    assert run("build", "--strict", "--advice").code == 0
    assert "references.bib:1:1: advice: “a” is never cited. [uncited-entry]" in asked.err
    assert run("check", "--advice", "--format", "github").out.startswith("::notice file=references.bib,line=1,col=1,")


def test_a_review_gives_rules_their_weight(run: Runner) -> None:
    louder = run("check", weights=((Rule.UNCITED_ENTRY, Severity.WARNING), (Rule.MISSING_YEAR, None)), wrong=(NO_YEAR,))
    assert (louder.code, louder.out) == (0, "Checked 1 page: 1 warning.\n")
    assert "references.bib:1:1: warning: “a” is never cited. [uncited-entry]" in louder.err
    softer = run("check", "--strict", weights=((Rule.MISSING_YEAR, Severity.ADVICE),), wrong=(NO_YEAR,))
    assert (softer.code, softer.err) == (0, "")


def test_a_hundred_mistakes_are_shown_as_a_hundred_in_order_and_summed_up(run: Runner) -> None:
    keys = [Diagnostic(Rule.UNKNOWN_CITATION_KEY, Location("content/a.md", line), "?") for line in range(60, 0, -1)]
    years = [Diagnostic(Rule.MISSING_YEAR, Location("references.bib", line), "?") for line in range(40, 0, -1)]
    checked = run("check", wrong=(*years, *keys))
    shown = [line.split(" ")[0] for line in checked.err.splitlines() if "?" in line]
    assert shown == [
        *(f"content/a.md:{line}:" for line in range(1, 61)),
        *(f"references.bib:{n}:" for n in range(1, 41)),
    ]
    assert checked.err.endswith("In all: 60 unknown-citation-key, 40 missing-year.\n")
    assert checked.out == "Checked 1 page: 60 errors and 40 warnings.\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert paint_for(Terminal()).in_colour
    assert not paint_for(io.StringIO()).in_colour
    monkeypatch.setenv("TERM", "dumb")
    assert not paint_for(Terminal()).in_colour
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not paint_for(Terminal()).in_colour


def test_colours_change_no_word() -> None:
    coloured = as_text(UNKNOWN_KEY, "Shown by @smith.", Paint(in_colour=True))
    assert "\x1b[1;31merror:\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == as_text(UNKNOWN_KEY, "Shown by @smith.")
    assert "\x1b[2J" not in as_text(replace(UNKNOWN_KEY, message="clear\x1b[2Jed"), "", Paint(in_colour=True))


def test_progress_is_shown_after_a_while_and_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        with progress(stream) as now:
            now("Reading the files")
    assert terminal.getvalue() + file.getvalue() == ""
    monkeypatch.setattr("site_builder.cli.terminal._PATIENCE", 0.01)
    with progress(terminal) as now:
        now("Building the site")
        time.sleep(0.1)
    assert "Building the site … 0 s" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert "| `unknown-citation-key` | error |" in capsys.readouterr().out


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
def test_the_caret_is_under_its_column(source: str, column: int, shown: str, caret_under: int) -> None:
    found = Diagnostic(Rule.MISSING_YEAR, Location("a.md", 1, column), "x")
    _, line, caret = as_text(found, source).split("\n")
    assert line == "      1 | " + shown
    assert caret == " " * (10 + caret_under) + "^"


def test_a_diagnostic_without_a_place_has_no_snippet() -> None:
    assert as_text(Diagnostic(Rule.NO_CONTENT, NOWHERE, "Nothing here."), "") == "error: Nothing here. [no-content]"


def test_ctrl_c_ends_quietly(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("site_builder.cli.full_build.read_files", interrupted)
    assert run("build") == Run(130, "", "site-builder: interrupted.\n")


# The real build


def site_builder(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "site_builder", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_real_review_is_not_built_again_without_changes(project: Path) -> None:
    (project / "content/20-methods.md").write_text("# Methods\n\nShown by @a.\n", encoding="utf-8")
    (project / "references.bib").write_text("@book{a, title = {A}, author = {B, C}, year = 2020}\n", encoding="utf-8")
    first = site_builder("build", "--strict", folder=project)
    assert (first.returncode, first.stderr) == (0, "")
    assert (project / "output/methods/index.html").is_file()
    again = site_builder("build", "--strict", folder=project)
    assert " 0 files written" in again.stdout


def test_a_mistake_in_a_real_review_is_reported_with_its_line(project: Path) -> None:
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


@pytest.mark.parametrize("editor", ["x://{path}&{foo}", "x://{", "x://{}", "x://{path.name}"])
def test_an_address_of_an_editor_that_cannot_be_filled_in_is_refused(
    editor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITE_BUILDER_EDITOR", editor)
    assert main(["serve", "--no-open", str(tmp_path)]) == 2
    assert "SITE_BUILDER_EDITOR" in capsys.readouterr().err


def test_to_list_the_styles_no_other_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "csl/styles").mkdir(parents=True)
    (tmp_path / "csl/styles/our-house.csl").write_text("<style><title>Our house</title></style>")
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    looked: list[str] = []
    scan = os.scandir

    def recorded(folder: str) -> object:
        looked.append(folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", recorded)
    assert main(["styles", "our-house"]) == 0
    assert {folder for folder in looked if not os.path.isabs(folder)} == {"csl", "csl/styles"}


@pytest.mark.parametrize(
    ("texts", "is_followed"),
    [
        (["book/index.qmd", "README.md"], True),
        (["book/index.qmd", "docs/a.md", "docs/b.md"], False),
        (["book/index.qmd", "thesis.md"], False),
        (["book/index.qmd", "slides/index.qmd", "slides/_quarto.yml"], False),
    ],
)
def test_the_only_project_below_a_repository_is_built(texts: list[str], *, is_followed: bool, tmp_path: Path) -> None:
    for name in ("book/_quarto.yml", *texts):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        is_project = name.endswith(".yml")
        (tmp_path / name).write_text("book: {title: Of tides, chapters: [index.qmd]}" if is_project else "# Text\n")
    done = site_builder("build", "--no-search", folder=tmp_path)
    assert ("Read book, which is the only project in ." in done.stderr) == is_followed
    assert not is_followed or "Of tides" in (tmp_path / "output/index.html").read_text(encoding="utf-8")
