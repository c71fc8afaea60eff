"""Why a folder is not read or not written. Each message addresses the person who named the folder."""

from __future__ import annotations


class ProjectNotFound(Exception):
    """There is no such project folder."""


class OutputRefused(Exception):
    """A folder into which a site cannot be written, or not safely."""


class WriteFailed(Exception):
    """The disk did not accept the site."""
