"""A folder to files and files to a folder: the only package that touches the disk."""

from __future__ import annotations

from site_builder.files.addresses import MANIFEST
from site_builder.files.reading import ProjectFiles, ProjectNotFound, read_files
from site_builder.files.writing import OutputRefused, Written, built_files, check_output, delete_built, write_files

__all__ = [
    "MANIFEST",
    "OutputRefused",
    "ProjectFiles",
    "ProjectNotFound",
    "Written",
    "built_files",
    "check_output",
    "delete_built",
    "read_files",
    "write_files",
]
