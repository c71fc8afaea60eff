"""`site-builder build` and `site-builder check`."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from typing import Final

from site_builder.cli.exit_codes import SUCCESS
from site_builder.cli.last_build import BuildOutput, Edits, LastBuild
from site_builder.cli.project_argument import project_in
from site_builder.cli.verbosity import print_unless_quiet, summary_stream
from site_builder.files.locking import claim
from site_builder.files.output_folder import check_output, check_project
from site_builder.files.stamps import SourceStamps, look_at_sources
from site_builder.files.successors import has_leftovers
from site_builder.project_paths import OUTPUT

# Reading more texts twice would take longer than making the site anew.
MOST_EDITS: Final = 20


def run(chosen: argparse.Namespace) -> int:
    check_project(chosen.project)
    output: Path = getattr(chosen, "output", None) or chosen.project / OUTPUT
    project = project_in(chosen.project)
    if project != chosen.project:
        print_unless_quiet(chosen, f"Read {project}, which is the only project in {chosen.project}.", sys.stderr)
    chosen.project = project
    # Nearly all objects stay alive to the end, and collecting garbage more often takes a tenth of the time.
    gc.set_threshold(20_000, 10, 10)
    if chosen.command == "check":
        from site_builder.cli.full_build import check  # loads all that makes a site, far slower than looking

        return check(chosen)
    check_output(output, project)
    # Claimed before the sources are read. Otherwise a build that began earlier could end later and restore an old
    # state.
    with claim(output):
        sources = look_at_sources(project)
        last = LastBuild(chosen, output)
        is_whole_build = chosen.verbose or chosen.profile or has_leftovers(output)
        edits = None if is_whole_build else last.edits(sources)
        if edits and not edits.changed:
            return _repeat_output(chosen, output, edits.printed)
        if edits and (done := _amend(chosen, output, sources, last, edits)):
            return _repeat_output(chosen, output, edits.printed, *done)
        from site_builder.cli.full_build import make_site

        return make_site(chosen, output, sources, last)


def _amend(
    chosen: argparse.Namespace, output: Path, sources: SourceStamps, last: LastBuild, edits: Edits
) -> tuple[int, int] | None:
    """How many files were written and deleted to show edits; None if the site has to be made anew."""
    # Imported here, because loading these modules takes as long as showing an edit does.
    if len(edits.changed) == 1 and next(iter(edits.changed)).endswith(".bib"):
        from site_builder.cli.amending_works import amend_work

        return amend_work(chosen, output, sources, last, edits)
    if len(edits.changed) <= MOST_EDITS:
        from site_builder.cli.amending_texts import amend_texts

        return amend_texts(chosen, output, sources, last, edits)
    return None


def _repeat_output(
    chosen: argparse.Namespace, output: Path, said: BuildOutput, written: int = 0, deleted: int = 0
) -> int:
    """Repeat what the last build said, as nothing that it reported has changed."""
    print(said.out, end="")
    print(said.err, end="", file=sys.stderr)
    print_unless_quiet(chosen, said.last_line(output, written, deleted), summary_stream(chosen))
    return SUCCESS
