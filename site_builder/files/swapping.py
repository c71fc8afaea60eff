"""A folder and its successor to each other's places, in one step if the system has one for that."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from site_builder.files.errors import OutputRefused
from site_builder.files.output_folder import listed
from site_builder.files.site_paths import MANIFEST, UNFINISHED, is_site_path
from site_builder.files.successors import pending_of, predecessor_of, successor_of, within

_AT_WORKING_FOLDER = -100
_EXCHANGE = 2


def put_few_in_place(new: Path, folder: Path, manifest: bytes, gone: Sequence[PurePosixPath]) -> None:
    """Put a few prepared files into a folder, one after the other, and delete a few.

    A first renaming decides that all of this will be done, if need be by the next build. Until it is done, the folder
    holds a mixture of old and new files.
    """
    (new / MANIFEST).write_bytes(manifest)
    (new / UNFINISHED).write_text("".join(f"{path}\n" for path in gone), encoding="utf-8")
    os.rename(new, pending_of(folder))
    _finish_pending(folder)


def _finish_pending(folder: Path) -> None:
    """Do what is pending. New files come first and the manifest last, so that no link leads to a missing file."""
    pending = pending_of(folder)
    for inner, _, names in os.walk(pending):
        for name in names:
            path = PurePosixPath(Path(inner).relative_to(pending) / name)
            if path not in (MANIFEST, UNFINISHED):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                os.replace(pending / path, folder / path)
    # If one of the two is missing, only the deletion of the folder was left to do.
    with suppress(FileNotFoundError):
        for path in map(PurePosixPath, (pending / UNFINISHED).read_text(encoding="utf-8").splitlines()):
            if is_site_path(path):
                delete(folder, path)
        os.replace(pending / MANIFEST, folder / MANIFEST)
    throw_away(pending)


def delete(folder: Path, path: PurePosixPath) -> None:
    """Delete a file, and the folders that become empty."""
    (folder / path).unlink(missing_ok=True)
    for parent in path.parents[:-1]:
        try:
            (folder / parent).rmdir()
        except OSError:
            break


def put_in_place(new: Path, folder: Path) -> Path | None:
    """Put a prepared folder in the place of another. Returns the new path of the other, None if it did not exist.

    There is never a mixture of both. On Linux and macOS, one of them is always there. Elsewhere, and on file systems
    that cannot exchange two names, there is neither for a moment; if the process is killed then, `repair` restores the
    folder.
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
    """Finish or undo what a killed build left. Files that it built are deleted, and others are kept."""
    old, new = predecessor_of(folder), successor_of(folder)
    if old.is_dir() and not folder.exists():
        os.rename(old, folder)
    if pending_of(folder).is_dir():
        _finish_pending(folder)
    if (new / UNFINISHED).exists():
        throw_away(new)
    if within(folder).is_dir():
        throw_away(within(folder))
    for left in (old, new):
        if left.is_dir():
            dissolve(left, folder)


def throw_away(unfinished: Path) -> None:
    """Delete a folder that only builds have written to. The mark that says so is deleted last."""
    for name in os.listdir(unfinished):
        path = unfinished / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif name != str(UNFINISHED):
            path.unlink()
    (unfinished / UNFINISHED).unlink(missing_ok=True)
    unfinished.rmdir()


def dissolve(tree: Path, heir: Path) -> None:
    """Delete what builds wrote into a folder, move the rest to the same place in `heir`, and delete the folder."""
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
    # Deleted last: without the manifest, nobody would know what may be deleted.
    (tree / MANIFEST).unlink(missing_ok=True)
    tree.rmdir()


def _hand_over(tree: Path, heir: Path, path: PurePosixPath) -> None:
    if os.path.lexists(heir / path):
        raise OutputRefused(f"“{tree / path}” was not built by site_builder, and has no place any more; move it.")
    (heir / path).parent.mkdir(parents=True, exist_ok=True)
    os.rename(tree / path, heir / path)


def _exchange(one: Path, other: Path) -> bool:
    """Whether the system exchanged the two names, by Linux' renameat2(2) or macOS' renamex_np(2)."""
    # Imported here, because a first build has no site to exchange and need not load it.
    import ctypes

    with suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None, use_errno=True)
        names = (os.fsencode(one), os.fsencode(other))
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _EXCHANGE) == 0)
        return bool(library.renameat2(_AT_WORKING_FOLDER, names[0], _AT_WORKING_FOLDER, names[1], _EXCHANGE) == 0)
    return False
