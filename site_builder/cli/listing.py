"""`site-builder styles`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from site_builder.cli.exits import FINE, WRONG
from site_builder.files import read_files


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    styles = commands.add_parser("styles", help="list the citation styles", description="List the citation styles.")
    styles.add_argument("word", nargs="?", default="", metavar="WORD", help="only those with this in name or title")
    styles.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    from site_builder.styles import list_styles

    files, _ = read_files(Path(), Path("output"))
    found = list(list_styles(files, chosen.word))
    for name, title in found:
        print(f"{name}\t{title}")
    if not found:
        print(f"No citation style has “{chosen.word}” in its name or title.", file=sys.stderr)
    return FINE if found else WRONG
