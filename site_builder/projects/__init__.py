"""A folder's files to its project: the kind, the texts in their order, and the project's metadata."""

from site_builder.projects.kinds import ONE_DOCUMENT, Kind, folder_of_most_texts, is_text, kind_of
from site_builder.projects.layout import Layout, NamedFile
from site_builder.projects.library import Library
from site_builder.projects.notebooks import is_notebook, read_notebook
from site_builder.projects.opening import assemble, read_layout
from site_builder.projects.outside import bibliographies_outside
from site_builder.projects.wanted import wanted_files

__all__ = [
    "ONE_DOCUMENT",
    "Assembled",
    "Kind",
    "Layout",
    "Library",
    "NamedFile",
    "assemble",
    "bibliographies_outside",
    "folder_of_most_texts",
    "is_notebook",
    "is_text",
    "kind_of",
    "read_layout",
    "read_notebook",
    "wanted_files",
]
