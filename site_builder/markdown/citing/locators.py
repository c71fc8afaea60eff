"""A citation's suffix to its locator: “, p. 33 and elsewhere” to page, 33 and “ and elsewhere”.

This follows Pandoc's parser (its module Text.Pandoc.Citeproc.Locator), so that a text written for Pandoc keeps its
meaning. A locator begins with a label or at once with a number, and goes on with words that have digits or are Roman
numerals. Labels are the CSL terms of the text's language, short, long and as signs; in English there are some more
abbreviations.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice, takewhile
from typing import Final, NamedTuple, TypeAlias

from site_builder.patterns import pattern


class Atom(NamedTuple):
    """A word, a space, a punctuation mark, or a stretch of markup: as CSL-JSON's rich text and without markup."""

    rich: str
    plain: str
    is_formula: bool = False
    """A formula is no part of a locator."""


Labels: TypeAlias = Mapping[str, str]
"""Words that a locator begins with, in lower case, to CSL's locator terms."""

LABELS: Final = {
    "act": ("act", "acts"),
    "appendix": ("appendix", "appendices", "app.", "apps."),
    "article-locator": ("article", "articles", "art.", "arts."),
    "book": ("book", "books", "bk.", "bks."),
    "canon": ("canon", "canons", "can.", "cann."),
    "chapter": ("chapter", "chapters", "chap.", "chaps.", "ch.", "chs."),
    "column": ("column", "columns", "col.", "cols."),
    "elocation": ("location", "locations", "loc.", "locs."),
    "equation": ("equation", "equations", "eq.", "eqs.", "eqq."),
    "figure": ("figure", "figures", "fig.", "figs."),
    "folio": ("folio", "folios", "fol.", "fols."),
    "issue": ("issue", "issues", "no.", "nos."),
    "line": ("line", "lines", "l.", "ll."),
    "note": ("note", "notes", "n.", "nn."),
    "number": ("number", "numbers"),
    "opus": ("opus", "opera", "op.", "opp."),
    "page": ("page", "pages", "p.", "pp."),
    "paragraph": ("paragraph", "paragraphs", "para.", "paras.", "¶", "¶¶"),
    "part": ("part", "parts", "pt.", "pts."),
    "rule": ("rule", "rules", "r.", "rr."),
    "scene": ("scene", "scenes", "sc.", "scs."),
    "section": ("section", "sections", "sec.", "secs.", "§", "§§"),
    "sub-verbo": ("sub verbo", "sub verbis", "s.v.", "s.vv."),
    "supplement": ("supplement", "supplements", "supp.", "supps."),
    "table": ("table", "tables", "tbl.", "tbls."),
    "timestamp": ("timestamp", "timestamps"),
    "title-locator": ("title", "titles", "tit.", "tits.", "titt."),
    "version": ("version", "versions"),
    "verse": ("verse", "verses", "v.", "vv."),
    "volume": ("volume", "volumes", "vol.", "vols."),
}
LABEL_OF: Final[Labels] = {form: label for label, forms in LABELS.items() for form in forms}
LONGEST_LABEL: Final = 6
CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
OPENING_QUOTES: Final = frozenset('"“‘«„')
ROMAN: Final = pattern(r"(?=.)m*(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")


class Split(NamedTuple):
    """The parts of a suffix. `label` is a CSL locator term, or "" if the locator, in braces, is printed as it is."""

    label: str
    locator: str
    suffix: tuple[Atom, ...]


class _Word(NamedTuple):
    text: str
    is_number: bool
    end: int


def atoms_of(text: str) -> list[Atom]:
    """Plain text in atoms: words, single spaces, single punctuation marks."""
    atoms: list[Atom] = []
    word = ""
    for character in text:
        if character.isspace() or is_mark(character):
            if word:
                atoms.append(Atom(word, word))
                word = ""
            if not character.isspace():
                atoms.append(Atom(character, character))
            elif not atoms or atoms[-1].plain != " ":
                atoms.append(Atom(" ", " "))
        else:
            word += character
    return [*atoms, Atom(word, word)] if word else atoms


def is_mark(character: str) -> bool:
    return character != ":" and unicodedata.category(character).startswith("P")


def split_locator(atoms: Sequence[Atom], labels: Labels = LABEL_OF) -> Split:
    """The text after a citation key, split into its locator and the suffix that is left."""
    at = 1 if _is(atoms, 0, ",") else 0
    at += _is(atoms, at, " ")
    for read in (_delimited, _integrated):
        if found := read(atoms, at, labels):
            label, locator, end = found
            return Split(label, locator.strip().replace("--", "–"), _apart(atoms[end:]))
    return Split("", "", _apart(atoms))


def _apart(suffix: Sequence[Atom]) -> tuple[Atom, ...]:
    """A suffix with a comma before it if it begins with a quotation, or with neither a space nor a punctuation mark."""
    first = suffix[0].plain[:1] if suffix else " "
    needs_comma = first in OPENING_QUOTES or not (first in ("", " ") or unicodedata.category(first).startswith("P"))
    return (Atom(", ", ", "), *suffix) if needs_comma else tuple(suffix)


