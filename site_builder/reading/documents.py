"""Texts to documents, in as many processes as pay off. What earlier builds read is not read again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, TypeAlias

from site_builder.bibtex import BibliographyMemo
from site_builder.diagnostics import Diagnostic
from site_builder.markdown import Labels
from site_builder.memo import Memo
from site_builder.model import Document, Reference
from site_builder.parallel import ParallelMap
from site_builder.reading.tables import ReadTable

# The shortest text takes 2 ms to read, a section of 2,000 words 10 ms.
TEXTS_WORTH_A_PROCESS: Final = 15

ReadDocument: TypeAlias = tuple[Document, tuple[Diagnostic, ...]]
# A key of everything that a document is made from, and a function that reads it
Text: TypeAlias = tuple[Hashable, Callable[[], ReadDocument]]


def begin_reading(
    texts: Sequence[Text], known: Memo[ReadDocument], parallel_map: ParallelMap
) -> Callable[[], list[ReadDocument]]:
    """Begin to read, and return a function that gives the documents. Until it is called, other work can be done."""
    new = {key: read for key, read in texts if known.get(key) is None}
    begun = parallel_map(_read, list(new.values()), worth=TEXTS_WORTH_A_PROCESS)

    def documents() -> list[ReadDocument]:
        for key, document in zip(new, begun, strict=True):
            known.keep(key, document)
        return [known.recall(key, read) for key, read in texts]

    return documents


def _read(read: Callable[[], ReadDocument]) -> ReadDocument:
    return read()


class ReadingMemo:
    """What earlier builds read: bibliographies entry by entry, documents by their text, tables by their bytes."""

    def __init__(self) -> None:
        # By path, whether all entries were read, and whether other files were read beside it
        self.bibliographies: dict[tuple[str, bool, bool], BibliographyMemo] = {}
        self.keyed: Memo[Reference] = Memo()
        self.documents: Memo[tuple[Document, tuple[Diagnostic, ...]]] = Memo()
        self.locators: Memo[Labels] = Memo()
        self.tables: Memo[ReadTable] = Memo()

    def begin(self) -> None:
        self.keyed.begin()
        self.documents.begin()
        self.locators.begin()
        self.tables.begin()
