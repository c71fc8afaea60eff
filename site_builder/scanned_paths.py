"""Files to the paths that a search through all of them visits, without those that are only looked up by name."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import PurePosixPath
from typing import cast


def scanned_paths(files: Mapping[PurePosixPath, object]) -> Iterable[PurePosixPath]:
    """The paths to visit.

    Where the files have an attribute `listed`, it leaves out the thousands of citation styles.
    """
    paths: Iterable[PurePosixPath] = getattr(files, "listed", files)
    return paths


def overlaid(
    files: Mapping[PurePosixPath, bytes], further: Mapping[PurePosixPath, bytes]
) -> Mapping[PurePosixPath, bytes]:
    """The files with `further` ones laid over them, for looking up by path."""
    lasting = cast("MutableMapping[PurePosixPath, bytes]", files)
    return ChainMap(dict(further), lasting) if further else files
