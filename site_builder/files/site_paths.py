"""Paths to whether a file of a project or of a site may have them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from site_builder.patterns import pattern

MANIFEST: Final = PurePosixPath(".site_builder-manifest")
"""The list of files that builds wrote, kept in the output folder."""

FLAWED: Final = PurePosixPath(".site_builder-flawed")
"""Marks a site that was built despite errors, because there was none without errors to keep."""

UNFINISHED: Final = PurePosixPath(".site_builder.tmp")
"""The name of a file until it is complete, and of the mark in a folder that is not complete yet."""

ON_ONE_LINE: Final = pattern(r"[^\x00-\x1f\\\x7f\ud800-\udfff]+")


def is_site_path(path: PurePosixPath) -> bool:
    """Whether a path stays inside its folder and fits on one line of UTF-8 text."""
    text = str(path)
    if not ON_ONE_LINE.fullmatch(text) or text.startswith("/") or text == ".":
        return False
    return ".." not in text or ".." not in path.parts
