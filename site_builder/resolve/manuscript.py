"""What an author wrote, read file by file."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model import Document, Keyword, Reference, Settings
from site_builder.notes import StudyNote


@dataclass(frozen=True, slots=True)
class Chapter:
    """A Markdown file that becomes the home page or a section."""

    document: Document
    description: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What an author wrote. `root` is the folder of the content, with its slash, or "".

    `files` are the addresses of what is copied as it is; `chapters` stand in reading order. `tables` are the CSV
    files beside the content that texts show, whose paths are their addresses. Where a bibliography is
    missing, `references` are `incomplete`: a key that they do not have may well be right.
    """

    settings: Settings
    references: tuple[Reference, ...] = ()
    incomplete: bool = False
    chapters: tuple[Chapter, ...] = ()
    notes: tuple[StudyNote, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    files: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    root: str = "content/"

    def path_of(self, document: Document) -> str:
        """A document's path below the folder of the content."""
        return document.path.removeprefix(self.root)
