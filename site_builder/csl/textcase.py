"""Trees of text to the same in another letter case.

CSL 1.0.2, “Text-case”. Title case has pandoc's stop words: long prepositions get a capital (“Under”, “Between”), as in
the newest edition of the Chicago Manual, whereas citeproc-js leaves them in lower case. Where the specification is
silent, this follows citeproc-js: a word keeps capitals of its own, and so does one after a colon and a space. A single
letter keeps its case, as in pandoc (“e-Prints”, “p-Value”).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final

from site_builder.alphabets import DOTTED_AND_DOTLESS
from site_builder.csl.tree import Format, Node, Tree, plain
from site_builder.frozen import frozen
from site_builder.language_tags import language_of
from site_builder.patterns import pattern

STOP_WORDS = frozenset(
    """a about an and as at but by c d de down for from in into nor o' of on onto or over so the till to up v van
    via von with yet""".split()
)
_ARTICLES = ("a", "an", "the")
_WORD_OR_PART = pattern(r"[^\W_][\w’']*")
_WORD = pattern(r"[^\s/—–\-]+")
_OPENING = "“‘\"'(["
_VERSUS = pattern(r"\bvs?\.$")
_LETTER = pattern(r"[^\W\d_]")
_LETTERS = pattern(r"[^\W\d_]+")
_IN_WORD = pattern(r"\w[’']?$")
# An address, whose path has its own case
_ADDRESS = pattern(r"((?:https?://|\bwww\.)\S+)")
# French and Italian articles, which stay in lower case
_ELIDED = pattern(r"[a-z][’']\w")
_UPPER: Final = str.maketrans("i", "İ")
_LOWER: Final = str.maketrans("Iİ", "ıi")


@frozen
class Letters:
    """What the language of a text says about the case of its letters."""

    has_title_case: bool
    has_dotted_capital: bool


@cache
def letters_of(language: str) -> Letters:
    """The letters of a work in a language (“tr-TR”). Title case applies only to English."""
    language = language.lower()
    return Letters(language.startswith("en"), language_of(language) in DOTTED_AND_DOTLESS)


@cache
def letters_of_terms(language: str) -> Letters:
    """The letters of a locale's terms. As in pandoc, title case applies to those of every language: “(Hrsg.)”."""
    return replace(letters_of(language), has_title_case=True)


class _Cursor:
    """The position in the text while a tree is walked, and the places of its first letter and last word."""

    def __init__(self, whole: str, letters: Letters) -> None:
        self.whole = whole
        self.is_dotted = letters.has_dotted_capital
        self.position = 0
        self.seen_letter = False
        # A word alone may be an abbreviation.
        self.is_in_capitals = whole.isupper() and len(_LETTERS.findall(whole)) > 1
        found = _LETTER.search(whole)
        self.first_letter = found.start() if found else len(whole)
        self.last_word = next((at for at in range(len(whole) - 1, -1, -1) if _WORD_OR_PART.match(whole, at)), -1)
        # In a title that was cut off, “Machine Vision and …”, the last word shown is not the title's last.
        self.last_word = len(whole) if whole.endswith((" …", " ...")) else self.last_word

    def upper(self, text: str) -> str:
        return (text.translate(_UPPER) if self.is_dotted else text).upper()

    def lower(self, text: str) -> str:
        return (text.translate(_LOWER) if self.is_dotted else text).lower()

    def starts_sentence(self, at: int, marks: tuple[str, ...]) -> bool:
        """Whether the text before ends in a mark that ends a sentence or a part of a title."""
        while at and self.whole[at - 1] in _OPENING:
            at -= 1
        while at and self.whole[at - 1].isspace():
            at -= 1
        return self.whole.endswith(marks, 0, at) and not _VERSUS.search(self.whole[max(at - 4, 0) : at])


def _is_greek(letter: str) -> bool:
    """Whether the case of a letter must be kept: Greek letters are symbols in English (“α-synuclein”)."""
    return not letter.isascii() and "GREEK" in unicodedata.name(letter, "")


def _upper_first(text: str, cursor: _Cursor) -> str:
    found = _LETTER.search(text)
    if not found or _is_greek(found[0]):
        return text
    at = found.start()
    return text[:at] + cursor.upper(text[at]) + text[at + 1 :]


