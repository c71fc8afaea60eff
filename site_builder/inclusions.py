"""A text to whether its page shows more than its words: by inclusion, or by commands that stand for something else."""

from __future__ import annotations

import re
from typing import Final

from site_builder.patterns import pattern

FRONT_MATTER_END: Final = pattern(r"^(?:---|\.\.\.|\+\+\+)[ \t]*$", re.MULTILINE)
SHOWS_TABLES: Final = "evidence-table"
"""The class of a div that shows a table from a data file. A text without this word shows no such table."""
# LaTeX's commands that cite.
CITES: Final = pattern(r"\\[A-Za-z]{0,12}cite[a-z]{0,9}\*?[\[{(]")


def may_show_more(text: str) -> bool:
    """Whether a text may include other texts, cite by LaTeX's commands, or hold an abstract in its front matter.

    It may answer yes for a text that does none of this, but never no for one that does.
    """
    if "{{<" in text or "{r" in text or ("cite" in text and CITES.search(text)):
        return True
    return "abstract" in text and "abstract" in _front_matter(text)


def _front_matter(text: str) -> str:
    if not text.lstrip("\ufeff").startswith(("---", "+++")):
        return ""
    end = FRONT_MATTER_END.search(text, 4)
    return text[: end.start()] if end else text
