r"""LaTeX's emphasis, code and quotation marks in a caption to Markdown's: `\emph{a}`, `\texttt{a}`, ``a''."""

from __future__ import annotations

import re
from typing import Final

from site_builder.patterns import pattern

MARK: Final = pattern(
    r"(?P<kept>\$[^$]{1,2000}\$|`[^`]{1,2000}`)|\\(?P<name>emph|textit|textbf|texttt)\{(?P<text>[^{}]*)\}", re.DOTALL
)
QUOTED: Final = pattern(r"``([^`]{1,500}?)''")
SIGNS: Final = {"textbf": "**", "texttt": "`"}


def marks_in_markdown(text: str) -> str:
    # One may stand within another.
    marked = MARK.sub(_said, MARK.sub(_said, text)) if "\\" in text else text
    return QUOTED.sub(r"“\1”", marked)


def _said(found: re.Match[str]) -> str:
    if found["kept"]:
        return found[0]
    sign = SIGNS.get(found["name"], "*")
    return f"{sign}{found['text']}{sign}" if found["text"].strip() else ""
