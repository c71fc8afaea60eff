"""The argument by which a command is told its project."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final

from site_builder.contract import CONTENT, SETTINGS

# A folder with one of these is a project itself, and need not be looked through.
_SIGNS: Final = frozenset((SETTINGS, CONTENT, "_quarto.yml", "_quarto.yaml", "_bookdown.yml", "index.Rmd"))
_HELP = "its folder (default: this one)"


def add_project(parser: argparse.ArgumentParser) -> None:
    """The project as the command's first argument."""
    parser.add_argument("project", nargs="?", type=Path, default=Path(), metavar="PROJECT", help=_HELP)


def add_project_option(parser: argparse.ArgumentParser) -> None:
    """The project as an option, where the command's arguments are something else."""
    parser.add_argument("--project", type=Path, default=Path(), metavar="DIR", help=_HELP)


def project_in(folder: Path) -> Path:
    """The folder itself, or that of the only project of another tool's below, as where a repository has its book."""
    if not folder.is_dir() or _SIGNS.intersection(os.listdir(folder)):
        return folder
    from site_builder.files.walking import walk
    from site_builder.projects.kinds import folder_of_project  # loads what most builds need later, or never

    return folder / folder_of_project([name for name, _ in walk(folder, frozenset(), [])])
