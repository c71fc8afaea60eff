"""Paths to those that a file of a project or of a site may have."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

MANIFEST: Final = PurePosixPath(".site_builder-manifest")
"""The list, in an output folder, of what builds wrote there."""

UNFINISHED: Final = PurePosixPath(".site_builder.tmp")
"""A file on its way to its place, for which one name is enough; and the mark of a folder that is all on its way."""


def is_address(path: PurePosixPath) -> bool:
    """Whether a path stays inside its folder, and can stand on one line of UTF-8 text."""
    safe = all(" " <= character not in "\\\x7f" and not "\ud800" <= character <= "\udfff" for character in str(path))
    return safe and bool(path.parts) and not path.is_absolute() and ".." not in path.parts
