"""`site-builder clean`."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from pathlib import Path

from site_builder.cli.exits import FINE
from site_builder.cli.printing import count
from site_builder.cli.projects import add_project
from site_builder.cli.telling import add_loudness, detail, tell
from site_builder.files import built_files, check_output, check_project, claim, delete_built


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    clean = commands.add_parser(
        "clean",
        help="delete what was built",
        description="Delete the files that a build wrote, and no others.",
    )
    add_project(clean)
    clean.add_argument("-o", "--output", type=Path, metavar="DIR", help="where it was built (default: PROJECT/output)")
    clean.add_argument("-n", "--dry-run", action="store_true", help="say what would be deleted, delete nothing")
    add_loudness(clean)
    clean.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    output: Path = chosen.output or chosen.project / "output"
    check_project(chosen.project)
    if chosen.dry_run:
        built = built_files(output)
        for path in built:
            tell(chosen, str(output / path))
        tell(chosen, f"{count(len(built), 'file')} in {output}/ would be deleted.")
        return FINE
    check_output(output)
    with claim(output) if output.is_dir() else nullcontext():
        deleted = delete_built(output)
    if not deleted:
        tell(chosen, f"Nothing in {output}/ was built: nothing was deleted.")
        return FINE
    for path in deleted:
        detail(chosen, f"deleted {output / path}")
    left = "" if not output.exists() else " What no build wrote is still there."
    tell(chosen, f"{count(len(deleted), 'file')} of {output}/ deleted.{left}")
    return FINE
