"""A path in a folder to what is there, and paths to their files."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Set
from operator import attrgetter
from pathlib import Path, PurePosixPath


def is_file(path: Path) -> bool:
    """Whether there is a file or a link; a link to a folder counts, too."""
    return path.is_symlink() or path.is_file()


def has_content(target: Path, data: bytes) -> bool:
    """Whether there is a file with exactly these bytes."""
    try:
        status = os.lstat(target)
        return stat.S_ISREG(status.st_mode) and status.st_size == len(data) and target.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError):
        return False


def is_built(folder: Path, path: PurePosixPath) -> bool:
    """Whether a listed file exists in the folder, and not beyond a link that leads out of it."""
    return is_file(folder / path) and (folder / path).parent.resolve().is_relative_to(folder)


def in_folder_order(paths: Set[PurePosixPath]) -> tuple[PurePosixPath, ...]:
    """Paths, sorted folder by folder."""
    # Comparing paths gives the same order, but runs Python code for every comparison.
    return tuple(sorted(paths, key=attrgetter("parts")))


class LazyFiles(Mapping[PurePosixPath, bytes]):
    """Files by sorted paths. Each is read when it is asked for."""

    def __init__(self, paths: Set[PurePosixPath], read: Callable[[PurePosixPath], bytes]) -> None:
        self._paths = paths
        self._read = read

    def __getitem__(self, path: PurePosixPath) -> bytes:
        if path not in self._paths:
            raise KeyError(path)
        return self._read(path)

    def __iter__(self) -> Iterator[PurePosixPath]:
        return iter(in_folder_order(self._paths))

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __len__(self) -> int:
        return len(self._paths)
