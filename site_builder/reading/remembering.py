"""What was read before to what need not be read again."""

from __future__ import annotations

from site_builder.bibtex import BibliographyMemory
from site_builder.diagnostics import Diagnostic
from site_builder.markdown import Labels
from site_builder.memory import Memory
from site_builder.model import Document
from site_builder.reading.tables import ReadTable


class ReadingMemory:
    """What earlier builds read: bibliographies entry by entry, documents by their text, tables by their bytes."""

    def __init__(self) -> None:
        # By path, whether all entries were read, and whether other files were read beside it
        self.bibliographies: dict[tuple[str, bool, bool], BibliographyMemory] = {}
        self.documents: Memory[tuple[Document, tuple[Diagnostic, ...]]] = Memory()
        self.locators: Memory[Labels] = Memory()
        self.tables: Memory[ReadTable] = Memory()

    def begin(self) -> None:
        self.documents.begin()
        self.locators.begin()
        self.tables.begin()
