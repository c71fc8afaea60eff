"""A folder to the places where builds prepare its next content, and to whether a killed one left anything there."""

from __future__ import annotations

from pathlib import Path


def successor_of(folder: Path) -> Path:
    """Where the next content of a folder is prepared: beside it, so that it can be renamed into place."""
    return folder.with_name(f".{folder.name}.site_builder-new")


def predecessor_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.site_builder-old")


def within(folder: Path) -> Path:
    """Where the next content is prepared if nothing can be created beside the folder."""
    return folder / ".site_builder-new"


def pending_of(folder: Path) -> Path:
    """What is about to be put into a folder, file by file; a killed process leaves the rest to the next build."""
    return folder.with_name(f".{folder.name}.site_builder-pending")


def has_leftovers(folder: Path) -> bool:
    """Whether a killed build left something for the next one to finish or to delete."""
    folder = folder.resolve()
    return any(place(folder).exists() for place in (successor_of, predecessor_of, within, pending_of))
