"""The code of R in a chunk to whether it shows nothing where it is run."""

from __future__ import annotations

import re
from typing import Final

from site_builder.patterns import pattern

TEXT: Final = pattern(r"""(?:"(?:\\.|[^"\\])*+(?:"|\Z)|'(?:\\.|[^'\\])*+(?:'|\Z))""", re.DOTALL)
COMMENT: Final = pattern(r"#[^\n]*")
INNERMOST: Final = pattern(r"\([^()]*\)")
# What loads, sets and assigns; any other statement may show its value.
SILENT: Final = pattern(
    r"(?:\w+::)?(?:library|require|requireNamespace|loadNamespace|suppress\w+|invisible|options|set\.seed|data|rm"
    r"|opts_\w+\$set|knit_hooks\$set|knit_engines\$set|theme_set|markdown)|[\w.$@]+\s*(?:<-|=)[^\n]*"
)
STATEMENTS: Final = pattern(r"[\n;]")
DRAWS: Final = pattern(r"plot|hist|curve|image|lines|pairs|draw|print|show|fig", re.IGNORECASE)
DEEPEST: Final = 20


def shows_nothing(code: str) -> bool:
    """Whether all that stands in the code is known to show nothing."""
    bare = COMMENT.sub("", TEXT.sub('""', code))
    for _ in range(DEEPEST):
        bare, count = INNERMOST.subn("", bare)
        if not count:
            break
    return all(SILENT.fullmatch(each.strip()) for each in STATEMENTS.split(bare) if each.strip())


def draws_nothing(code: str) -> bool:
    """Whether code whose results are hidden has no word of drawing in it, either."""
    return DRAWS.search(COMMENT.sub("", code)) is None
