"""A folder to whether it may be built or written into, and to the files that builds wrote there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Set
from pathlib import Path, PurePosixPath

from site_builder.files.errors import OutputRefused, ProjectNotFound
from site_builder.files.existing_files import has_content, is_file
from site_builder.files.site_paths import MANIFEST, is_site_path
from site_builder.project_paths import TREES

_MANIFEST_HEAD = "Written by site_builder, which may replace or delete the files listed here, and no others."


def check_project(folder: Path) -> None:
    """Raise `ProjectNotFound` if there is no such folder."""
    if folder.is_file():
        raise ProjectNotFound(f"“{folder}” is a file, and a project is a folder: give “{folder.parent}”.")
    if not folder.is_dir():
        raise ProjectNotFound(f"there is no folder “{folder}”.")


def check_output(output: Path, project: Path | None = None) -> None:
    """Raise `OutputRefused` if a site must not be written there: only built sites are ever overwritten."""
    reason = _reason_against(Path(os.path.realpath(output)), Path(os.path.realpath(project)) if project else None)
    if reason:
        raise OutputRefused(f"the output folder “{output}” {reason}; choose another one with --output.")


def _reason_against(output: Path, project: Path | None) -> str:
    if output.is_symlink():
        return "is a link that leads in a circle"
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
    if output.is_dir() and not _has_list(output) and any(entry.name != ".git" for entry in output.iterdir()):
        return f"contains files that were not built by site_builder (it has no {MANIFEST})"
    return ""


def manifest(paths: Iterable[PurePosixPath]) -> bytes:
    """The list of the files that a later build may replace or delete."""
    return "".join(f"{line}\n" for line in [_MANIFEST_HEAD, *map(str, sorted(paths))]).encode()


def _has_list(folder: Path) -> bool:
    try:
        with (folder / MANIFEST).open("rb") as file:
            return file.readline() == f"{_MANIFEST_HEAD}\n".encode()
    except FileNotFoundError:
        return False


def listed_names(folder: Path) -> frozenset[str] | None:
    """All names in the folder's manifest, unchecked; None if it has no manifest of this program."""
    try:
        head, *lines = (folder / MANIFEST).read_bytes().decode(errors="replace").split("\n")
    except FileNotFoundError:
        return None
    return frozenset(filter(None, lines)) if head == _MANIFEST_HEAD else None


def listed(folder: Path) -> frozenset[PurePosixPath] | None:
    """The paths in the folder's manifest that stay inside the folder; None if it has no manifest of this program."""
    names = listed_names(folder)
    if names is None:
        return None
    return frozenset(path for path in map(PurePosixPath, names) if is_site_path(path) and path != MANIFEST)


class OwnFiles:
    """An author's own files in a folder: all except those with the names that are `listed` as built."""

    def __init__(self, folder: Path, listed: Set[str]) -> None:
        self._folder = folder
        self._listed = listed
        self._checked: set[PurePosixPath] = set()

    def refuse_to_replace(self, path: PurePosixPath, data: bytes) -> None:
        """Raise `OutputRefused` if one of them has the name of this file, or of a folder that it is in."""
        for parent in path.parents[:-1]:
            if parent not in self._checked:
                target = self._folder / parent
                if target.is_symlink():
                    raise OutputRefused(f"“{target}” leads out of the output folder; delete that link.")
                if str(parent) not in self._listed and is_file(target):
                    raise _occupied_error(target)
                self._checked.add(parent)
        if str(path) not in self._listed:
            target = self._folder / path
            is_own = is_file(target) and not has_content(target, data)
            if is_own or (target.is_dir() and not self._is_all_built(target)):
                raise _occupied_error(target)

    def _is_all_built(self, folder: Path) -> bool:
        found = (inner.relative_to(self._folder) for inner in folder.rglob("*") if is_file(inner))
        return all(file.as_posix() in self._listed for file in found)


def _occupied_error(target: Path) -> OutputRefused:
    return OutputRefused(f"“{target}” was not built by site_builder and is in the way; move it.")
