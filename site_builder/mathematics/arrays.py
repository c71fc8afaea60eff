"""The argument of TeX's `array` to the columns that the library reads."""

from __future__ import annotations

import re
from typing import Final

from site_builder.patterns import pattern

REPEATED: Final = pattern(r"\*\{([1-9]?[0-9])\}\{([^{}*]{0,20})\}")
# An alignment or a line, a column of a width, or anything else, such as what is put between columns
COLUMN: Final = pattern(r"([lcr|])|([pmb])\{[^{}]*\}|[@!<>]\{[^{}]*\}|.", re.DOTALL)
DOUBLE: Final = pattern(r"\|+")


def columns(arranged: str) -> str:
    """The sides to which an array's columns are aligned, and the lines between them."""
    is_repeated = 1
    while is_repeated:
        arranged, is_repeated = REPEATED.subn(lambda found: found[2] * int(found[1]), arranged)
    sides = COLUMN.sub(lambda found: found[1] or ("l" if found[2] else ""), arranged)
    return DOUBLE.sub("|", sides).strip("|") or "l"