def _capitalise_first(text: str, cursor: _Cursor) -> str:
    if cursor.seen_letter or not (found := re.search(r"\w", text)):
        return text
    cursor.seen_letter = True
    at = found.start()
    if _is_greek(text[at]):
        return text
    word = re.match(r"\w+", text[at:])
    if word and not word[0].islower():
        return text
    return text[:at] + cursor.upper(text[at]) + text[at + 1 :]


def _capitalise_all(text: str, cursor: _Cursor) -> str:
    return _WORD_OR_PART.sub(lambda word: _upper_first(word[0], cursor) if word[0].islower() else word[0], text)


def _sentence(text: str, cursor: _Cursor) -> str:
    def change(found: re.Match[str]) -> str:
        word = found[0]
        first = re.search(r"\w", word)
        if first is None:
            return word
        begins, cursor.seen_letter = not cursor.seen_letter and not first[0].isdigit(), True
        start = first.end() if begins else 0
        if cursor.is_in_capitals:
            return word[:start] + cursor.lower(word[start:])
        if begins and word.islower():
            return _upper_first(word, cursor)
        # “DNA”, “3D” and “McDonald” have capitals of their own.
        is_capitalised = not any(map(str.isupper, word[first.end() :]))
        return word[:start] + cursor.lower(word[start:]) if is_capitalised else word

    return _WORD.sub(change, text)


def _title(text: str, cursor: _Cursor) -> str:
    start = cursor.position
    whole = cursor.whole

    def change(found: re.Match[str]) -> str:
        word = found[0]
        bare = word.strip("“”‘’\"'()[].,:;!?")
        if not bare or not bare.islower():
            return word
        begin, end = start + found.start(), start + found.end()
        # Where markup ends within a word, the rest of the word does not begin one.
        if _IN_WORD.search(whole[max(begin - 2, 0) : begin]):
            return word
        # “Ann. of Math.”: a small word after a full stop follows an abbreviation, unless it is an article.
        marks = (":", "?", "!") if bare in STOP_WORDS and bare not in _ARTICLES else (":", "?", "!", ".")
        first = begin <= cursor.first_letter or (cursor.starts_sentence(begin, marks) and not _VERSUS.search(word))
        last = end > cursor.last_word
        hyphened = whole.endswith("-", 0, begin)
        if bare in STOP_WORDS and not first and not last and not whole.startswith("-", end):
            return word
        if bare in STOP_WORDS and hyphened and not last:
            return word
        if bare[0].isdigit() or (not first and _ELIDED.match(bare)) or (len(bare) == 1 and (hyphened or not first)):
            return word
        return _upper_first(word, cursor)

    return _WORD.sub(change, text)


def _is_whole(format: Format) -> bool:
    """Whether text of this format keeps its case in titles: raised, lowered and small-capital text does."""
    return bool(format.vertical_align or format.font_variant)


_CASES: dict[str, Callable[[str, _Cursor], str]] = {
    "capitalize-first": _capitalise_first,
    "capitalize-all": _capitalise_all,
    "sentence": _sentence,
    "title": _title,
    "lowercase": lambda text, cursor: cursor.lower(text),
    "uppercase": lambda text, cursor: cursor.upper(text),
}


def change_case(tree: Tree, case: str, letters: Letters) -> Tree:
    """The tree in `case`, a value of CSL's `text-case`. Text in nocase and addresses stay."""
    change = _CASES.get(case)
    if change is None or not tree or (case == "title" and not letters.has_title_case):
        return tree
    cursor = _Cursor(plain(tree), letters)

    def walk(node: Tree) -> Tree:
        if isinstance(node, str):
            pieces = _ADDRESS.split(node) if "://" in node or "www." in node else [node]
            for at, piece in enumerate(pieces):
                # Every second piece is an address.
                pieces[at] = piece if at % 2 else change(piece, cursor)
                cursor.position += len(piece)
                cursor.seen_letter = cursor.seen_letter or at % 2 == 1
            return "".join(pieces)
        if node.format is not None and (node.format.nocase or (case == "title" and _is_whole(node.format))):
            text = plain(node)
            cursor.position += len(text)
            cursor.seen_letter = cursor.seen_letter or bool(_LETTER.search(text))
            return node
        return Node([walk(child) for child in node.children], node.format, node.role, node.item, node.joined)

    return walk(tree)
