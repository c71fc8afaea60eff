"""A site to a folder: only what differs is written, only what was built is deleted."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from site_builder.files.addresses import MANIFEST, is_address
from site_builder.files.walking import TREES
from site_builder.model import Files

_MANIFEST_HEAD = "Written by site_builder, which may replace or delete the files listed here, and no others."


class OutputRefused(Exception):
    """A folder is not safe to write a site into. The message is for the person who named it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What `write_files` did, each in the order of the addresses."""

    written: tuple[PurePosixPath, ...]
    unchanged: tuple[PurePosixPath, ...]
    deleted: tuple[PurePosixPath, ...]


def check_output(output: Path, project: Path | None = None) -> None:
    """Raise `OutputRefused` where a site must not be written: nothing but built sites is ever overwritten."""
    reason = _reason_against(output.resolve(), project.resolve() if project else None)
    if reason:
        raise OutputRefused(f"the output folder “{output}” {reason}; choose another one with --output.")


def _reason_against(output: Path, project: Path | None) -> str:
    if output == Path(output.anchor):
        return "is the root of the disk"
    if output == Path(os.path.expanduser("~")).resolve():
        return "is your home folder"
    if project is not None and project.is_relative_to(output):
        return "is the project itself" if project == output else "has the project inside it"
    if project is not None and any(output.is_relative_to(project / tree) for tree in TREES):
        return "is a place for what you write"
    if output.exists() and not output.is_dir():
        return "is a file"
    if output.is_dir() and _former(output) is None and any(entry.name != ".git" for entry in output.iterdir()):
        return f"holds files that were not built by site_builder (it has no {MANIFEST})"
    return ""


def write_files(site: Files, folder: Path) -> Written:
    """Make a folder hold a site: write only the bytes that differ, delete only what a former build wrote.

    The manifest lists old and new files while the work is under way, so that
    a build that is broken off leaves none behind that no later build would delete.
    """
    check_output(folder)
    for path in site:
        if not is_address(path) or path == MANIFEST:
            raise OutputRefused(f"“{path}” cannot be the address of a file in the site.")
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    former = _former(folder) or frozenset()
    _write(folder, MANIFEST, _manifest(former | site.keys()))
    deleted = tuple(path for path in sorted(former - site.keys()) if _delete(folder, path))
    written = tuple(path for path in sorted(site) if _write(folder, path, site[path]))
    _write(folder, MANIFEST, _manifest(frozenset(site)))
    return Written(written, tuple(sorted(site.keys() - set(written))), deleted)


def built_files(folder: Path) -> tuple[PurePosixPath, ...]:
    """The files in a folder that a build wrote. A folder that holds only others is refused, as to build into."""
    check_output(folder)
    return tuple(path for path in sorted(_former(folder) or ()) if (folder / path).is_file())


def delete_built(folder: Path) -> tuple[PurePosixPath, ...]:
    """Delete what a build wrote into a folder, and the folder itself where nothing is left in it."""
    check_output(folder)
    if _former(folder) is None:
        return ()
    folder = folder.resolve()
    deleted = write_files({}, folder).deleted
    (folder / MANIFEST).unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
    return deleted


def _manifest(paths: frozenset[PurePosixPath]) -> bytes:
    return "".join(f"{line}\n" for line in [_MANIFEST_HEAD, *map(str, sorted(paths))]).encode()


def _former(folder: Path) -> frozenset[PurePosixPath] | None:
    """What the folder's manifest lists, less what leads out of the folder; None where it has no manifest of ours."""
    try:
        head, *lines = (folder / MANIFEST).read_bytes().decode(errors="replace").split("\n")
    except FileNotFoundError:
        return None
    if head != _MANIFEST_HEAD:
        return None
    paths = map(PurePosixPath, filter(None, lines))
    return frozenset(path for path in paths if is_address(path) and path != MANIFEST)


def _write(folder: Path, path: PurePosixPath, data: bytes) -> bool:
    target = folder / path
    if not target.parent.resolve().is_relative_to(folder):
        raise OutputRefused(f"“{folder / path.parts[0]}” leads out of the output folder; delete that link.")
    if target.is_file() and not target.is_symlink() and target.read_bytes() == data:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".site_builder-{os.getpid()}.tmp"
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def _delete(folder: Path, path: PurePosixPath) -> bool:
    target = folder / path
    if not target.parent.resolve().is_relative_to(folder) or not (target.is_file() or target.is_symlink()):
        return False
    target.unlink()
    for parent in target.relative_to(folder).parents[:-1]:
        try:
            (folder / parent).rmdir()
        except OSError:
            break
    return True
