"""A folder to the paths of a project's files in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from site_builder.contract import TREES
from site_builder.files.addresses import MANIFEST

_SKIPPED_FOLDERS = ("node_modules", "__pycache__")
_FOLDER_MARKS = ("pyvenv.cfg", str(MANIFEST))


def identities(path: Path) -> frozenset[tuple[int, int]]:
    """What tells a file from all others, whatever its path; nothing where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return frozenset()
    return frozenset([(status.st_dev, status.st_ino)])


def walk(
    top: Path, skipped: frozenset[tuple[int, int]], unread: list[tuple[PurePosixPath, OSError]]
) -> Iterator[tuple[PurePosixPath, Path]]:
    """Every file below a folder that is not hidden, built, installed or an editor's backup.

    `skipped` are folders not to enter, to which each folder adds itself for those in it, so that a link upwards ends
    the walk. Only below `content/` and `templates/` are links to folders followed, and `unread` folders told of.
    """
    waiting = [(PurePosixPath(), top, skipped)]
    while waiting:
        path, folder, skipped = waiting.pop()
        try:
            names = os.listdir(folder)
        except OSError as error:
            if not path.parts or path.parts[0] in TREES:
                unread.append((path, error))
            continue
        if path.parts and any(mark in names for mark in _FOLDER_MARKS):
            continue
        skipped |= identities(folder)
        for name in names:
            inner, found = path / name, folder / name
            if name.startswith(".") or name.endswith("~"):
                continue
            if not os.path.isdir(found):
                yield inner, found
            elif name in _SKIPPED_FOLDERS or identities(found) & skipped:
                continue
            elif inner.parts[0] in TREES or not found.is_symlink():
                waiting.append((inner, found, skipped))
