"""The files of a project and of a site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TypeAlias

from site_builder.frozen import frozen

Files: TypeAlias = Mapping[PurePosixPath, bytes]


@frozen
class Asset:
    """A file that pages load. `version` changes with its bytes. `width` and `height` are 0 unless it is a picture."""

    version: str
    width: int = 0
    height: int = 0
