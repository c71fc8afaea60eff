"""A site to a folder, completely or not at all; only changed files are written, and only built ones deleted."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from site_builder.files.existing_files import is_built
from site_builder.files.output_folder import check_output, listed, manifest
from site_builder.files.site_paths import MANIFEST, UNFINISHED
from site_builder.files.staging import Written, staging
from site_builder.files.swapping import delete, repair
from site_builder.model import Files


def write_files(site: Files, folder: Path) -> Written:
    """Make a folder hold a site: write only files that differ, and delete only files that a former build wrote.

    The new site is prepared beside the folder, from new files and hard links to unchanged ones, and takes its place in
    one step. At any moment, even if the process is killed, the folder holds either the old site or the new one. There
    are exceptions: a single file is replaced in place, and a few files of a large site one after the other; if that is
    interrupted, the next build or deletion of the site finishes it first. A folder that cannot be moved is written into
    file by file.

    Raises `OutputRefused` if something else is in the way, `WriteFailed` if the disk does not accept the site.
    """
    with staging(folder) as place:
        written = {path for path in sorted(site) if place.put(path, site[path])}
        return place.commit(written, site.keys() - written)


def built_files(folder: Path) -> tuple[PurePosixPath, ...]:
    """The files in a folder that builds wrote. Refuses a folder that holds only other files, as a build does."""
    check_output(folder)
    folder = folder.resolve()
    return tuple(path for path in sorted(listed(folder) or ()) if is_built(folder, path))


def delete_built(folder: Path) -> tuple[PurePosixPath, ...]:
    """Delete what builds wrote into a folder, and the folder if it is then empty."""
    deleted = built_files(folder)
    folder = folder.resolve()
    repair(folder)
    if listed(folder) is None:
        return ()
    for path in deleted:
        delete(folder, path)
    (folder / UNFINISHED).unlink(missing_ok=True)
    if any(entry.name != str(MANIFEST) for entry in folder.iterdir()):
        # A manifest is kept so that later builds accept the folder, which may only hold a .DS_Store.
        (folder / MANIFEST).write_bytes(manifest(()))
    else:
        (folder / MANIFEST).unlink()
        folder.rmdir()
    return deleted
