"""A folder and its successor to each other's places, in one step where the system has one for it."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path, PurePosixPath

from site_builder.files.addresses import MANIFEST
from site_builder.files.outputs import listed
from site_builder.files.refusals import OutputRefused

_AT_WORKING_FOLDER = -100
_EXCHANGE = 2


def successor_of(folder: Path) -> Path:
    """Where the next content of a folder is prepared: beside it, so that it can be moved into its place."""
    return folder.with_name(f".{folder.name}.site_builder-new")


def predecessor_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.site_builder-old")


def put_in_place(new: Path, folder: Path) -> Path | None:
    """Give a prepared folder the place of another, and say where that other now is, if it was there.

    At no moment is there a mixture of both. On Linux and macOS there is always one of them, too; elsewhere, and on file
    systems that cannot exchange two names, there is neither for a moment, which `repair` mends if it lasts.
    """
    if not folder.exists():
        os.rename(new, folder)
        return None
    if _exchange(new, folder):
        return new
    old = predecessor_of(folder)
    os.rename(folder, old)
    try:
        os.rename(new, folder)
    except BaseException:
        os.rename(old, folder)
        raise
    return old


def repair(folder: Path) -> None:
    """Finish or undo what a build left that was killed: what it built is deleted, what others put there is kept."""
    old, new = predecessor_of(folder), successor_of(folder)
    if old.is_dir() and not folder.exists():
        os.rename(old, folder)
    for left in (old, new):
        if left.is_dir():
            dissolve(left, folder)


def dissolve(tree: Path, heir: Path) -> None:
    """Delete what builds wrote into a folder, move all else in it to the same place in another one, and the folder."""
    ours = listed(tree) or frozenset()
    heads = {path.parts[0] for path in ours} | {str(MANIFEST)}
    for name in os.listdir(tree):
        if name not in heads and not os.path.lexists(heir / name):
            _hand_over(tree, heir, PurePosixPath(name))
    for inner, folders, names in os.walk(tree, topdown=False):
        here = PurePosixPath(Path(inner).relative_to(tree))
        links = [name for name in folders if os.path.islink(os.path.join(inner, name))]
        for path in (here / name for name in (*names, *links)):
            if path in ours:
                os.unlink(tree / path)
            elif path != MANIFEST:
                _hand_over(tree, heir, path)
        for name in folders:
            if name not in links:
                os.rmdir(os.path.join(inner, name))
    # The list goes last: without it nobody would know what else may go.
    (tree / MANIFEST).unlink(missing_ok=True)
    tree.rmdir()


def _hand_over(tree: Path, heir: Path, path: PurePosixPath) -> None:
    if os.path.lexists(heir / path):
        raise OutputRefused(f"“{tree / path}” was not built by site_builder, and has no place any more: move it.")
    (heir / path).parent.mkdir(parents=True, exist_ok=True)
    os.rename(tree / path, heir / path)


def _exchange(one: Path, other: Path) -> bool:
    """Whether the system could exchange two names: Linux' renameat2(2), macOS' renamex_np(2)."""
    with suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None, use_errno=True)
        names = (os.fsencode(one), os.fsencode(other))
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _EXCHANGE) == 0)
        return bool(library.renameat2(_AT_WORKING_FOLDER, names[0], _AT_WORKING_FOLDER, names[1], _EXCHANGE) == 0)
    return False
