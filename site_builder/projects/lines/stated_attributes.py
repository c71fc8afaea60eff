"""An attribute in a line, `fig-cap="…"`, to what it says."""

from __future__ import annotations

import re
from typing import Final

from site_builder.patterns import pattern

_ESCAPED: Final = pattern(r"\\([\"\\])")


def attribute(name: str) -> re.Pattern[str]:
    return pattern(rf"[ ]{{0,4}}\b{name}=(?:\"((?:\\.|[^\"\\])*)\"|'([^']*)')")


def quoted(text: str) -> str:
    """A text as the value of an attribute."""
    return '"{}"'.format(text.replace('"', "'"))


def said_by(found: re.Match[str]) -> str:
    return _ESCAPED.sub(r"\1", found[1] or found[2] or "")
