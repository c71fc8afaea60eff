"""`site-builder build` and `site-builder check`."""

from __future__ import annotations

import argparse
from pathlib import Path

from site_builder.files.locking import claim
from site_builder.files.outputs import check_output, check_project


def run(chosen: argparse.Namespace) -> int:
    project: Path = chosen.project
    check_project(project)
    output: Path = getattr(chosen, "output", None) or project / "output"
    if chosen.command == "check":
        return _make(chosen, output)
    check_output(output, project)
    # From before the sources are read, or a build that began earlier could end later, and put back what was.
    with claim(output):
        return _make(chosen, output)


def _make(chosen: argparse.Namespace, output: Path) -> int:
    from site_builder.cli.making import make  # loads all that makes a site, which nobody else should have to wait for

    return make(chosen, output)
