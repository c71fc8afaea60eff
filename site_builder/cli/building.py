"""`site-builder build` and `site-builder check`."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

from site_builder.cli.exits import FINE
from site_builder.cli.last_build import LastBuild, Said
from site_builder.cli.telling import summary_stream, tell
from site_builder.files.locking import claim
from site_builder.files.outputs import check_output, check_project
from site_builder.files.stamps import look_at_sources


def run(chosen: argparse.Namespace) -> int:
    project: Path = chosen.project
    check_project(project)
    # Nearly all that is loaded and made stays to the end: to look through it again and again takes a tenth of the time.
    gc.set_threshold(20_000, 10, 10)
    if chosen.command == "check":
        from site_builder.cli.making import check  # loads all that makes a site, which takes longer than to look

        return check(chosen)
    output: Path = chosen.output or project / "output"
    check_output(output, project)
    # From before the sources are read, or a build that began earlier could end later, and put back what was.
    with claim(output):
        sources = look_at_sources(project, output)
        last = LastBuild(chosen, output)
        said = None if chosen.verbose or chosen.profile else last.said(sources)
        if said is not None:
            return _say_again(chosen, output, said)
        from site_builder.cli.making import make

        return make(chosen, output, sources, last)


def _say_again(chosen: argparse.Namespace, output: Path, said: Said) -> int:
    """What the last build said, which nothing has changed since."""
    print(said.out, end="")
    print(said.err, end="", file=sys.stderr)
    tell(chosen, said.last_line(output), summary_stream(chosen))
    return FINE
