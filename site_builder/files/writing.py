"""A site to a folder, whole or not at all: only what differs is written, only what was built is deleted."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from site_builder.files.addresses import MANIFEST, UNFINISHED
from site_builder.files.outputs import check_output, listed, manifest
from site_builder.files.staging import Written, staging
from site_builder.files.standing import is_built
from site_builder.files.swapping import delete, repair
from site_builder.model import Files


def write_files(site: Files, folder: Path) -> Written:
    """Make a folder hold a site: write only the bytes that differ, delete only what a former build wrote.

    The new site is prepared beside the folder, from new files and links to those that stay, and takes its place in one
    step: whoever looks, and wherever the process is killed, there is the old site or the new one. A single file is
    replaced where it is, and a few of a large site one after the other: where that is interrupted, the next build, or
    the deletion of the site, goes on with it first. A folder that cannot be moved is written into file by file.

    Raises `OutputRefused` where something else is in the way, `WriteFailed` where the disk will not take it.
    """
    with staging(folder) as place:
        written = {path for path in sorted(site) if place.put(path, site[path])}
        return place.commit(written, site.keys() - written)


def built_files(folder: Path) -> tuple[PurePosixPath, ...]:
    """The files in a folder that a build wrote. A folder that holds only others is refused, as to build into."""
    check_output(folder)
    folder = folder.resolve()
    return tuple(path for path in sorted(listed(folder) or ()) if is_built(folder, path))


def delete_built(folder: Path) -> tuple[PurePosixPath, ...]:
    """Delete what a build wrote into a folder, and the folder itself where nothing is left in it."""
    deleted = built_files(folder)
    folder = folder.resolve()
    repair(folder)
    if listed(folder) is None:
        return ()
    for path in deleted:
        delete(folder, path)
    (folder / UNFINISHED).unlink(missing_ok=True)
    if any(entry.name != str(MANIFEST) for entry in folder.iterdir()):
        # What else lies there, a .DS_Store say, is to keep no later build out.
        (folder / MANIFEST).write_bytes(manifest(()))
    else:
        (folder / MANIFEST).unlink()
        folder.rmdir()
    return deleted
