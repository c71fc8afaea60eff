"""Texts to documents, in as many processes as pay off. Texts that were read before are not read again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, TypeAlias

from site_builder.diagnostics import Diagnostic
from site_builder.memory import Memory
from site_builder.model import Document
from site_builder.spread import Spread

# The shortest text takes 2 ms to read, a section of 2,000 words 10 ms.
TEXTS_WORTH_A_PROCESS: Final = 15

ReadDocument: TypeAlias = tuple[Document, tuple[Diagnostic, ...]]
# A key of everything that a document is made from, and a function that reads it
Text: TypeAlias = tuple[Hashable, Callable[[], ReadDocument]]


def begin_reading(
    texts: Sequence[Text], known: Memory[ReadDocument], spread: Spread
) -> Callable[[], list[ReadDocument]]:
    """Begin to read, and return a function that gives the documents. Until it is called, other work can be done."""
    new = {key: read for key, read in texts if known.get(key) is None}
    begun = spread(_read, list(new.values()), worth=TEXTS_WORTH_A_PROCESS)

    def documents() -> list[ReadDocument]:
        for key, document in zip(new, begun, strict=True):
            known.keep(key, document)
        return [known.recall(key, read) for key, read in texts]

    return documents


def _read(read: Callable[[], ReadDocument]) -> ReadDocument:
    return read()
