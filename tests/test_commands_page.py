"""docs/commands.md is true: each command and option stands there as its help has it, and each example runs."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.cli import main
from site_builder.cli.commands import command_line
from site_builder.cli.examples import EXAMPLES, all_parsers

PAGE = (Path(__file__).parent.parent / "docs/commands.md").read_text(encoding="utf-8")
PARSERS = {parser.prog: parser for parser in all_parsers(command_line())}
COMMANDS = [name for name in PARSERS if name != "site-builder"]
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
SHOWN = [line.partition("  #")[0].strip() for block in BLOCKS for line in block.splitlines()]

ZOTERO = """\
TY  - CHAP
TI  - Searching for and selecting studies
AU  - Lefebvre, Carol
T2  - A handbook
PY  - 2019
ER  - 
"""
PUBMED = "PMID- 33499930\nTI  - PRISMA-S\nDP  - 2021\nLID - 10.1186/s13643-020-01542-z [doi]\n"
JABREF = "@Book{ash2000,\n  author = {Ash, Ann},\n  title = {On method},\n  year = {2000},\n}\n"


def sections() -> dict[str, str]:
    """The text below each command's heading."""
    parts = re.split(r"^##+ `(site-builder[^`]*)`$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            continue
        name = str(action.metavar or (" ".join(action.choices) if action.choices else action.dest.upper()))
        takes = "" if action.nargs == 0 else f" {name}"
        if action.choices and not action.metavar:
            takes = f" {'|'.join(map(str, action.choices))}"
        names = ", ".join(f"`{option}{takes}`" for option in action.option_strings) or f"`{name}`"
        yield f"| {names} | {action.help} |"


def escaped(row: str) -> str:
    """A row of a table, where a bar within code would end the cell."""
    return re.sub(r"`([^`]*)`", lambda code: code[0].replace("|", "\\|"), row)


def test_every_command_has_a_section() -> None:
    assert sorted(sections()) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_there_as_its_help_has_it(name: str) -> None:
    told = [line for line in sections()[name].splitlines() if line.startswith("| `")]
    assert told == [escaped(row) for row in rows(PARSERS[name])]


@pytest.mark.parametrize("name", PARSERS)
def test_help_ends_with_examples_that_the_page_has_too(name: str) -> None:
    assert EXAMPLES[name]
    for command, about in EXAMPLES[name]:
        assert f"  {command}\n      {about}" in PARSERS[name].format_help()
        assert command in SHOWN


def test_every_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in SHOWN:
        program, *arguments = shlex.split(line)
        if program == "cd":
            monkeypatch.chdir(arguments[0])
            Path("zotero.ris").write_text(ZOTERO, encoding="utf-8")
            Path("pubmed.nbib").write_text(PUBMED, encoding="utf-8")
            Path("jabref.bib").write_text(JABREF, encoding="utf-8")
            Path("retraction_watch.csv").write_text("OriginalPaperDOI,RetractionNature\n", encoding="utf-8")
        elif arguments[0] != "serve" and "--external" not in arguments:
            assert program == "site-builder"
            assert main(arguments) == 0, line


def test_exit_codes_are_those_of_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    (tmp_path / "content/20-searching.md").write_text("# Searching\n\n@nobody\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert main(["check", str(tmp_path / "nowhere")]) == 2


@pytest.mark.parametrize("command", ["init", "build", "check", "clean --dry-run", "import export.ris", "clean"])
def test_quiet_is_quiet_and_verbose_says_more(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {}
    for loudness in ("--quiet", "", "--verbose"):
        folder = tmp_path / (loudness or "plain")
        folder.mkdir()
        monkeypatch.chdir(folder)
        if command != "init":
            main(["init", "--quiet"])
            main(["build", "--quiet"])
            Path("content/30-more.md").write_text("# More\n", encoding="utf-8")
            Path("export.ris").write_text(ZOTERO, encoding="utf-8")
        assert capsys.readouterr().out == ""
        assert main([*command.split(), *filter(None, [loudness])]) == 0
        said[loudness] = capsys.readouterr().out
    assert said["--quiet"] == ""
    assert len(said["--verbose"]) >= len(said[""]) > 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(name.split()[-1] in script for name in COMMANDS)
    assert "dry-run" in script
