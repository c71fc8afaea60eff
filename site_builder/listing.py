"""Files to the paths of those that are gone through: all but what is too much to list, and is found by its name."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import PurePosixPath
from typing import cast


def listed(files: Mapping[PurePosixPath, object]) -> Iterable[PurePosixPath]:
    """The paths of files, without the thousands of citation styles where the files say themselves what they list."""
    paths: Iterable[PurePosixPath] = getattr(files, "listed", files)
    return paths


def laid_over(
    files: Mapping[PurePosixPath, bytes], further: Mapping[PurePosixPath, bytes]
) -> Mapping[PurePosixPath, bytes]:
    """Files with further ones, to be found by their paths."""
    lasting = cast("MutableMapping[PurePosixPath, bytes]", files)
    return ChainMap(dict(further), lasting) if further else files
