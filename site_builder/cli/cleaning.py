"""`site-builder clean`."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from pathlib import Path

from site_builder.cli.exits import FINE
from site_builder.cli.telling import count, detail, tell
from site_builder.contract import OUTPUT
from site_builder.files.locking import claim
from site_builder.files.outputs import check_output, check_project
from site_builder.files.writing import built_files, delete_built


def run(chosen: argparse.Namespace) -> int:
    output: Path = chosen.output or chosen.project / OUTPUT
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
        tell(chosen, f"Nothing in {output}/ was built by site-builder, so nothing was deleted.")
        return FINE
    for path in deleted:
        detail(chosen, f"deleted {output / path}")
    left = "" if not output.exists() else " Other files are still there."
    tell(chosen, f"{count(len(deleted), 'file')} of {output}/ deleted.{left}")
    return FINE
