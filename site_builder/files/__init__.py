"""A folder to files and files to a folder: the only package that touches the disk."""

from __future__ import annotations

from site_builder.files.addresses import MANIFEST
from site_builder.files.locking import claim
from site_builder.files.outputs import OutputRefused, check_output
from site_builder.files.reading import ProjectFiles, ProjectNotFound, check_project, read_files
from site_builder.files.writing import WriteFailed, Written, built_files, delete_built, write_files

__all__ = [
    "MANIFEST",
    "OutputRefused",
    "ProjectFiles",
    "ProjectNotFound",
    "WriteFailed",
    "Written",
    "built_files",
    "check_output",
    "check_project",
    "claim",
    "delete_built",
    "read_files",
    "write_files",
]
