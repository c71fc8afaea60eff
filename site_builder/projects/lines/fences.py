"""Lines to the fences of code in them."""

from __future__ import annotations

import re
from typing import Final

from site_builder.patterns import pattern

CODE_FENCE: Final = pattern(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<rest>.*)")


def closes(fence: re.Match[str], code: str) -> bool:
    """Whether a fence ends the code that `code` began."""
    return fence["fence"].startswith(code) and not fence["rest"].strip()
