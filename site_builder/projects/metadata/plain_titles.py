"""A title in Markdown to plain text, for a site's name and for its own citation."""

from __future__ import annotations

import html
import re
from typing import Final

from site_builder.formula_text import LOWERED, RAISED
from site_builder.markdown import typeset, without_bars
from site_builder.mathematics import read_formula
from site_builder.patterns import pattern
from site_builder.projects.people.roles import NOTE
from site_builder.titles import plain

LONGEST: Final = 5_000
# LaTeX around a title that only arranges it: `\begin{center}`, `\begin{minipage}{\textwidth}`
FRAME: Final = pattern(r"\\(?:begin|end)\{(?:center|flushleft|minipage|spacing)\}(?:\{[^{}]{0,50}\})?")
# A logo above a title
IMAGE: Final = r"!\[[^\[\]]{0,300}\]\([^()\n]{1,500}\)(?:\{[^{}\n]{0,300}\})?|<img\s[^<>]{0,500}>"
# Parts of a title that the name of a site does not show: logos, distances, thanks, line breaks
OF_THE_PAGE: Final = pattern(
    rf"{IMAGE}|{FRAME.pattern}|\\(?:vspace|hspace|thanks)\*?\{{[^{{}}]*\}}|\\\\|\\$|<br */?>", re.MULTILINE
)
FORMULA: Final = pattern(r"(?<!\\)\$(?!\s)([^$]{1,300})(?<!\s)\$(?!\d)")
RAISED_TEXT: Final = pattern(r"\^([^\s^\[\]]{1,30})\^|<sup>([^<>]{1,30})</sup>", re.IGNORECASE)
LOWERED_TEXT: Final = pattern(r"(?<!~)~([^\s~]{1,30})~(?!~)|<sub>([^<>]{1,30})</sub>", re.IGNORECASE)
TAG: Final = pattern(
    r"</?(?:a|b|big|center|div|em|font|h\d|i|p|script|small|span|strong|u)(?:\s[^<>]{0,200})?>", re.IGNORECASE
)
LINK: Final = pattern(r"\[([^\[\]]{1,300})\]\([^()\s]{1,1000}\)")
EMPHASIS: Final = pattern(r"(?<!\w)(\*{1,2}|_)(?=\S)([^*_]+)\1(?!\w)")
ENTITY: Final = pattern(r"&(?:[A-Za-z]\w{1,30}|#\d{1,7}|#[xX][\da-fA-F]{1,6});")
ESCAPED: Final = pattern(r"\\([ -/:-@\[-`{-~])")
# The first private-use character of those that replace formulas and escaped signs while the marks around them are read
FIRST: Final = 0xE000
MOST: Final = 100


def plain_title(text: str) -> str:
    """The title without line breaks, emphasis, links and tags.

    Raised and lowered text and formulas become Unicode signs.
    """
    kept: list[str] = []

    def hold(text: str) -> str:
        kept.append(text)
        return chr(FIRST + len(kept) - 1)

    def held(found: re.Match[str]) -> str:
        formula = read_formula(found[1], is_display=False).html if len(kept) < MOST else None
        return hold(plain(formula) if formula else found[0])

    bare = OF_THE_PAGE.sub(" ", NOTE.sub(" ", without_bars(text[:LONGEST])))
    bare = FORMULA.sub(held, bare) if "$" in bare else bare
    bare = ESCAPED.sub(lambda found: hold(found[1]), bare)
    bare = RAISED_TEXT.sub(lambda found: _in_signs(found, RAISED), bare)
    bare = LOWERED_TEXT.sub(lambda found: _in_signs(found, LOWERED), bare)
    bare = EMPHASIS.sub(r"\2", TAG.sub("", LINK.sub(r"\1", bare)))
    bare = ENTITY.sub(lambda found: html.unescape(found[0]), bare)
    shown = typeset(" ".join(bare.replace("`", "").split()))
    for at, text in enumerate(kept):
        shown = shown.replace(chr(FIRST + at), text)
    return shown


def _in_signs(found: re.Match[str], signs: dict[str, str]) -> str:
    said = found[1] or found[2]
    return "".join(signs[sign] for sign in said) if all(sign in signs for sign in said) else said
