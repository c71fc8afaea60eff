"""The argument of TeX's `array` to the columns that the library reads, and ends of rows to the places behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_builder.mathematics.macros import option_at
from site_builder.patterns import pattern

REPEATED: Final = pattern(r"\*\{([1-9]?[0-9])\}\{([^{}*]{0,20})\}")
# An alignment or a line, a column of a width, or anything else, such as what is put between columns
COLUMN: Final = pattern(r"([lcr|])|([pmb])\{[^{}]*\}|[@!<>]\{[^{}]*\}|.", re.DOTALL)
DOUBLE: Final = pattern(r"\|+")
DISTANCE: Final = pattern(r"-?[\d.]+ ?(?:cm|em|ex|mm|pt)")


def columns(arranged: str) -> str:
    """The sides to which an array's columns are aligned, and the lines between them."""
    is_repeated = 1
    while is_repeated:
        arranged, is_repeated = REPEATED.subn(lambda found: found[2] * int(found[1]), arranged)
    sides = COLUMN.sub(lambda found: found[1] or ("l" if found[2] else ""), arranged)
    return DOUBLE.sub("|", sides).strip("|") or "l"


def behind_row(tokens: Sequence[str], at: int) -> int:
    """The place after the star and the distance that may follow the end of a row."""
    if at < len(tokens) and tokens[at] == "*":
        at += 1
    option, end = option_at(tokens, at)
    is_distance = option is not None and (tokens[at] == "[" or DISTANCE.fullmatch("".join(option)))
    return end if is_distance else at
