"""A path with wildcards to a regular expression for paths: a star stands for part of a name, two for folders, too."""

from __future__ import annotations

import re
from fnmatch import translate
from typing import Final

from site_builder.patterns import pattern

WILDCARD: Final = pattern(r"(\*\*/|\*\*|\*|\?|\[!?[^\[\]/]{1,50}\])")
MEANINGS: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
# More of them could take a regular expression very long.
MOST: Final = 8


def expression_of(path: str) -> str | None:
    """The expression; None if there are too many wildcards."""
    steps = WILDCARD.split(path)
    if len(steps) // 2 > MOST:
        return None
    return "".join(_meaning(step) if at % 2 else re.escape(step) for at, step in enumerate(steps))


def _meaning(wildcard: str) -> str:
    # `translate` puts its expression between `(?s:` and `)\Z`.
    return MEANINGS.get(wildcard) or translate(wildcard)[len("(?s:") : -len(")\\Z")]
