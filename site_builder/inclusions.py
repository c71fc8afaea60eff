"""A text to whether more is shown than what is written in it: what it includes, or what stands for something else."""

from __future__ import annotations

import re
from typing import Final

from site_builder.patterns import pattern

FRONT_MATTER_END: Final = pattern(r"^(?:---|\.\.\.|\+\+\+)[ \t]*$", re.MULTILINE)
SHOWS_TABLES: Final = "evidence-table"
"""The class of a div that shows a table from a file of data: a text without it shows none."""
# LaTeX's commands that cite.
CITES: Final = pattern(r"\\[A-Za-z]{0,12}cite[a-z]{0,9}\*?[\[{(]")


def may_show_more(text: str) -> bool:
    """Whether a text of a review of our own has to be looked through for it. Never wrong where it says no."""
    if "{{<" in text or "{r" in text or ("cite" in text and CITES.search(text)):
        return True
    return "abstract" in text and "abstract" in _front_matter(text)


def _front_matter(text: str) -> str:
    if not text.lstrip("\ufeff").startswith(("---", "+++")):
        return ""
    end = FRONT_MATTER_END.search(text, 4)
    return text[: end.start()] if end else text
