"""The argument by which a command is told its project."""

from __future__ import annotations

import argparse
from pathlib import Path

_HELP = "its folder (default: this one)"


def add_project(parser: argparse.ArgumentParser) -> None:
    """The project as the command's first argument."""
    parser.add_argument("project", nargs="?", type=Path, default=Path(), metavar="PROJECT", help=_HELP)


def add_project_option(parser: argparse.ArgumentParser) -> None:
    """The project as an option, where the command's arguments are something else."""
    parser.add_argument("--project", type=Path, default=Path(), metavar="DIR", help=_HELP)
