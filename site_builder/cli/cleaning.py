"""`site-builder clean`."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from pathlib import Path

from site_builder.cli.exit_codes import SUCCESS
from site_builder.cli.verbosity import counted_noun, print_if_verbose, print_unless_quiet
from site_builder.files.locking import claim
from site_builder.files.output_folder import check_output, check_project
from site_builder.files.writing import built_files, delete_built
from site_builder.project_paths import OUTPUT


def run(chosen: argparse.Namespace) -> int:
    output: Path = chosen.output or chosen.project / OUTPUT
    check_project(chosen.project)
    if chosen.dry_run:
        built = built_files(output)
        for path in built:
            print_unless_quiet(chosen, str(output / path))
        print_unless_quiet(chosen, f"{counted_noun(len(built), 'file')} in {output}/ would be deleted.")
        return SUCCESS
    check_output(output)
    with claim(output) if output.is_dir() else nullcontext():
        deleted = delete_built(output)
    if not deleted:
        print_unless_quiet(chosen, f"Nothing in {output}/ was built by site-builder, so nothing was deleted.")
        return SUCCESS
    for path in deleted:
        print_if_verbose(chosen, f"deleted {output / path}")
    left = "" if not output.exists() else " Other files are still there."
    print_unless_quiet(chosen, f"{counted_noun(len(deleted), 'file')} of {output}/ deleted.{left}")
    return SUCCESS
