"""Files to the paths of those that are gone through: all but what is too much to list, and is found by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath


def listed(files: Mapping[PurePosixPath, object]) -> Iterable[PurePosixPath]:
    """The paths of files, without the thousands of citation styles where the files say themselves what they list."""
    paths: Iterable[PurePosixPath] = getattr(files, "listed", files)
    return paths
