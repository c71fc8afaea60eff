"""BibTeX's and BibLaTeX's lists of names to CSL names."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import TypeAlias

from site_builder.bibtex.latex import plain_text
from site_builder.bibtex.latex_notation import has_markup
from site_builder.bibtex.name_list_repair import UNSPACED, repaired_name_list
from site_builder.bibtex.names import NameWords, name_of, usual_name
from site_builder.bibtex.separated_names import people_with_separators
from site_builder.diagnostics import quoted
from site_builder.model import Name
from site_builder.patterns import pattern

# The space behind a letter's or an accent's command does not end the word: “S\o ren”, “Jos\' e”.
_LETTER = r"\\(?:[oOlLij]|aa|AA|ae|AE|oe|OE|ss|[bcdHkrtuv'`^\"~=.])\s+(?=\w)"
_TOKEN = pattern(rf"{_LETTER}|\\.|[{{}}]|[\s~\u00a0]+|,|[^\\{{}}\s~\u00a0,]+", re.DOTALL)
# Letters in braces or with accents: no space and no comma is hidden in them.
_ACCENT = r"\\[\"'`^~=.](?:\{[A-Za-z]\}|[A-Za-z])"
_LETTERS_ALONE = pattern(rf"(?:[\w ,.'-]|\{{[^\W\d_]+\}}|{_ACCENT}|\{{{_ACCENT}\}})*")
# What precedes is looked at last, since few places have these letters.
_AND = pattern(r"[Aa][Nn][Dd](?![^\s,])(?<![^\s,]...)")
_NOBODY = Name()
_Read: TypeAlias = tuple[tuple[Name, ...], str]


class NameReader:
    """Reads lists of names. A name that is in several lists is read only once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Hashable, bool], _Read] = {}

    def read(self, latex: str, useprefix: bool = True) -> tuple[tuple[Name, ...], tuple[str, ...]]:
        """The names of a list, and what is wrong with them, as ends of sentences.

        A particle is part of the family name (CSL: non-dropping) unless `useprefix` is false.
        """
        latex, told = repaired_name_list(latex)
        if has_markup(latex) or "~" in latex:
            found = [self._braced(words, useprefix) for words in _split(latex)]
        else:
            found = [self._plain(name, useprefix) for name in _AND.split(latex)]
        faults = list(dict.fromkeys(fault for _, fault in found if fault))
        faults = [*(one for one in told if one != UNSPACED or not faults), *faults]
        return tuple(name for names, _ in found for name in names if name != _NOBODY), tuple(faults)

    def _braced(self, words: NameWords, useprefix: bool) -> _Read:
        key = (tuple(map(tuple, words.parts)), useprefix)
        if known := self._known.get(key):
            return known
        text = words.text()
        name = usual_name(plain_text(text)) if _LETTERS_ALONE.fullmatch(text) else None
        return self._known.setdefault(key, ((name,), "") if name else _people(words, useprefix))

    def _plain(self, written: str, useprefix: bool) -> _Read:
        """A name without braces and commands, so that each comma and space splits it."""
        key = (written.strip(), useprefix)
        if known := self._known.get(key):
            return known
        if name := usual_name(key[0]):
            return self._known.setdefault(key, ((name,), ""))
        words = NameWords([part.split() for part in written.split(",")])
        return self._known.setdefault(key, _people(words, useprefix))


def read_names(latex: str) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """The names of a single list, as `NameReader` reads them."""
    return NameReader().read(latex)


def _split(latex: str) -> list[NameWords]:
    """Split at each “and”, comma and space that stands outside braces."""
    names = [NameWords()]
    pieces: list[str] = []
    depth = 0

    def end_word() -> None:
        if word := "".join(pieces):
            pieces.clear()
            if word.lower() == "and":
                names.append(NameWords())
            else:
                names[-1].parts[-1].append(word)

    for match in _TOKEN.finditer(latex):
        token = match.group()
        if token == "{":
            depth += 1
        elif token == "}":
            depth -= depth > 0
        elif depth == 0 and token == ",":
            end_word()
            names[-1].parts.append([])
            continue
        elif depth == 0 and (token[0] == "~" or token[0].isspace() or token.removeprefix("\\").isspace()):
            end_word()
            continue
        pieces.append(token)
    end_word()
    return names


def _people(written: NameWords, useprefix: bool) -> _Read:
    people, mark = people_with_separators([words for words in written.parts if words])
    if people:
        text = quoted(plain_text(written.text()), 80)
        names = tuple(name_of(NameWords(parts), useprefix)[0] for parts in people)
        return names, f"has {mark} instead of “and”: {text}."
    name, fault = name_of(written, useprefix)
    return (name,), fault