def _is(atoms: Sequence[Atom], at: int, text: str) -> bool:
    return at < len(atoms) and atoms[at].plain == text


def _label(atoms: Sequence[Atom], start: int, end: int, labels: Labels) -> str:
    if any(atom.is_formula for atom in atoms[start:end]):
        return ""
    text = "".join(atom.plain for atom in atoms[start:end])
    return labels.get(text.strip().casefold(), "")


def _delimited(atoms: Sequence[Atom], at: int, labels: Labels) -> tuple[str, str, int] | None:
    """`{p. 33}`: everything in the braces is the locator, and `{}` says that there is none."""
    if not _is(atoms, at, "{"):
        return None
    start = at + 1
    while _is(atoms, start, " "):
        start += 1
    label = ""
    for end in range(min(start + LONGEST_LABEL, len(atoms) - 1), start, -1):
        if found := _label(atoms, start, end, labels):
            label, start = found, end
            break
    depth = 0
    for end in range(start, len(atoms)):
        if depth == 0 and atoms[end].plain == "}":
            return label, "".join(atom.plain for atom in atoms[start:end]), end + 1
        depth += (atoms[end].plain in ("{", "[")) - (atoms[end].plain in ("}", "]"))
    return None


def _integrated(atoms: Sequence[Atom], at: int, labels: Labels) -> tuple[str, str, int] | None:
    """`p. 33` or `33`, and all numbers that follow."""
    label, start = "", at
    for end in range(min(at + LONGEST_LABEL, len(atoms) - 1), at, -1):
        if (found := _label(atoms, at, end, labels)) and (word := _word(atoms, end, True)) and word.is_number:
            label, start = found, end
            break
    is_bare = not label
    if is_bare and (not _has_digits(_word(atoms, at, True)) or _says_what_it_is(atoms, at, labels)):
        return None
    locator = ""
    while word := _word(atoms, start, not is_bare and not locator):
        if not (_has_digits(word) if is_bare else word.is_number):
            break
        locator, start = locator + word.text, word.end
    return (label or "page", locator, start) if locator else None


def _says_what_it_is(atoms: Sequence[Atom], at: int, labels: Labels) -> bool:
    """Whether a label is within the word, as in scripts without spaces: “第3页”, which would be “页 第3页”."""
    word = "".join(atom.plain for atom in takewhile(lambda atom: not atom.plain.isspace(), islice(atoms, at, None)))
    return any(label in word and unicodedata.category(label[0]) == "Lo" for label in labels)


def _has_digits(word: _Word | None) -> bool:
    return word is not None and any(character.isdigit() for character in word.text)


def _word(atoms: Sequence[Atom], at: int, is_first: bool) -> _Word | None:
    """`33`, `33-44`, `34(1)(a)`, `[17]`, `xv`; any but the first may come after a comma or semicolon."""
    text = ""
    if not is_first and at < len(atoms) and atoms[at].plain in (",", ";"):
        text, at = atoms[at].plain, at + 1
    if _is(atoms, at, " ") or _is(atoms, at, "\xa0"):
        text, at = text + " ", at + 1
    is_number, start = False, at
    while part := _bracketed(atoms, at) or _sequence(atoms, at):
        text, is_number, at = text + part.text, is_number or part.is_number, part.end
    return _Word(text, is_number, at) if at > start else None


def _bracketed(atoms: Sequence[Atom], at: int) -> _Word | None:
    closing = CLOSING.get(atoms[at].plain) if at < len(atoms) else None
    if closing is None:
        return None
    inner = _sequence(atoms, at + 1) or _Word("", False, at + 1)
    if not _is(atoms, inner.end, closing):
        return None
    return _Word(atoms[at].plain + inner.text + closing, inner.is_number, inner.end + 1)


def _sequence(atoms: Sequence[Atom], at: int) -> _Word | None:
    """`1`, `1.2`, `.3`, but not the full stop of `1.`."""
    text, is_number, start = "", False, at
    while True:
        point = bool(_is(atoms, at, ".")) and (at > start or not text)
        unit = _unit(atoms, at + point) if point or at == start else None
        if unit is None:
            break
        text, is_number, at = text + "." * point + unit.text, is_number or unit.is_number, unit.end
    return _Word(text, is_number, at) if at > start else None


def _unit(atoms: Sequence[Atom], at: int) -> _Word | None:
    if at < len(atoms) and not atoms[at].is_formula and ROMAN.fullmatch(_one_case(atoms[at].plain)):
        return _Word(atoms[at].plain, True, at + 1)
    end = at
    while end < len(atoms) and not _ends_unit(atoms[end]):
        end += 1
    text = "".join(atom.plain for atom in atoms[at:end])
    return _Word(text, any(character.isdigit() for character in text), end) if end > at else None


def _ends_unit(atom: Atom) -> bool:
    text = atom.plain
    return atom.is_formula or text.isspace() or (len(text) == 1 and text not in "-–" and is_mark(text))


def _one_case(text: str) -> str:
    return text.lower() if text.isupper() else text
