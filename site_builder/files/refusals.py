"""Why a folder is not read or not written. Each message is for the person who named the folder."""

from __future__ import annotations


class ProjectNotFound(Exception):
    """There is no such project folder."""


class OutputRefused(Exception):
    """A folder is not safe to write a site into, or cannot be."""


class WriteFailed(Exception):
    """The disk would not take the site."""
