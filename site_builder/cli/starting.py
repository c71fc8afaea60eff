"""`site-builder init` and `site-builder new`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path, PurePosixPath
from typing import Final

from site_builder.cli.diagnostic_formats import as_text, with_relative_path
from site_builder.cli.exit_codes import ERRORS_FOUND, SUCCESS, USAGE_ERROR
from site_builder.cli.project_argument import project_in
from site_builder.cli.verbosity import counted_noun, print_if_verbose, print_unless_quiet
from site_builder.files.reading import ProjectFiles, read_files
from site_builder.model import Studies
from site_builder.reading import read_manuscript
from site_builder.resolve import Manuscript
from site_builder.scaffolding import WORKFLOW, new_review, new_section, new_study, pages_workflow, place_of_section
from site_builder.source_writing import add_files

_IGNORE_FILE: Final = PurePosixPath(".gitignore")


def init(chosen: argparse.Namespace) -> int:
    folder: Path = chosen.folder
    folder.mkdir(parents=True, exist_ok=True)
    manuscript, files = _read(folder)
    # Whoever has a review and asks for the workflow wants nothing else.
    is_whole = bool(manuscript.chapters) and not manuscript.incomplete
    made = {} if chosen.github_pages and is_whole else new_review(files, manuscript)
    written, kept = add_files(folder, made | (pages_workflow() if chosen.github_pages else {}))
    for path in written:
        print_unless_quiet(chosen, f"created {folder / path}")
    for path in kept:
        print_if_verbose(chosen, f"kept {folder / path}, which already exists")
    if _IGNORE_FILE in kept and (lacking := _lines_lacking(folder / _IGNORE_FILE, made[_IGNORE_FILE])):
        print_unless_quiet(
            chosen, f"To keep the built site out of Git, add to {folder / _IGNORE_FILE}: {' and '.join(lacking)}"
        )
    if not written:
        print_unless_quiet(
            chosen, f"{folder} already has {'both' if chosen.github_pages else 'a review'}, so nothing was created."
        )
        return SUCCESS
    print_unless_quiet(chosen, f"{counted_noun(len(written), 'file')} created. Next: site-builder build {folder}")
    if WORKFLOW in written:
        print_unless_quiet(
            chosen,
            "Do this once: in the repository's settings on GitHub, under “Pages”, choose the source “GitHub Actions”.",
        )
        top = _repository_above(folder)
        if top:
            print(f"site-builder: {WORKFLOW} must be in {top}, the top of the repository.", file=sys.stderr)
    return SUCCESS


def _lines_lacking(path: Path, wanted: bytes) -> list[str]:
    present = {line.strip("/") for line in path.read_text(encoding="utf-8", errors="replace").split()}
    return [line for line in wanted.decode().split() if line.strip("/") not in present]


def _repository_above(folder: Path) -> Path | None:
    """The repository that a folder lies in; None if the folder is the repository's top, or is in none."""
    here = folder.resolve()
    top = next((each for each in (here, *here.parents) if (each / ".git").exists()), here)
    return None if top == here else top


def new(chosen: argparse.Namespace) -> int:
    project = project_in(chosen.project)
    manuscript, files = _read(project)
    made = (new_section if chosen.kind == "section" else new_study)(manuscript, chosen.name.strip())
    for found in made.diagnostics:
        print(as_text(with_relative_path(found, project, {}, {}), ""), file=sys.stderr)
    if made.diagnostics:
        return ERRORS_FOUND
    new_file = {made.path: made.text.encode()}
    _, kept = add_files(project, new_file)
    if kept:
        print(f"site-builder: {project / made.path} already exists, and was not changed.", file=sys.stderr)
        return USAGE_ERROR
    print_unless_quiet(chosen, f"created {project / made.path}")
    if chosen.kind == "section" and (
        said := place_of_section(made.path, read_manuscript(files.with_own({**files.own, **new_file}))[0])
    ):
        print(f"site-builder: {said}", file=sys.stderr)
    return SUCCESS


def _read(folder: Path) -> tuple[Manuscript, ProjectFiles]:
    """What the folder holds, as far as it can be read. Problems are left to `check`."""
    files, _ = read_files(folder)
    # A study that an author starts a note on may not be cited yet.
    return read_manuscript(files, studies=Studies.ALL)[0], files
