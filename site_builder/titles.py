"""Titles and other short texts to HTML and to plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from textwrap import shorten
from typing import Final

from site_builder.characters import IN_TAG
from site_builder.formula_text import text_of_formula
from site_builder.model import Html
from site_builder.patterns import pattern

TAG: Final = pattern(rf"(<{IN_TAG}>|<[^>]*>)")
FIRST_PARAGRAPH: Final = pattern(rf"<p\b{IN_TAG}>(.*?)</p>", re.DOTALL)
LONGEST_OPENING: Final = 160
# A longer “word” is text that is written without spaces, as Japanese is.
LONGEST_WORD: Final = 40


def escaped(text: str) -> Html:
    return Html(escape(text, quote=False))


def plain(html: str) -> str:
    """The text of HTML on one line, without tags; formulas as plain text."""
    return " ".join(unescape("".join(_text(html))).split())


def _text(html: str) -> Iterator[str]:
    formula: list[str] = []
    for piece in TAG.split(html):
        if formula or piece.startswith("<math"):
            formula.append(piece)
            if piece == "</math>":
                yield escape(_formula_text("".join(formula)), quote=False)
                formula = []
        elif not piece.startswith("<"):
            yield piece
    yield from (piece for piece in formula if not piece.startswith("<"))


def _formula_text(html: str) -> str:
    try:
        return text_of_formula(html)
    except ValueError:
        return unescape(TAG.sub("", html))


def meta_description(html: str) -> str:
    """The beginning of a text's first paragraph, as long as search engines show it."""
    paragraph = FIRST_PARAGRAPH.search(html)
    text = plain(paragraph[1]) if paragraph else ""
    words = shorten(text, LONGEST_OPENING, placeholder="…")
    is_cut_short = len(words) < min(len(text), LONGEST_OPENING - LONGEST_WORD)
    if is_cut_short and "/" in text[:LONGEST_OPENING].rpartition(" ")[2]:
        # An address is left out as a whole.
        return words
    return text[: LONGEST_OPENING - 1] + "…" if is_cut_short else words


def with_subtitle(title: str, subtitle: str) -> str:
    """Title and subtitle as one: “Sleep: a study”, “Why sleep? A study”."""
    return f"{title}{' ' if title.endswith((':', '?', '!', '.')) else ': '}{subtitle}"
