"""Two versions of a bibliography to the entries in which they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final, NamedTuple

from site_builder.bibtex.blocks import find_blocks
from site_builder.bibtex.entries import leftover_of
from site_builder.bibtex.types import NOT_REFERENCES
from site_builder.patterns import pattern

_KEY: Final = pattern(r"@\s*\w+\s*[{(]\s*([^\s,{}()\"'=#%]+)\s*,")
# A parent that is not named by a simple value, so that its key cannot be searched for
_PUT_TOGETHER: Final = pattern(r"\b(?:crossref|xdata)\s*=(?!\s*(?:\{[^{}\\]*\}|\"[^{}\\\"]*\")\s*[,})])", re.IGNORECASE)
_PARENTS: Final = pattern(r"\b(?:crossref|xdata)\s*=\s*[{\"]([^{}\"]*)")


class BibliographySource(NamedTuple):
    """A bibliography as written: its entries by key, the `definitions` for them, and the text `between` them.

    Each definition comes with the number of entries before it, which cannot use it as an abbreviation or a command.
    """

    entries: dict[str, str]
    definitions: tuple[tuple[int, str], ...]
    between: str

    def alone(self, *keys: str) -> str:
        """A bibliography of only these entries, without keys that are unknown here, and all definitions, in order."""
        chosen = {*keys}
        entries = ((at, text) for at, (key, text) in enumerate(self.entries.items()) if key in chosen)
        in_order = sorted([*self.definitions, *entries], key=itemgetter(0))
        return "\n".join(text for _, text in in_order)

    def names(self, key: str) -> bool:
        """Whether a key occurs anywhere but in its own entry, for example in one that inherits from it.

        Case does not matter in the name of a parent, as in BibTeX.
        """
        whole = re.compile(rf"(?<![\w:.+/-]){re.escape(key)}(?![\w:+/-])")
        others = [*(text for name, text in self.entries.items() if name != key), *self._defined]
        return any(key in text and whole.search(text) for text in others) or key.casefold() in _parents(others)

    @property
    def _defined(self) -> list[str]:
        return [text for _, text in self.definitions]


def _parents(entries: Iterable[str]) -> Iterator[str]:
    """The keys of the entries' parents, in lower case."""
    for text in map(str.casefold, entries):
        if "crossref" in text or "xdata" in text:
            yield from (key.strip() for found in _PARENTS.finditer(text) for key in found[1].split(","))


def read_bibliography_source(text: str) -> BibliographySource | None:
    """The parts of a bibliography; None if it is not simple and well-formed enough for a comparison."""
    entries: dict[str, str] = {}
    definitions: list[tuple[int, str]] = []
    between: list[str] = []
    end = 0
    for block in find_blocks(text):
        written = text[block.start : block.end]
        between.append(text[end : block.start])
        end = block.end
        found = _KEY.match(written)
        if block.commented_key or not (block.opened and block.closed) or _PUT_TOGETHER.search(written):
            return None
        if leftover_of(text, block)[0]:
            return None
        if block.name in NOT_REFERENCES or block.name in ("string", "preamble"):
            definitions.append((len(entries), written))
        elif found is None or found[1] in entries:
            return None
        else:
            entries[found[1]] = written
    return BibliographySource(entries, tuple(definitions), "\n".join([*between, text[end:]]))


def changed_entries(before: BibliographySource, after: BibliographySource) -> tuple[str, ...] | None:
    """The keys of the entries whose text differs; None if more than that does: keys, their order or definitions."""
    if list(before.entries) != list(after.entries) or before.definitions != after.definitions:
        return None
    return tuple(key for key, text in before.entries.items() if text != after.entries[key])
