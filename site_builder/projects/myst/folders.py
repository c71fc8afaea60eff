"""The names of files to the folder of the book for Jupyter Book or MyST among them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from site_builder.addresses import by_depth

CONTENTS: Final = ("_toc.yml", "_toc.yaml")
PROJECTS: Final = ("myst.yml", "myst.yaml")
# Sphinx's settings, and the first text of a project for it
SPHINX: Final = "conf.py"
FIRST: Final = "index.md"


def folder_of_book(names: Collection[str]) -> str | None:
    """The folder with its slash, "" for the top; None if there is no book."""
    found = [name.rpartition("/") for name in names if name.rpartition("/")[2] in (*CONTENTS, *PROJECTS)]
    folders = {f"{folder}{slash}" for folder, slash, _ in found if folder.count("/") < 2}
    return min(folders, key=by_depth, default=None)


def is_of_mystmd(names: Collection[str]) -> bool:
    files = {name.rpartition("/")[2] for name in names}
    return not files.isdisjoint(PROJECTS) and files.isdisjoint(CONTENTS)


def folder_of_sphinx(names: Collection[str]) -> str | None:
    """The folder, with its slash, of a project for Sphinx with texts in Markdown; None if there is none."""
    found = [name.removesuffix(SPHINX) for name in names if name.rpartition("/")[2] == SPHINX]
    folders = [folder for folder in found if folder.count("/") <= 2 and f"{folder}{FIRST}" in names]
    return min(folders, key=by_depth, default=None)
