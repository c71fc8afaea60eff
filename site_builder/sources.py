"""New and changed texts to an author's own folder, which is written into only where its author asked for it."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from site_builder.model import Files


def add_files(folder: Path, files: Files) -> tuple[tuple[PurePosixPath, ...], tuple[PurePosixPath, ...]]:
    """Write those of the files that are not there yet. Both the written and the kept, in order."""
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
    """Put other bytes into a file, all at once: whoever reads it meanwhile sees the old or the new ones.

    A link stays a link, and the file keeps its mode.
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
