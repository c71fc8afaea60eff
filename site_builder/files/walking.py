"""A folder to the paths of a project's files in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from site_builder.files.site_paths import MANIFEST
from site_builder.patterns import pattern
from site_builder.project_paths import TREES

_SKIPPED_FOLDERS = ("node_modules", "__pycache__")
# What systems, editors and merges leave beside files: hidden files, locks and autosaves of open ones, backups.
_LEFT = pattern(r"\..*|~\$.*|#.*#|.*~|.*\.(?:bak|orig)|Thumbs\.db|desktop\.ini")
_FOLDER_MARKS = ("pyvenv.cfg", str(MANIFEST))


def identities(path: Path | str) -> frozenset[tuple[int, int]]:
    """The device and inode of a file, to recognise it under any path; empty if there is no such file."""
    try:
        status = os.stat(path)
    except OSError:
        return frozenset()
    return frozenset([(status.st_dev, status.st_ino)])


def walk(top: Path, unread: list[tuple[PurePosixPath, OSError]]) -> Iterator[tuple[str, str]]:
    """Every file below a folder that is not hidden, built, installed or a backup: its path there, and its full path.

    Only below `content/` and `templates/` are links to folders followed and unreadable folders added to `unread`.
    """
    # A folder with those that it lies in, so that a link to one of these does not lead in a circle.
    waiting = [("", str(top), frozenset[tuple[int, int]]())]
    while waiting:
        path, folder, above = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                found = {entry.name: entry for entry in entries}
        except OSError as error:
            if not path or path.partition("/")[0] in TREES:
                unread.append((PurePosixPath(path), error))
            continue
        if path and any(mark in found for mark in _FOLDER_MARKS):
            continue
        above |= identities(folder)
        for name, entry in found.items():
            if _LEFT.fullmatch(name):
                continue
            inner = f"{path}/{name}" if path else name
            if not _is_folder(entry):
                yield inner, entry.path
            elif name in _SKIPPED_FOLDERS or identities(entry.path) & above:
                continue
            elif inner.partition("/")[0] in TREES or not entry.is_symlink():
                waiting.append((inner, entry.path, above))


def walked(top: Path, unread: list[tuple[PurePosixPath, OSError]]) -> dict[str, str]:
    """The full path of every such file by its path as texts spell it: “ü” may be two characters on a disk."""
    found = dict(walk(top, unread))
    usual = ((path if path.isascii() else normalize("NFC", path), path) for path in found)
    return {path if name in found else name: found[path] for name, path in usual}


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # The link leads in a circle.
        return False
