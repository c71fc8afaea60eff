"""The files of a project and of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

Files: TypeAlias = Mapping[PurePosixPath, bytes]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load: `version` changes with its bytes. A picture has a `width` and `height`, others 0."""

    version: str
    width: int = 0
    height: int = 0
