"""New and changed texts to an author's own folder, which is written to only where its author asked for it."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from site_builder.model import Files

KEPT: Final = ".site_builder"
"""The folder in a project for files that may be deleted at any time."""
_IGNORE_ALL: Final = b"# Written by site_builder; safe to delete.\n*\n"


def add_files(folder: Path, files: Files) -> tuple[tuple[PurePosixPath, ...], tuple[PurePosixPath, ...]]:
    """Write those files that do not exist yet. Returns the paths written and the paths left alone, both sorted."""
    written, kept = [], []
    for path in sorted(files):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("xb") as new:
                new.write(files[path])
        except FileExistsError:
            kept.append(path)
        else:
            written.append(path)
    return tuple(written), tuple(kept)


def change_file(path: Path, data: bytes) -> None:
    """Replace a file's bytes in one step: a concurrent reader sees either the old or the new ones.

    A symbolic link stays a link, and the file keeps its mode.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".site_builder-{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(data)
        if target.exists():
            unfinished.chmod(target.stat().st_mode)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def keep_file(project: Path, name: str, data: bytes) -> None:
    """Write a file that may be deleted at any time into the project's folder for such files, which Git ignores."""
    add_files(project, {PurePosixPath(KEPT, ".gitignore"): _IGNORE_ALL})
    path = project / KEPT / name
    if path.is_symlink():
        # A link may have come with the project and lead out of it.
        path.unlink()
    change_file(path, data)
