"""Paths to those that a file of a project or of a site may have."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from site_builder.patterns import pattern

MANIFEST: Final = PurePosixPath(".site_builder-manifest")
"""The list, in an output folder, of what builds wrote there."""

FLAWED: Final = PurePosixPath(".site_builder-flawed")
"""The mark of a site that was built in spite of errors, since there was none without to keep."""

UNFINISHED: Final = PurePosixPath(".site_builder.tmp")
"""A file on its way to its place, for which one name is enough; and the mark of a folder that is all on its way."""

ON_ONE_LINE: Final = pattern(r"[^\x00-\x1f\\\x7f\ud800-\udfff]+")


def is_address(path: PurePosixPath) -> bool:
    """Whether a path stays inside its folder, and can stand on one line of UTF-8 text."""
    text = str(path)
    if not ON_ONE_LINE.fullmatch(text) or text.startswith("/") or text == ".":
        return False
    return ".." not in text or ".." not in path.parts
