"""The argument that names a command's project."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final

from site_builder.project_paths import BOOKDOWN_FILES, CONTENT, ENDS_OF_SIGNS, QUARTO_FILES, SETTINGS

# A folder with one of these is itself a project, so nothing below it is searched.
_SIGNS: Final = frozenset((SETTINGS, CONTENT, *QUARTO_FILES, *BOOKDOWN_FILES, "index.Rmd"))
_HELP = "the folder of the review (default: this one)"


def add_project_argument(parser: argparse.ArgumentParser) -> None:
    """Add the project as the command's first argument."""
    parser.add_argument("project", nargs="?", type=Path, default=Path(), metavar="PROJECT", help=_HELP)


def add_project_option(parser: argparse.ArgumentParser) -> None:
    """Add the project as an option, for commands whose arguments are something else."""
    parser.add_argument("--project", type=Path, default=Path(), metavar="DIR", help=_HELP)


def project_in(folder: Path) -> Path:
    """The folder itself or, if it holds one project of another tool further down, that project's folder."""
    if not folder.is_dir() or _SIGNS.intersection(os.listdir(folder)):
        return folder
    from site_builder.files.walking import walk

    names = [name for name, _ in walk(folder, [])]
    if not any(name.endswith(ENDS_OF_SIGNS) for name in names):
        return folder
    from site_builder.projects.kinds import folder_of_project  # slower to load than the folder is to look through

    return folder / folder_of_project(names)
