r"""LaTeX's accents and letters to Unicode: `Erd\H{o}s`, `Stra{\ss}e`, `\O ystein`, and in a caption `Poincar\'e`."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from site_builder.latex_letters import ACCENTS, LETTERS
from site_builder.patterns import pattern

_ACCENT: Final = r"(?P<accent>['\"`^~=.]|[Hbcdkruv](?![A-Za-z]))"
_CARRIER: Final = r"\\?(?P<{}>[^\W\d_])"
# In Markdown, a sign with a backslash is often only that sign, as in `don\'t`, unless braces follow or stand around.
# The braces of another command are left to it.
LETTER: Final = (
    rf"(?P<group>\{{)?(?<![\\:/])\\(?:{_ACCENT}\{{{_CARRIER.format('carrier')}\}}"
    rf"|(?P<letter>AA|AE|L|O|OE|aa|ae|l|o|oe|ss)(?![A-Za-z\\/.:])(?:\{{\}}|[ ])?)(?(group)\}})"
    rf"|\{{\\(?P<grouped>['\"`^~=.]|[Hbcdkruv][ ]){_CARRIER.format('within')}\}}"
    r"|\\[A-Za-z]{2,30}\*?\{"
)
IN_LATEX: Final = pattern(
    r"(?P<kept>`[^`\n]{1,2000}`)|(?<!\\)\\(?:"
    r"(?P<acute>'(?=[ACEINOUYZaceinouyz\\]))|(?P<grave>`(?=[AEIOUaeiou]))|(?P<rest>[\"^](?=[AEIOUaeiou\\])|~(?=[ANOano])))"
    rf"{_CARRIER.format('carrier')}(?:(?<=\\[ij])(?:\{{\}}|[ ]))?"
)


def letter_said(found: re.Match[str]) -> str:
    """What a match of `LETTER` stands for, or its own text if there is no such letter."""
    if found["letter"]:
        return LETTERS[found["letter"]]
    accent = (found["accent"] or found["grouped"] or "").strip()
    return (accent and _composed(found["carrier"] or found["within"], accent)) or found[0]


def accents_in_unicode(text: str) -> str:
    """A caption's or a table's LaTeX with its accents in Unicode also where the letter has no braces."""
    return IN_LATEX.sub(_accented, text) if "\\" in text else text


def _accented(found: re.Match[str]) -> str:
    accent = found["acute"] or found["grave"] or found["rest"]
    return (accent and _composed(found["carrier"], accent)) or found[0]


def _composed(letter: str, accent: str) -> str:
    """The letter with its accent; empty if Unicode has no such letter."""
    composed = unicodedata.normalize("NFC", letter + ACCENTS[accent][0])
    return composed if len(composed) == 1 else ""
