"""`site-builder init` and `site-builder new`."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from site_builder.cli.exits import FINE, MISUSED, WRONG
from site_builder.cli.printing import as_text
from site_builder.cli.telling import count, detail, tell
from site_builder.contract import OUTPUT
from site_builder.files.reading import read_files
from site_builder.model import Files, Studies
from site_builder.reading import read_manuscript
from site_builder.resolve import Manuscript
from site_builder.sources import add_files
from site_builder.starting import WORKFLOW, new_review, new_section, new_study, pages_workflow


def init(chosen: argparse.Namespace) -> int:
    folder: Path = chosen.folder
    folder.mkdir(parents=True, exist_ok=True)
    manuscript, files = _read(folder)
    # Whoever has a review and asks for the workflow wants nothing else.
    is_whole = bool(manuscript.chapters) and not manuscript.incomplete
    made = {} if chosen.github_pages and is_whole else new_review(files, manuscript.references)
    written, kept = add_files(folder, made | (pages_workflow() if chosen.github_pages else {}))
    for path in written:
        tell(chosen, f"created {folder / path}")
    for path in kept:
        detail(chosen, f"kept {folder / path}, which already exists")
    if not written:
        tell(chosen, f"{folder} already has {'both' if chosen.github_pages else 'a review'}, so nothing was created.")
        return FINE
    tell(chosen, f"{count(len(written), 'file')} created. Next: site-builder build {folder}")
    if WORKFLOW in written:
        tell(
            chosen,
            "Do this once: in the repository's settings on GitHub, under “Pages”, choose the source “GitHub Actions”.",
        )
        top = _repository_above(folder)
        if top:
            print(f"site-builder: {WORKFLOW} must be in {top}, the top of the repository.", file=sys.stderr)
    return FINE


def _repository_above(folder: Path) -> Path | None:
    """The repository that a folder lies in; None if the folder is the repository's top, or is in none."""
    here = folder.resolve()
    top = next((each for each in (here, *here.parents) if (each / ".git").exists()), here)
    return None if top == here else top


def new(chosen: argparse.Namespace) -> int:
    project: Path = chosen.project
    manuscript, _ = _read(project)
    made = (new_section if chosen.kind == "section" else new_study)(manuscript, chosen.name.strip())
    for found in made.diagnostics:
        shown = replace(found.location, path=(project / found.location.path).as_posix())
        print(as_text(replace(found, location=shown), ""), file=sys.stderr)
    if made.diagnostics:
        return WRONG
    _, kept = add_files(project, {made.path: made.text.encode()})
    if kept:
        print(f"site-builder: {project / made.path} already exists, and was not changed.", file=sys.stderr)
        return MISUSED
    tell(chosen, f"created {project / made.path}")
    return FINE


def _read(folder: Path) -> tuple[Manuscript, Files]:
    """What the folder holds, as far as it can be read. Problems are left to `check`."""
    files, _ = read_files(folder, folder / OUTPUT)
    # A study that an author starts a note on may not be cited yet.
    return read_manuscript(files, studies=Studies.ALL)[0], files
