"""A site to a folder, whole or not at all: only what differs is written, only what was built is deleted."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from site_builder.files.addresses import MANIFEST, is_address
from site_builder.files.outputs import check_output, listed, manifest
from site_builder.files.refusals import OutputRefused, WriteFailed
from site_builder.files.swapping import dissolve, put_in_place, repair, successor_of
from site_builder.model import Files

# A file on its way to its place: one name is enough for one writer, and what a killed one left is found.
_UNFINISHED = PurePosixPath(".site_builder.tmp")
# Beside the folder nothing can be made, or the folder cannot be moved: it is a mounted one, say.
_FIXED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV)


@dataclass(frozen=True, slots=True)
class Written:
    """What `write_files` did, each in the order of the addresses."""

    written: tuple[PurePosixPath, ...]
    unchanged: tuple[PurePosixPath, ...]
    deleted: tuple[PurePosixPath, ...]


def write_files(site: Files, folder: Path) -> Written:
    """Make a folder hold a site: write only the bytes that differ, delete only what a former build wrote.

    The new site is prepared beside the folder, from new files and links to those that stay, and takes its place in one
    step: whoever looks, and wherever the process is killed, there is the old site or the new one. A single file is
    replaced where it is. A folder that cannot be moved is written into file by file, the one case in
    which a process that is killed leaves a mixture, until the next build.

    Raises `OutputRefused` where something else is in the way, `WriteFailed` where the disk will not take it.
    """
    check_output(folder)
    for path in site:
        if not is_address(path) or path in (MANIFEST, _UNFINISHED):
            raise OutputRefused(f"“{path}” cannot be the address of a file in the site.")
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        repair(folder)
        (folder / _UNFINISHED).unlink(missing_ok=True)
        return _write_all(site, folder)
    except OSError as error:
        what = error.filename or folder
        raise WriteFailed(f"the site could not be written: {what}: {error.strerror or error}.") from error


def _write_all(site: Files, folder: Path) -> Written:
    former = listed(folder) or frozenset()
    _refuse_foreign(site, folder, former)
    written = tuple(path for path in sorted(site) if not _holds(folder / path, site[path]))
    gone = tuple(path for path in sorted(former - site.keys()) if _is_built(folder, path))
    done = Written(written, tuple(sorted(site.keys() - set(written))), gone)
    if not written and former == site.keys():
        return done
    if len(written) == 1 and former == site.keys() and _is_file(folder / written[0]):
        _replace(folder, written[0], site[written[0]])
        return done
    try:
        _write_beside(site, folder, frozenset(written))
    except OSError as error:
        if error.errno not in _FIXED:
            raise
        _write_within(site, folder, former, done)
    return done


def _refuse_foreign(site: Files, folder: Path, former: frozenset[PurePosixPath]) -> None:
    """Whatever has the name of a file or folder of the site, and was not built, is somebody's."""
    for parent in {parent for path in site for parent in path.parents}:
        if (folder / parent).is_symlink() and parent.parts:
            raise OutputRefused(f"“{folder / parent}” leads out of the output folder; delete that link.")
        if parent not in former and _is_file(folder / parent):
            raise OutputRefused(f"“{folder / parent}” was not built by site_builder and is in the way; move it.")
    for path in site.keys() - former:
        target = folder / path
        is_others = _is_file(target) and not _holds(target, site[path])
        if is_others or (target.is_dir() and not _is_all_built(folder, path, former)):
            raise OutputRefused(f"“{target}” was not built by site_builder and is in the way; move it.")


def _is_all_built(folder: Path, path: PurePosixPath, former: frozenset[PurePosixPath]) -> bool:
    found = (inner.relative_to(folder) for inner in (folder / path).rglob("*") if _is_file(inner))
    return all(PurePosixPath(file) in former for file in found)


def _is_file(path: Path) -> bool:
    """Whether something that is no folder stands there: a link is what it is, not what it leads to."""
    return path.is_symlink() or path.is_file()


def _holds(target: Path, data: bytes) -> bool:
    try:
        return not target.is_symlink() and target.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _write_beside(site: Files, folder: Path, written: frozenset[PurePosixPath]) -> None:
    new = successor_of(folder)
    new.mkdir()
    try:
        (new / MANIFEST).write_bytes(manifest(site))
        if folder.exists():
            shutil.copymode(folder, new)
        made = {new}
        for path in site:
            target = new / path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            if path in written:
                target.write_bytes(site[path])
            else:
                _link(folder / path, target)
        old = put_in_place(new, folder)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(new)
        raise
    if old is not None:
        dissolve(old, folder)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        # A file system without such links, or with too many of them.
        shutil.copy2(source, target)


def _write_within(site: Files, folder: Path, former: frozenset[PurePosixPath], wanted: Written) -> None:
    """The manifest lists old and new files while the work is under way, so that a later build can delete either."""
    folder.mkdir(exist_ok=True)
    _replace(folder, MANIFEST, manifest(former | site.keys()))
    for path in wanted.deleted:
        _delete(folder, path)
    for path in wanted.written:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        _replace(folder, path, site[path])
    _replace(folder, MANIFEST, manifest(site))


def _replace(folder: Path, path: PurePosixPath, data: bytes) -> None:
    unfinished = folder / _UNFINISHED
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, folder / path)
    finally:
        unfinished.unlink(missing_ok=True)


def _delete(folder: Path, path: PurePosixPath) -> None:
    (folder / path).unlink()
    for parent in path.parents[:-1]:
        try:
            (folder / parent).rmdir()
        except OSError:
            break


def built_files(folder: Path) -> tuple[PurePosixPath, ...]:
    """The files in a folder that a build wrote. A folder that holds only others is refused, as to build into."""
    check_output(folder)
    folder = folder.resolve()
    return tuple(path for path in sorted(listed(folder) or ()) if _is_built(folder, path))


def _is_built(folder: Path, path: PurePosixPath) -> bool:
    """Whether a listed file is there, and not somewhere else to which a link leads."""
    return _is_file(folder / path) and (folder / path).parent.resolve().is_relative_to(folder)


def delete_built(folder: Path) -> tuple[PurePosixPath, ...]:
    """Delete what a build wrote into a folder, and the folder itself where nothing is left in it."""
    deleted = built_files(folder)
    folder = folder.resolve()
    repair(folder)
    if listed(folder) is None:
        return ()
    for path in deleted:
        _delete(folder, path)
    (folder / _UNFINISHED).unlink(missing_ok=True)
    (folder / MANIFEST).unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
    return deleted
