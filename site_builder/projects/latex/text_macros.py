r"""Commands that a project defines as words of its own, `\newcommand{\etal}{\emph{et al.}}`, to these in its text."""

from __future__ import annotations

import re
from typing import Final

from site_builder.mathematics import Macros
from site_builder.patterns import pattern
from site_builder.projects.inline_code import CODE
from site_builder.projects.latex.macros import DEFINITION
from site_builder.projects.lines.written_lines import Line, with_text

# Anything else is meant for formulas, or sets pages.
WORDS: Final = pattern(
    r"(?:[^\\#^&]|\\(?:emph|text[a-z]{2,10}|mbox|xspace|uppercase|MakeUppercase|[ldv]?dots)(?![A-Za-z])|\\[ %&$_])*"
)
USED: Final = pattern(rf"{CODE}|\\[^A-Za-z\n]|\$[^$\n]{{1,1000}}\$|(?P<name>\\[A-Za-z]{{1,60}})(?:\{{\}})?")
XSPACE: Final = "\\xspace"


def with_words(lines: list[Line], macros: Macros) -> list[Line]:
    """The lines with what those commands stand for that take no arguments and are text."""
    words = {macro.name: "".join(macro.body).removesuffix(XSPACE) for macro in macros if not macro.arguments}
    words = {name: body for name, body in words.items() if WORDS.fullmatch(body)}
    if not words:
        return lines

    def said(found: re.Match[str]) -> str:
        return words.get(found["name"] or "", found[0])

    return with_text(lines, "\\", lambda text: text if DEFINITION.match(text) else USED.sub(said, text))
