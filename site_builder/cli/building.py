"""`site-builder build` and `site-builder check`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from site_builder.cli.exits import FINE, WRONG
from site_builder.cli.printing import Sources, as_github, as_json, as_text, count, seen_from_here, tally
from site_builder.diagnostics import Severity
from site_builder.files import check_output, read_files, write_files


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    build = commands.add_parser("build", help="build the site", description="Build the site of a project.")
    check = commands.add_parser("check", help="say what is wrong, write nothing", description="Check a project.")
    for command in (build, check):
        command.add_argument(
            "project", nargs="?", type=Path, default=Path(), metavar="PROJECT", help="its folder (default: this one)"
        )
        command.add_argument("--strict", action="store_true", help="let warnings fail, too")
        command.set_defaults(run=_run)
    build.add_argument("-o", "--output", type=Path, metavar="DIR", help="where to (default: PROJECT/output)")
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="default: text")


def _run(chosen: argparse.Namespace) -> int:
    from site_builder.build import build  # loads the parsers, which a wrong argument should not have to wait for

    project: Path = chosen.project
    is_check = chosen.command == "check"
    output: Path = project / "output" if is_check or chosen.output is None else chosen.output
    files, unread = read_files(project, output)
    if not is_check:
        check_output(output, project)
    built = build(files)

    diagnostics = sorted(
        (*unread, *built.diagnostics), key=lambda found: (found.location, found.rule.name_, found.message)
    )
    shown = tuple(seen_from_here(found, project, files, built.site) for found in diagnostics)
    form: str = chosen.format if is_check else "text"
    if form == "json":
        print(as_json(shown))
    elif form == "github":
        print("".join(f"{as_github(found)}\n" for found in shown), end="")
    else:
        sources = Sources(files, built.site)
        for found, seen in zip(diagnostics, shown, strict=True):
            print(as_text(seen, sources.line(found.location)), file=sys.stderr)

    failed = any(chosen.strict or found.severity is Severity.ERROR for found in diagnostics)
    pages = count(sum(path.suffix == ".html" for path in built.site), "page")
    if is_check:
        # Standard output is then the JSON, the whole JSON and nothing but the JSON.
        print(f"Checked {pages}: {tally(diagnostics)}.", file=sys.stderr if form == "json" else sys.stdout)
    elif failed:
        print(f"Nothing was written: {tally(diagnostics)}.")
    else:
        done = write_files(built.site, output)
        changes = f"{count(len(done.written), 'file')} written, {len(done.unchanged)} unchanged"
        changes += f", {len(done.deleted)} deleted" if done.deleted else ""
        changes += f"; {tally(diagnostics)}" if diagnostics else ""
        print(f"Built {pages} into {output}/: {changes}.")
    return WRONG if failed else FINE
