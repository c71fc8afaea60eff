"""`*[HTML]: HyperText Markup Language` to the meaning of the word, wherever it stands in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from site_builder.diagnostics import left_out
from site_builder.markdown.raw.formats import CITED
from site_builder.markdown.source_positions import reading_of
from site_builder.patterns import pattern

LONGEST: Final = 100
DEFINITION: Final = pattern(rf"\*\[([^\[\]\n]{{1,{LONGEST}}})\]:[ \t]++(.*\S)[ \t]*")
WORD: Final = pattern(r"(?<!\w)\w")
ABBREVIATIONS: Final = "abbreviations"
# Each time that a word stands in a text, its meaning does. This is how long all of them may be.
LONGEST_IN_ALL: Final = 1_000_000


class Abbreviations:
    """The meanings of the words of a text, and how many characters of meanings may still be written."""

    def __init__(self) -> None:
        self.meanings: dict[str, str] = {}
        self.left = LONGEST_IN_ALL


def abbreviation_rule(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    first = state.bMarks[start] + state.tShift[start]
    found = DEFINITION.fullmatch(state.src, first, state.eMarks[start])
    if found is None:
        return False
    if not silent:
        known: Abbreviations = state.env.setdefault(ABBREVIATIONS, Abbreviations())
        known.meanings.setdefault(found[1].strip(), found[2])
        if cited := CITED.search(found[2]):
            message = f"The meaning of “{found[1]}” contains “{cited[0]}”, which cannot be a link there."
            reading = reading_of(state)
            place = reading.place_of(start, cited[0])
            reading.diagnostics.append(left_out(place, message, "cite it in the text, beside the word."))
        state.line = start + 1
    return True


def abbreviations_rule(state: StateInline) -> None:
    known: Abbreviations | None = state.env.get(ABBREVIATIONS)
    reading = reading_of(state)
    if known and not reading.in_cluster and not reading.in_alt:
        lengths = sorted(set(map(len, known.meanings)), reverse=True)
        state.tokens[:] = [part for token in state.tokens for part in _explained(token, known, lengths)]


def _explained(token: Token, known: Abbreviations, lengths: list[int]) -> Iterator[Token]:
    """The token, split at the abbreviations in it."""
    if token.type != "text":
        yield token
        return
    text, written, meanings = token.content, 0, known.meanings
    for word in WORD.finditer(text):
        at = word.start()
        found = next((text[at : at + length] for length in lengths if _ends_word(text, at + length, meanings, at)), "")
        if at < written or not found or len(meanings[found]) > known.left:
            continue
        known.left -= len(meanings[found])
        if at > written:
            yield token.copy(content=text[written:at])
        yield Token("abbr_open", "abbr", 1, attrs={"title": meanings[found]}, level=token.level)
        yield token.copy(content=found, level=token.level + 1)
        yield Token("abbr_close", "abbr", -1, level=token.level)
        written = at + len(found)
    if written < len(text):
        yield token.copy(content=text[written:])


def _ends_word(text: str, end: int, meanings: Mapping[str, str], start: int) -> bool:
    return text[start:end] in meanings and not text[end : end + 1].isalnum()
